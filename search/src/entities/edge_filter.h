// Says at once of most words that a compiled dictionary does not lead on to
// them, without a look at its table of edges, which no cache holds.
#ifndef VIGIE_ENTITIES_EDGE_FILTER_H_
#define VIGIE_ENTITIES_EDGE_FILTER_H_

#include <cstdint>
#include <vector>

namespace vigie::entities {

// A Bloom filter of keys that are hashes already (gazetteer_format.h).
// Immutable once filled; thread-safe then.
class EdgeFilter {
 public:
  // For about `keys` keys: a byte for each, or two.
  explicit EdgeFilter(uint64_t keys) {
    constexpr uint64_t kKeysOfBlock = 8;
    while ((keys >> bits_) > kKeysOfBlock) ++bits_;
    blocks_.resize(uint64_t{1} << bits_);
  }

  void Add(uint64_t key) { blocks_[BlockOf(key)] |= MaskOf(key); }
  // Never false of a key that was added; true of one in twenty others.
  bool MayHold(uint64_t key) const {
    const uint64_t mask = MaskOf(key);
    return (blocks_[BlockOf(key)] & mask) == mask;
  }
  void Prefetch(uint64_t key) const {
    __builtin_prefetch(&blocks_[BlockOf(key)]);
  }

 private:
  uint64_t BlockOf(uint64_t key) const {
    return (key >> 12U) & (blocks_.size() - 1);
  }
  static uint64_t MaskOf(uint64_t key) {
    return uint64_t{1} << (key & 63U) | uint64_t{1} << ((key >> 6U) & 63U);
  }

  uint32_t bits_ = 0;
  std::vector<uint64_t> blocks_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_EDGE_FILTER_H_
