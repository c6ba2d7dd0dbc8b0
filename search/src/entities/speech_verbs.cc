#include "entities/speech_verbs.h"

#include <algorithm>
#include <array>

namespace vigie::entities {
namespace {

// Verbs in -er without their ending, folded.
constexpr std::array<std::string_view, 111> kStems = {
    "accus",      "affirm",    "agac",    "ajout",     "alarm",    "alert",
    "analys",     "annonc",    "approuv", "argu",      "argument", "articul",
    "assen",      "assur",     "avanc",   "aver",      "avou",     "balay",
    "cingl",      "clam",      "command", "comment",   "conced",   "confess",
    "confi",      "confirm",   "constat", "contest",   "critiqu",  "declar",
    "decrypt",    "demand",    "denonc",  "deplor",    "detaill",  "developp",
    "emport",     "enchain",   "enonc",   "estim",     "etonn",    "evoqu",
    "exclam",     "exig",      "expliqu", "expos",     "exprim",   "felicit",
    "fulmin",     "gliss",     "hasard",  "implor",    "indign",   "indiqu",
    "inquiet",    "insinu",    "insist",  "interrog",  "ironis",   "jug",
    "jur",        "justifi",   "lach",    "lanc",      "martel",   "martell",
    "menac",      "mentionn",  "moqu",    "murmur",    "not",      "nuanc",
    "observ",     "pest",      "plaid",   "plaisant",  "precis",   "proclam",
    "pronostiqu", "prophetis", "propos",  "racont",    "rappel",   "rappell",
    "rapport",    "rassur",    "reclam",  "recommand", "regrett",  "relat",
    "remarqu",    "renseign",  "repliqu", "reproch",   "resum",    "retorqu",
    "salu",       "signal",    "souhait", "soulign",   "soupir",   "sugger",
    "tacl",       "temoign",   "temper",  "tempet",    "temporis", "theoris",
    "tonn",       "tranch",    "tweet"};

// Third persons and participles.
constexpr std::array<std::string_view, 11> kEndings = {
    "e",     "ent", "ait",   "aient", "a", "era",
    "eront", "es",  "erent", "erait", "ee"};

// Forms of other verbs.
constexpr std::array<std::string_view, 59> kForms = {
    "abonde",     "abondent",  "admet",       "admettait",    "admettent",
    "admis",      "averti",    "avertissent", "avertit",      "conclu",
    "concluent",  "conclut",   "considere",   "considerent",  "convenu",
    "convient",   "dira",      "disaient",    "disait",       "disent",
    "dit",        "dite",      "ecrit",       "ecrivait",     "ecrivent",
    "espere",     "esperent",  "garanti",     "garantissent", "garantit",
    "maintenu",   "maintient", "poursuit",    "poursuivent",  "poursuivi",
    "predit",     "prevenu",   "previennent", "previent",     "promet",
    "promettent", "promis",    "prone",       "reagi",        "reagissent",
    "reagit",     "reconnait", "reconnu",     "rencherit",    "repond",
    "repondait",  "repondent", "repondu",     "retient",      "soupire",
    "sourit",     "soutenu",   "soutiennent", "soutient"};

template <size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& words,
              std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool IsSpeechVerb(std::string_view form) {
  if (Contains(kForms, form)) return true;
  return std::any_of(kStems.begin(), kStems.end(), [&](std::string_view stem) {
    return form.size() > stem.size() && form.substr(0, stem.size()) == stem &&
           Contains(kEndings, form.substr(stem.size()));
  });
}

bool IsAccordingTo(std::string_view form) {
  return form == "selon" || form == "apres";
}

}  // namespace vigie::entities
