#include "entities/name_grammar.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace vigie::entities {
namespace {

using analysis::Token;
using Words = std::string_view;

// All lists are folded.
constexpr std::array kTitles = {
    Words("abbe"),     Words("capitaine"), Words("cardinal"),
    Words("colonel"),  Words("docteur"),   Words("dr"),
    Words("frere"),    Words("madame"),    Words("maitre"),
    Words("marechal"), Words("me"),        Words("mgr"),
    Words("mlle"),     Words("mm"),        Words("mme"),
    Words("mmes"),     Words("monsieur"),  Words("monseigneur"),
    Words("pasteur"),  Words("pr"),        Words("professeur"),
    Words("sergent"),  Words("soeur")};

// Trades that stand behind the name of whoever has them, without an article.
constexpr std::array kTrades = {
    Words("actrice"),      Words("agent"),         Words("agricultrice"),
    Words("agriculteur"),  Words("aide"),          Words("apiculteur"),
    Words("apprenti"),     Words("apprentie"),     Words("architecte"),
    Words("artisan"),      Words("artisane"),      Words("assistante"),
    Words("avocat"),       Words("avocate"),       Words("benevole"),
    Words("boucher"),      Words("bouchere"),      Words("boulanger"),
    Words("boulangere"),   Words("cadre"),         Words("caissier"),
    Words("caissiere"),    Words("chauffeur"),     Words("chercheur"),
    Words("chercheuse"),   Words("coiffeur"),      Words("coiffeuse"),
    Words("collegien"),    Words("collegienne"),   Words("comedien"),
    Words("comedienne"),   Words("commercant"),    Words("commercante"),
    Words("conductrice"),  Words("couturier"),     Words("couturiere"),
    Words("cuisinier"),    Words("cuisiniere"),    Words("ecolier"),
    Words("ecoliere"),     Words("ecrivain"),      Words("ecrivaine"),
    Words("eleveuse"),     Words("eleveur"),       Words("enseignant"),
    Words("enseignante"),  Words("etudiant"),      Words("etudiante"),
    Words("factrice"),     Words("fleuriste"),     Words("garagiste"),
    Words("infirmier"),    Words("infirmiere"),    Words("ingenieur"),
    Words("ingenieure"),   Words("institutrice"),  Words("instituteur"),
    Words("jardinier"),    Words("jardiniere"),    Words("journaliste"),
    Words("juriste"),      Words("libraire"),      Words("lyceen"),
    Words("lyceenne"),     Words("macon"),         Words("maraicher"),
    Words("maraichere"),   Words("medecin"),       Words("menuisier"),
    Words("menuisiere"),   Words("musicien"),      Words("musicienne"),
    Words("ouvrier"),      Words("ouvriere"),      Words("paysan"),
    Words("paysanne"),     Words("pecheur"),       Words("pharmacien"),
    Words("pharmacienne"), Words("photographe"),   Words("plombier"),
    Words("postier"),      Words("professeur"),    Words("professeure"),
    Words("restaurateur"), Words("restauratrice"), Words("retraite"),
    Words("retraitee"),    Words("salarie"),       Words("salariee"),
    Words("secretaire"),   Words("serveur"),       Words("serveuse"),
    Words("soignante"),    Words("vendeur"),       Words("vendeuse"),
    Words("veterinaire"),  Words("vigneron"),      Words("vigneronne"),
    Words("viticulteur"),  Words("viticultrice")};

// Nouns that say what the name behind them is.
constexpr std::array kMediaNouns = {Words("chaine"),       Words("hebdo"),
                                    Words("hebdomadaire"), Words("journal"),
                                    Words("magazine"),     Words("mensuel"),
                                    Words("quotidien"),    Words("radio"),
                                    Words("revue"),        Words("site")};
// What a publication has: « un article de Nature ».
constexpr std::array kPressParts = {Words("article"), Words("lecteur"),
                                    Words("numero"), Words("redaction")};
constexpr std::array kProductNouns = {
    Words("appareil"),   Words("application"), Words("assistant"),
    Words("chatbot"),    Words("jeu"),         Words("logiciel"),
    Words("messagerie"), Words("modele"),      Words("navigateur"),
    Words("outil"),      Words("plateforme"),  Words("robot"),
    Words("smartphone"), Words("tablette")};
constexpr std::array kCompanyNouns = {
    Words("agence"),       Words("assureur"),     Words("avionneur"),
    Words("bailleur"),     Words("banque"),       Words("brasseur"),
    Words("chimiste"),     Words("compagnie"),    Words("concurrent"),
    Words("constructeur"), Words("distributeur"), Words("editeur"),
    Words("enseigne"),     Words("entreprise"),   Words("equipementier"),
    Words("fabricant"),    Words("filiale"),      Words("firme"),
    Words("fournisseur"),  Words("geant"),        Words("groupe"),
    Words("industriel"),   Words("joaillier"),    Words("laboratoire"),
    Words("maison"),       Words("marque"),       Words("motoriste"),
    Words("operateur"),    Words("parti"),        Words("plateforme"),
    Words("prestataire"),  Words("producteur"),   Words("sellier"),
    Words("societe"),      Words("specialiste"),  Words("start"),
    Words("startup"),      Words("transporteur"), Words("verrier")};
constexpr std::array kTownNouns = {Words("agglomeration"), Words("banlieue"),
                                   Words("commune"),       Words("habitant"),
                                   Words("mairie"),        Words("metropole"),
                                   Words("port"),          Words("prefecture"),
                                   Words("rue"),           Words("ville")};
// Offices of parties and companies: « secrétaire général de Renaissance ».
constexpr std::array kOffices = {
    Words("action"),    Words("actionnaire"),  Words("dirigeant"),
    Words("fondateur"), Words("fondatrice"),   Words("general"),
    Words("generale"),  Words("patron"),       Words("patronne"),
    Words("pdg"),       Words("porte-parole"), Words("siege"),
    Words("usine")};

// Verbs in -er of which firms are the subject, without their ending.
constexpr std::array kFirmVerbs = {
    Words("abaiss"),       Words("abandonn"), Words("accus"),
    Words("achet"),        Words("affich"),   Words("annonc"),
    Words("augment"),      Words("baiss"),    Words("chang"),
    Words("commercialis"), Words("consacr"),  Words("deploi"),
    Words("depass"),       Words("detron"),   Words("devoil"),
    Words("domin"),        Words("embauch"),  Words("emploi"),
    Words("engag"),        Words("envisag"),  Words("exploit"),
    Words("export"),       Words("fabriqu"),  Words("ferm"),
    Words("financ"),       Words("fusionn"),  Words("gagn"),
    Words("import"),       Words("installe"), Words("lanc"),
    Words("licenci"),      Words("livr"),     Words("pai"),
    Words("prepar"),       Words("present"),  Words("profit"),
    Words("propos"),       Words("publi"),    Words("rachet"),
    Words("rappell"),      Words("recrut"),   Words("releve"),
    Words("remport"),      Words("renonc"),   Words("sign"),
    Words("supprim"),      Words("teste"),    Words("vis")};
constexpr std::array kFirmForms = {
    Words("acquiert"),  Words("cede"),    Words("cedera"),  Words("conclut"),
    Words("construit"), Words("detient"), Words("fournit"), Words("investit"),
    Words("met"),       Words("ouvre"),   Words("possede"), Words("prevoit"),
    Words("produit"),   Words("reduit"),  Words("vend"),    Words("vise")};
constexpr std::array kFirmParticiples = {
    Words("acquis"),  Words("conclu"), Words("construit"), Words("ouvert"),
    Words("produit"), Words("reduit"), Words("vendu")};
constexpr std::array kPressVerbs = {
    Words("affirm"),   Words("annonc"), Words("consacr"), Words("evoqu"),
    Words("interrog"), Words("publi"),  Words("racont"),  Words("rapport"),
    Words("relat"),    Words("revel"),  Words("titr")};
constexpr std::array kTownVerbs = {Words("abrit"), Words("accueill"),
                                   Words("attir"), Words("inaugur"),
                                   Words("vot")};

template <typename List>
bool Holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// A third person of a verb in -er, or the participle after « a ».
template <typename List>
bool IsFormOf(const List& verbs, std::string_view form, bool participle) {
  return std::any_of(verbs.begin(), verbs.end(), [&](std::string_view verb) {
    if (form.substr(0, verb.size()) != verb) return false;
    const std::string_view ending = form.substr(verb.size());
    return ending == "e" ||
           (!participle &&
            (ending == "ent" || ending == "era" || ending == "eront"));
  });
}

bool IsLower(const Token& token) {
  return (token.flags & (analysis::kCapitalized | analysis::kAllCaps)) == 0;
}

// A space, or the full stop of an abbreviation and a space.
bool IsTitleGap(std::string_view gap) {
  if (!gap.empty() && gap.front() == '.') gap.remove_prefix(1);
  return gap == " " || gap == "\xC2\xA0" || gap == "\xE2\x80\xAF";
}

// The words around a place; null where its sentence ends.
class Around {
 public:
  Around(const Lattice& lattice, const Place& place)
      : lattice_(lattice), place_(place) {}

