// The heaviest documents of a segment for a query, kept for the next ones,
// whose weights have changed a little.
#ifndef VIGIE_MATCH_BEST_ROWS_H_
#define VIGIE_MATCH_BEST_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "match/doc_set.h"
#include "match/kept_by_name.h"
#include "match/match_tree.h"
#include "match/segment_scorer.h"
#include "match/selection.h"

namespace vigie::match {

// More documents than are asked for, tombstoned ones too: what is not among
// them weighed `others` at most, by the weights of that time.
struct BestRows {
  std::vector<uint32_t> docs;  // rising
  double others = -1;          // negative: there are no others
  std::vector<double> weights;
  double average_length = 0;

  size_t bytes() const {
    return sizeof(*this) + docs.capacity() * sizeof(uint32_t) +
           weights.capacity() * sizeof(double);
  }
};

using KeptBest = KeptByName<BestRows>;
using BestMemory = NamedKept<BestRows>;

// Of the whole process, as SharedSums. 8 MiB.
const std::shared_ptr<KeptBest>& SharedBest();

// What a query weighs, without how much: trees and selections with one name
// have the same weights for the same WeightsOf and average length. Empty: it
// has no name.
std::string WeighedName(const MatchNode& tree, const Selections& selections);
// Of the nodes, in one order for one name.
std::vector<double> WeightsOf(const MatchNode& tree);

// What one query weighs in one segment.
struct WeighedQuery {
  const MatchNode& tree;
  const std::string& name;  // WeighedName; empty: nothing is kept
  const std::vector<double>& weights;
  double average_length = 0;
  bool keeps = false;  // KeptBest::WorthKeeping of the name
};

// As SegmentScorer::Weigh of `live`. What is kept is weighed again, and is the
// answer when nothing else can have come to weigh as much: a weight is at most
// the old one times the largest growth of a term's, times that of the average
// length. `dead`: the tombstoned documents that match. Thread-safe.
WeighedDocs WeighBest(const BestMemory& memory, uint32_t segment,
                      const WeighedQuery& query, const SegmentScorer& scorer,
                      const DocSet& live, const std::function<DocSet()>& dead,
                      size_t count);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_BEST_ROWS_H_
