// Which children of a wide kOr an article can match, without asking each.
#ifndef VIGIE_MATCH_WIDE_OR_H_
#define VIGIE_MATCH_WIDE_OR_H_

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "match/catalog.h"
#include "match/evidence_evaluator.h"

namespace vigie::match {

class PlanWords;

// Knows for each child words and entities of which every article that it
// matches has one. Of one thread; reuse it for many articles.
class WideOr {
 public:
  // With fewer children it does not pay.
  static constexpr size_t kMinChildren = 8;

  WideOr(const EvaluatedNode& any_of, const PlanWords& words);

  // Of an article that has these words (numbers in PlanWords::sought), the
  // children that may match, rising; the others do not. Until the next call.
  // O(words + mentions + children / 64 + found).
  const std::vector<uint32_t>& Find(const std::vector<uint32_t>& words,
                                    const Catalog& catalog, DocRef ref);

 private:
  void Mark(const std::vector<uint32_t>& children);

  std::vector<std::vector<uint32_t>> by_word_;  // children
  // Children by number of the entity in the catalog.
  std::unordered_map<uint32_t, std::vector<uint32_t>> by_entity_;
  std::vector<uint64_t> always_;  // bit set of children that may always match
  std::vector<uint64_t> marked_;
  std::vector<uint32_t> found_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_WIDE_OR_H_
