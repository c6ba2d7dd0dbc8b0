// Layout of the compiled lexicon: written by tools/compile_lexicon at build
// time, mapped with the library. In the byte order of the machine.
//
//   LexiconHeader
//   LexiconSlot[word_slots]       open addressing, linear probing
//   CompoundSlot[compound_slots]  the same
//   uint32_t[lemma_sets + 1]      where the edits of each set begin
//   LexiconEdit[edits]
//   uint16_t[word_slots]          the lemma set of each slot
//   uint16_t[lemma_edits]         form -> lemma, most likely first
//   char[text_bytes]              suffixes of edits, spellings of compounds
//
// Keys are not stored. A slot holds the low 32 bits of the key's 64-bit hash,
// and the high 32 bits choose the slot: the compiler refuses a lexicon in
// which two keys meet, and a word that is not in it passes for one that is
// with a probability below 2^-30.
#ifndef VIGIE_ANALYSIS_LEXICON_FORMAT_H_
#define VIGIE_ANALYSIS_LEXICON_FORMAT_H_

#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace vigie::analysis {

inline constexpr uint32_t kLexiconMagic = 0x4C474956;  // "VIGL"
inline constexpr uint32_t kLexiconVersion = 2;

// What a form is. Bit flags of LexiconSlot::flags; do not renumber.
enum LexiconFlag : uint16_t {
  kLexListed = 1U << 0,  // set in every used slot
  kLexStopWord = 1U << 1,
  kLexProper = 1U << 2,          // a name, an acronym and nothing else
  kLexBeginsCompound = 1U << 3,  // first element of a hyphenated entry
  kLexUnaccented = 1U << 4,      // exists only with accents
  kLexLemma = 1U << 5,           // is not its own lemma
  kLexStem = 1U << 6,            // its lemma is not its own stem
  kLexNoSurname = 1U << 7,       // kLexProper, but not a family name
};

struct LexiconHeader {
  uint32_t magic = kLexiconMagic;
  uint32_t version = kLexiconVersion;
  uint64_t content_hash = 0;  // of everything after the header
  uint32_t word_slots = 0;
  uint32_t compound_slots = 0;
  uint32_t edits = 0;
  uint32_t text_bytes = 0;
  uint32_t lemma_sets = 0;
  uint32_t lemma_edits = 0;
};
static_assert(sizeof(LexiconHeader) == 40);

// Key: a lower-case form of text::NormalText.
struct LexiconSlot {
  uint32_t fingerprint = 0;
  uint16_t edit = 0;   // folded form -> stem
  uint16_t flags = 0;  // LexiconFlag bits; 0: the slot is free
};
static_assert(sizeof(LexiconSlot) == 8);

// Key: a folded form without its hyphens. In the text: length of the form,
// the form, length of the lemma, the lemma; both folded, with hyphens.
struct CompoundSlot {
  uint32_t fingerprint = 0;
  uint32_t text = 0;  // offset plus one; 0: the slot is free
};
static_assert(sizeof(CompoundSlot) == 8);

// Takes `cut` bytes off the end, then appends a piece of the text.
struct LexiconEdit {
  uint32_t text = 0;
  uint16_t cut = 0;
  uint16_t size = 0;
};
static_assert(sizeof(LexiconEdit) == 8);

struct LexiconKey {
  uint32_t fingerprint;
  uint32_t slot;  // where to begin to look
};

// REQUIRES slots > 0.
inline LexiconKey HashLexiconKey(std::string_view key, uint32_t slots) {
  const uint64_t hash = XXH3_64bits(key.data(), key.size());
  return {static_cast<uint32_t>(hash),
          static_cast<uint32_t>((hash >> 32) * slots >> 32)};
}

}  // namespace vigie::analysis

#endif  // VIGIE_ANALYSIS_LEXICON_FORMAT_H_