  // `n` words before the name, from 1, if spaces alone part them.
  const Token* Before(uint32_t n) const {
    if (place_.positions.begin < n) return nullptr;
    const Token& token = lattice_.plain(place_.positions.begin - n);
    const Token& next = lattice_.plain(place_.positions.begin - n + 1);
    return token.sentence == next.sentence && IsSpace(token, next) ? &token
                                                                   : nullptr;
  }
  // `n` words after it, from 1; `gap` stands between it and the word before.
  const Token* After(uint32_t n, std::string_view gap) const {
    const uint32_t at = place_.positions.end + n - 1;
    if (at >= lattice_.positions()) return nullptr;
    const Token& token = lattice_.plain(at);
    const Token& before = lattice_.plain(at - 1);
    return token.sentence == before.sentence &&
                   lattice_.gap(before, token) == gap
               ? &token
               : nullptr;
  }
  // The word after a comma, and after an elided article.
  const Token* AfterComma() const {
    const uint32_t at = place_.positions.end;
    if (at >= lattice_.positions()) return nullptr;
    const Token& token = lattice_.plain(at);
    const Token& before = lattice_.plain(at - 1);
    const std::string_view gap = lattice_.gap(before, token);
    const bool comma = gap == ", " || (gap.substr(0, 2) == ", " &&
                                       (token.flags & analysis::kElided) != 0);
    return comma && token.sentence == before.sentence ? &token : nullptr;
  }
  // Whether a grammatical word governs the name: the apposition behind it is
  // then of what it depends on (« le PDG de Microsoft, 50 ans »).
  bool Leans() const {
    const Token* before = Before(1);
    return elided() ||
           (before != nullptr && (before->flags & analysis::kStopWord) != 0);
  }
  // Whether an elided word that is no part of the name stands before it.
  bool elided() const {
    return (first().flags & analysis::kElided) != 0 &&
           place_.range.begin == first().range.begin;
  }
  const Token& first() const { return lattice_.plain(place_.positions.begin); }
  bool BeginsClause() const {
    if (elided()) return false;
    if (place_.positions.begin == 0) return true;
    const Token& before = lattice_.plain(place_.positions.begin - 1);
    if (before.sentence != first().sentence) return true;
    const std::string_view gap = lattice_.gap(before, first());
    return gap.find_first_of(",:;") != std::string_view::npos ||
           (gap == " " && (before.form == "et" || before.form == "mais" ||
                           before.form == "si"));
  }

