// Spelling and kind of the forms that go into the lexicon.
#ifndef VIGIE_TOOLS_WORD_FORMS_H_
#define VIGIE_TOOLS_WORD_FORMS_H_

#include <string>
#include <string_view>
#include <vector>

#include "tools/affixes.h"

namespace vigie::tools {

// Ranks of the readings of a form, best first.
enum Rank {
  kException,
  kGrammatical,  // le, dans, celui
  kInvariable,   // adverbs, interjections
  kOwnNoun,      // the noun or adjective itself
  kInfinitive,
  kInflectedNoun,
  kParticiple,
  kAdjective,  // convaincu is a participle first
  kInflectedAdjective,
  kVerbForm,
  kRareVerbForm,  // missions, vins: of tenses and persons that prose lacks
  kName,
  kPrefix,  // semi, mini
  kUnknownKind,
};

Rank RankOf(const WordForm& word);

// The normal form of the chain.
std::string Lower(std::string_view word);
// REQUIRES the normal form.
std::string Fold(std::string_view lower);

std::string Replaced(std::string text, std::string_view from,
                     std::string_view to);

// céderai -> cèderai, allégement -> allègement: é, consonants, then an ending
// in which e is silent.
std::string WithGraveAccent(const std::string& lower);

std::string WithoutHyphens(std::string text);

// True when letters, and hyphens and apostrophes between them, are all.
bool IsWord(std::string_view word);

// jusqu'à and n'importe are two words; aujourd'hui and c'est-à-dire are not.
bool IsElided(std::string_view lower);

// True when `what` is in `list`.
bool Has(const std::vector<std::string>& list, std::string_view what);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_WORD_FORMS_H_
