// What a model knows of single words: clusters and lists of names.
#ifndef VIGIE_ENTITIES_WORD_TABLE_H_
#define VIGIE_ENTITIES_WORD_TABLE_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "entities/model_format.h"

namespace vigie::entities {

struct WordKnowledge {
  // Fine to coarse, each plus one; 0: unknown.
  std::array<uint16_t, 1 + kCoarse> clusters{};
  uint16_t lists = 0;  // NameList bits
};

struct WordKey {
  uint32_t fingerprint;
  uint32_t slot;  // where to begin to look
};
// REQUIRES slots > 0.
WordKey HashWord(std::string_view word, uint32_t slots);

// A view into a model; thread-safe.
class WordTable {
 public:
  WordTable() = default;  // knows nothing
  // `coarse`: kCoarse numbers for each of the clusters that slots name.
  WordTable(const WordSlot* slots, uint32_t count, const uint16_t* coarse)
      : slots_(slots), count_(count), coarse_(coarse) {}

  // O(1). A word in none of the slots is known by nothing.
  WordKnowledge Find(std::string_view word) const;

 private:
  const WordSlot* slots_ = nullptr;
  uint32_t count_ = 0;
  const uint16_t* coarse_ = nullptr;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_WORD_TABLE_H_
