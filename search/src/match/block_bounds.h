// What the documents of each block can weigh at most, so that few of them are
// weighed for the heaviest.
#ifndef VIGIE_MATCH_BLOCK_BOUNDS_H_
#define VIGIE_MATCH_BLOCK_BOUNDS_H_

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "match/doc_set.h"
#include "match/posting_list.h"

namespace vigie::match {

// Blocks are the 64 documents of a word of a bitmap. Of one query.
class BlockBounds {
 public:
  // At first no document weighs anything.
  explicit BlockBounds(uint32_t documents)
      : most_(index::DenseWords(documents)),
        left_(most_.size()),
        loose_(most_) {
    std::iota(left_.begin(), left_.end(), 0);
  }

  // A term of which one occurrence in the shortest document weighs
  // `weight` x wdf / (wdf + `least_norm`), and a step of bounds() `step`. The
  // list must outlive the bounds.
  struct Term {
    const PostingList& list;
    double weight = 0;
    double least_norm = 0;
    double step = 0;
  };
  // Adds what the term weighs.
  void Add(const Term& term);
  // Adds `most` wherever a document of `docs` is.
  void Add(const DocSet& docs, double most);
  // Adds the heaviest of what others have been raised to.
  void Add(const BlockBounds& raised);
  // As Add, but where more is there already.
  void Raise(const Term& term);
  void Raise(const DocSet& docs, double most);

  // The documents of `docs` in the best blocks not taken before, which are
  // taken, that may weigh `least`, rising: of `count` blocks and a few more
  // when there are. False when no block is left that may hold one. O(blocks).
  bool TakeBest(size_t count, double least, const DocSet& docs,
                std::vector<uint32_t>* taken);

 private:
  // A term's documents, and by block the most that they weigh: steps of a list
  // that is stored or kept, or as computed here.
  struct Exact {
    const uint64_t* bits = nullptr;
    const uint8_t* bounds = nullptr;
    float step = 0;
    std::vector<uint64_t> own_bits;
    std::vector<float> own_bounds;
    float most(size_t block) const {
      return bounds == nullptr ? own_bounds[block]
                               : step * static_cast<float>(bounds[block]);
    }
  };
  // One bit per block.
  std::vector<uint64_t> BestBlocks(size_t count, float least);
  // Those of `documents` in a block that may weigh `least`.
  uint64_t Promising(uint32_t block, uint64_t documents, float least) const;
  // The same with vectors, to the bit.
  uint64_t PromisingAvx2(uint32_t block, uint64_t documents, float least) const;

  std::vector<float> most_;     // by block
  std::vector<uint32_t> left_;  // blocks not taken, unless out of the question
  // The part of it of which no document is known to be free.
  std::vector<float> loose_;
  std::vector<Exact> exact_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_BLOCK_BOUNDS_H_
