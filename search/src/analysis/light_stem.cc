#include "analysis/light_stem.h"

#include <array>
#include <string_view>

namespace vigie::analysis {
namespace {

struct SuffixRule {
  std::string_view suffix;
  size_t longer_than;  // bytes of the word, suffix included
  std::string_view replacement;
};

// Tried in order; the first that applies ends the derivation step.
constexpr std::array<SuffixRule, 28> kDerivations = {{
    {"issement", 9, "ir"},      // accomplissement -> accomplir
    {"issant", 8, "ir"},        // finissant -> finir
    {"ivement", 7, "if"},       // activement -> actif
    {"ement", 6, "e"},          // rarement -> rare
    {"ficatrice", 11, "fier"},  // modificatrice -> modifier
    {"ficateur", 10, "fier"},
    {"catrice", 9, "quer"},  // indicatrice -> indiquer
    {"cateur", 8, "quer"},
    {"atrice", 8, "er"},  // fondatrice -> fonder
    {"ateur", 7, "er"},
    {"trice", 6, "teur"},  // directrice -> directeur
    {"ieme", 5, ""},       // deuxieme -> deux
    {"teuse", 7, "ter"},   // acheteuse -> acheter
    {"teur", 6, "ter"},
    {"euse", 5, "eu"},  // heureuse -> heureu
    {"ere", 8, "er"},   // infirmiere -> infirmier
    {"ive", 7, "if"},   // offensive -> offensif
    {"folle", 4, "fou"},
    {"molle", 4, "mou"},
    {"nnelle", 9, "n"},  // professionnelle -> profession
    {"nnel", 9, "n"},
    {"ete", 4, "et"},  // complete -> complet
    {"ique", 8, ""},   // economique -> econom
    {"esse", 8, ""},   // richesse -> rich
    {"inage", 7, "in"},
    {"isation", 9, ""},  // mondialisation -> mondial
    {"isateur", 9, ""},
    {"ation", 8, ""},
}};

bool EndsWith(std::string_view word, std::string_view suffix) {
  return word.size() >= suffix.size() &&
         word.substr(word.size() - suffix.size()) == suffix;
}

void DropPlural(std::string* word) {
  if (word->size() > 5 && EndsWith(*word, "aux") && !EndsWith(*word, "eaux")) {
    word->replace(word->size() - 2, 2, "l");  // chevaux -> cheval
  } else if (word->size() > 3 && (word->back() == 'x' || word->back() == 's')) {
    word->pop_back();
  }
}

void ReduceDerivation(std::string* word) {
  for (const SuffixRule& rule : kDerivations) {
    if (word->size() > rule.longer_than && EndsWith(*word, rule.suffix)) {
      word->replace(word->size() - rule.suffix.size(), rule.suffix.size(),
                    rule.replacement);
      return;
    }
  }
  if (word->size() > 8 && EndsWith(*word, "ition")) {
    word->resize(word->size() - 5);
  }
}

void DropDoubledLetters(std::string* word) {
  size_t kept = 1;
  for (size_t i = 1; i < word->size(); ++i) {
    if ((*word)[i] != (*word)[kept - 1]) (*word)[kept++] = (*word)[i];
  }
  word->resize(kept);
}

void DropEnding(std::string* word) {
  if (word->size() > 4) DropDoubledLetters(word);
  if (word->size() > 4 && EndsWith(*word, "ie")) word->resize(word->size() - 2);
  if (word->size() <= 4) return;
  if (word->back() == 'r') word->pop_back();
  if (word->back() == 'e') word->pop_back();
  if (word->back() == 'e') word->pop_back();
}

}  // namespace

void LightStem(std::string* word) {
  if (word->size() < 4) return;
  DropPlural(word);
  ReduceDerivation(word);
  DropEnding(word);
}

}  // namespace vigie::analysis
