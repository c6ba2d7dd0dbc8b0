// What the documents of each block can weigh at most, so that few of them are
// weighed for the heaviest.
#ifndef VIGIE_MATCH_BLOCK_BOUNDS_H_
#define VIGIE_MATCH_BLOCK_BOUNDS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "match/doc_set.h"
#include "match/posting_list.h"

namespace vigie::match {

// Blocks are the 64 documents of a word of a bitmap. Of one query.
class BlockBounds {
 public:
  // At first no document weighs anything.
  explicit BlockBounds(uint32_t documents)
      : most_(index::DenseWords(documents)) {}

  // How a term joins what there is.
  enum class Joined : uint8_t { kAdded, kHeaviest };

  // A term of which one occurrence in the shortest document weighs
  // `weight` x wdf / (wdf + `least_norm`), and a step of bounds() `step`.
  struct Term {
    const PostingList& list;
    double weight = 0;
    double least_norm = 0;
    double step = 0;
  };
  void Join(const Term& term, Joined joined);
  // `most` wherever a document of `docs` is.
  void Join(const DocSet& docs, double most, Joined joined);
  void Add(const BlockBounds& other);

  // The blocks not taken before that may hold a document of the weight `least`:
  // the best of them, `count` and a few more when there are; a bit per block,
  // none when no block is left. O(blocks).
  std::vector<uint64_t> TakeBest(size_t count, double least);

 private:
  void JoinAt(size_t block, float most, Joined joined) {
    most_[block] = joined == Joined::kAdded ? most_[block] + most
                                            : std::max(most_[block], most);
  }

  std::vector<float> most_;  // kTaken for those taken
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_BLOCK_BOUNDS_H_
