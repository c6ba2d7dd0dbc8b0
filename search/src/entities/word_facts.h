// What a single word tells of itself, whatever stands around it.
#ifndef VIGIE_ENTITIES_WORD_FACTS_H_
#define VIGIE_ENTITIES_WORD_FACTS_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "entities/word_table.h"

namespace vigie::entities {

// Hashes of features. kNamesTheWord marks those that only this word or its
// near spellings have: training leaves them out now and then, so that words
// never seen are recognised by the others.
using Rows = std::vector<uint32_t>;
inline constexpr uint32_t kNamesTheWord = 1U << 31;

// A feature's hash from the number of its template and what it saw.
inline uint32_t MixRow(uint32_t number, uint64_t a, uint64_t b = 0) {
  uint64_t h = (a + number * 0x9E3779B97F4A7C15ULL) * 0xD6E8FEB86659FD93ULL;
  h ^= h >> 32;
  h = (h + b) * 0xD6E8FEB86659FD93ULL;
  h ^= h >> 29;
  return static_cast<uint32_t>(h * 0x9E3779B97F4A7C15ULL >> 33);
}

// One line of the cache.
struct alignas(64) WordFacts {
  uint32_t surface = 0;  // hash as written
  uint32_t lower = 0;    // hash of the lower-case form
  uint32_t stem = 0;
  std::array<uint32_t, 4> prefixes{};  // of 1 to 4 characters; 0: too short
  std::array<uint32_t, 4> suffixes{};
  uint32_t shape = 0;
  WordKnowledge known;
  uint16_t lexicon = 0;  // analysis::LexiconFlag bits of the lower-case form
  uint16_t surface_class = 0;  // case, digits and lexicon, small
  bool hot = false;            // may be part of a name on its own
};

// `surface`: the bytes of `token`.
WordFacts DescribeWord(std::string_view surface, const analysis::Token& token,
                       const WordTable& table);
// What stands before the first and after the last word of a sentence.
WordFacts SentenceEdge();

// The rows that a word gives to the word `-offset` places further on: offset
// -1 is the word before. REQUIRES -2 <= offset <= 2.
void AppendWordRows(const WordFacts& facts, int offset, Rows* rows);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_WORD_FACTS_H_
