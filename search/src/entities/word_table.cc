#include "entities/word_table.h"

// Words are short: half of the time would be the call.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace vigie::entities {

WordKey HashWord(std::string_view word, uint32_t slots) {
  const uint64_t hash = XXH3_64bits(word.data(), word.size());
  const auto low = static_cast<uint32_t>(hash);
  // 0 marks a free slot.
  return {low == 0 ? 1 : low,
          static_cast<uint32_t>((hash >> 32) * slots >> 32)};
}

WordKnowledge WordTable::Find(std::string_view word) const {
  WordKnowledge known;
  if (count_ == 0) return known;
  const WordKey key = HashWord(word, count_);
  for (uint32_t i = key.slot; slots_[i].fingerprint != 0;
       i = i + 1 < count_ ? i + 1 : 0) {
    if (slots_[i].fingerprint != key.fingerprint) continue;
    known.lists = slots_[i].lists;
    if (slots_[i].cluster == 0) return known;
    known.clusters[0] = slots_[i].cluster;
    const uint16_t* coarse = coarse_ + (slots_[i].cluster - 1) * kCoarse;
    for (size_t level = 0; level < kCoarse; ++level) {
      known.clusters[1 + level] = static_cast<uint16_t>(coarse[level] + 1);
    }
    return known;
  }
  return known;
}

}  // namespace vigie::entities