 private:
  bool IsSpace(const Token& left, const Token& right) const {
    const std::string_view gap = lattice_.gap(left, right);
    return gap == " " || gap == "\xC2\xA0" || gap == "-" ||
           ((right.flags & analysis::kElided) != 0 && gap.size() <= 6 &&
            gap.find_first_of(",;:()") == std::string_view::npos);
  }
  const Lattice& lattice_;
  const Place& place_;
};

// Whether a noun of `nouns` governs the name: right before it, or with a
// complement of one lower-case word (« le fabricant de clés Ledger »).
template <typename List>
bool FollowsNoun(const List& nouns, const Around& around) {
  const Token* before = around.Before(1);
  if (before == nullptr || !IsLower(*before)) return false;
  if (Holds(nouns, before->form) || Holds(nouns, before->stem)) return true;
  if ((before->flags & analysis::kStopWord) != 0) return false;
  const Token* of = around.Before(2);
  const Token* noun = of == nullptr ? nullptr : around.Before(3);
  if (noun == nullptr || !IsLower(*noun)) return false;
  return (of->form == "de" || of->form == "du" || of->form == "des") &&
         Holds(nouns, noun->form);
}

// « <noun> de <name> », « <noun> général de <name> ».
template <typename List>
bool FollowsNounOf(const List& nouns, const Around& around) {
  const Token* of = around.Before(1);
  if (around.elided()) {
    return of != nullptr && (Holds(nouns, of->form) || Holds(nouns, of->stem));
  }
  if (of == nullptr || of->form != "de") return false;
  const Token* noun = around.Before(2);
  return noun != nullptr &&
         (Holds(nouns, noun->form) || Holds(nouns, noun->stem));
}

// Whether the name, without an article, is the subject of a verb of `verbs`.
template <typename Verbs, typename Forms, typename Participles>
bool IsSubject(const Verbs& verbs, const Forms& forms,
               const Participles& participles, const Around& around) {
  if (!around.BeginsClause()) return false;
  const Token* verb = around.After(1, " ");
  if (verb == nullptr || !IsLower(*verb)) return false;
  if (verb->form != "a" && verb->form != "va") {
    return IsFormOf(verbs, verb->form, false) || Holds(forms, verb->form);
  }
  const Token* next = around.After(2, " ");
  return verb->form == "a" && next != nullptr &&
         (IsFormOf(verbs, next->form, true) || Holds(participles, next->form));
}

constexpr std::array<Words, 0> kNone = {};

// « <name>, l'assistant d'Anthropic », « <name>, le fabricant »,
// « <name>, filiale d'Iliad ».
template <typename List>
bool IsApposedTo(const List& nouns, const Around& around) {
  const Token* noun = around.AfterComma();
  if (noun == nullptr) return false;
  if (noun->form == "le" || noun->form == "la" || noun->form == "un" ||
      noun->form == "une") {
    noun = around.After(2, " ");
  }
  return noun != nullptr && IsLower(*noun) && Holds(nouns, noun->form);
}

Grammar JudgeProduct(const Around& around) {
  return FollowsNoun(kProductNouns, around) ||
                 IsApposedTo(kProductNouns, around)
             ? Grammar::kTells
             : Grammar::kSilent;
}

Grammar JudgeFirm(const Around& around, std::string_view subtype) {
  const bool media = subtype == "media";
  if (media &&
      (FollowsNoun(kMediaNouns, around) || FollowsNounOf(kPressParts, around) ||
       IsApposedTo(kMediaNouns, around) ||
       IsSubject(kPressVerbs, kNone, kNone, around))) {
    return Grammar::kTells;
  }
  if (FollowsNoun(kCompanyNouns, around) ||
      IsApposedTo(kCompanyNouns, around) || FollowsNounOf(kOffices, around)) {
    return media ? Grammar::kFits : Grammar::kTells;
  }
  const Token* before = around.Before(1);
  const bool at_home =
      before != nullptr && before->form == "chez" && !around.elided();
  if (at_home || IsSubject(kFirmVerbs, kFirmForms, kFirmParticiples, around)) {
    return Grammar::kFits;
  }
  return Grammar::kSilent;
}

Grammar JudgeTown(const Around& around) {
  const Token* before = around.Before(1);
  const bool at = before != nullptr && before->exact == "à" && !around.elided();
  if (at || FollowsNounOf(kTownNouns, around) ||
      IsSubject(kTownVerbs, kNone, kNone, around)) {
    return Grammar::kFits;
  }
  return Grammar::kSilent;
}

}  // namespace

