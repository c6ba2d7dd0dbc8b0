// The French lexicon: word forms with their stem, compiled at build time
// (lexicon_format.h) and mapped with the library. Thread-safe.
#ifndef VIGIE_ANALYSIS_LEXICON_H_
#define VIGIE_ANALYSIS_LEXICON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lexicon_format.h"

namespace vigie::analysis {

// What the lexicon knows of a form.
struct LexiconEntry {
  uint16_t edit = 0;   // for ReplaceByStem
  uint16_t flags = 0;  // LexiconFlag bits
};

// A hyphenated entry, found by its letters alone. Views into the table.
struct LexiconCompound {
  std::string_view form;   // folded, with its hyphens
  std::string_view lemma;  // folded, with its hyphens
};

// The entry of `lower`, a lower-case form as text::NormalText gives it.
// Without accents, a form that exists only with them is found too.
std::optional<LexiconEntry> FindInLexicon(std::string_view lower);
// Brings what FindInLexicon will read into the cache.
void PrefetchInLexicon(std::string_view lower);

// All lemmas of `exact`, a lower-case form as text::NormalText gives it,
// accents kept; most likely first, the first being that of the stem. A name is
// its own lemma. Empty when the lexicon lacks the form.
std::vector<std::string> Lemmas(std::string_view exact);

// Replaces `folded`, the folded form that has `entry`, by its stem: the light
// stem of its lemma, folded; of hyphenated words and names, the lemma.
void ReplaceByStem(const LexiconEntry& entry, std::string* folded);

// The hyphenated entry whose folded form without its hyphens is `solid`,
// unless the lexicon also has `solid` as a word of its own.
std::optional<LexiconCompound> FindCompound(std::string_view solid);

// Hash of the compiled lexicon.
uint64_t LexiconHash();

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_LEXICON_H_