bool IsPersonTitle(std::string_view form) {
  // The analysis writes the title « M. » so, and the metre as m.
  return Holds(kTitles, form) || form == "m." || form == "mm.";
}

bool StandsAsPerson(const Lattice& lattice, const Place& place) {
  if (place.positions.end - place.positions.begin != 1) return false;
  const Around around(lattice, place);
  const Token& name = around.first();
  if (place.positions.begin > 0 && !around.elided()) {
    const Token& before = lattice.plain(place.positions.begin - 1);
    const std::string_view gap = lattice.gap(before, name);
    const bool title = IsPersonTitle(before.form);
    if (title && before.sentence == name.sentence && IsTitleGap(gap)) {
      return true;
    }
  }
  const Token* trade = around.After(1, ", ");
  if (trade == nullptr || around.Leans()) return false;
  if (Holds(kTrades, trade->form)) return true;
  const Token* years = around.After(2, " ");
  if (years == nullptr) years = around.After(2, "\xC2\xA0");
  return (trade->flags & analysis::kHasDigit) != 0 && years != nullptr &&
         (years->form == "ans" || years->form == "an");
}

Grammar JudgeGrammar(const Lattice& lattice, const Place& place,
                     EntityType type, std::string_view subtype) {
  const Around around(lattice, place);
  switch (type) {
    case EntityType::kOrganization:
    case EntityType::kAgency:
      return JudgeFirm(around, subtype);
    case EntityType::kProduct: {
      const Grammar told = JudgeProduct(around);
      return told != Grammar::kSilent ? told : JudgeFirm(around, subtype);
    }
    case EntityType::kPlace:
      return JudgeTown(around);
    default:
      return Grammar::kSilent;
  }
}

Place WithoutKind(const Lattice& lattice, const Place& place) {
  const Token& first = lattice.plain(place.positions.begin);
  const bool kind = IsLower(first) &&
                    (Holds(kMediaNouns, first.form) || first.form == "groupe" ||
                     first.form == "agence" || first.form == "maison" ||
                     first.form == "parti" || first.form == "ville");
  if (!kind) return place;
  uint32_t at = place.positions.begin + 1;
  if (first.form == "ville" && at < place.positions.end &&
      lattice.plain(at).form == "de") {
    ++at;
  }
  if (at >= place.positions.end || IsLower(lattice.plain(at))) return place;
  Place name = place;
  name.positions.begin = at;
  name.range.begin = lattice.plain(at).range.begin;
  return name;
}

}  // namespace vigie::entities
