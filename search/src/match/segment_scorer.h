// What the documents that a tree matches weigh in one segment.
#ifndef VIGIE_MATCH_SEGMENT_SCORER_H_
#define VIGIE_MATCH_SEGMENT_SCORER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "match/block_bounds.h"
#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/match_tree.h"
#include "match/segment_matcher.h"

namespace vigie::match {

// Documents and what each weighs so far.
struct WeighedDocs {
  std::vector<uint32_t> docs;
  std::vector<double> weights;
};

// Weights are those of Xapian's BM25Weight(k1, 0, 1, b, 0.5) over the lengths
// of all segments together. Of one query. Methods may throw Stopped.
class SegmentScorer {
 public:
  struct Context {
    const Catalog& catalog;
    uint32_t segment = 0;
    double average_length = 0;      // 0 when every document is empty
    double mean_length = 0;         // of the segment's documents
    const SegmentMatcher& matcher;  // has matched the tree, scored
    CallPoll* poll = nullptr;
  };
  // What the context names must outlive it.
  explicit SegmentScorer(const Context& context);

  // Weighs `docs`, which `root` all matches. Of those that, with all that
  // weigh the same, cannot be among the `count` heaviest, some may be left out,
  // and some of those that weigh less than `least`.
  WeighedDocs Weigh(const MatchNode& root, const DocSet& docs, size_t count,
                    double least = 0) const;
  // Weighs each of `docs`, rising, all of which `root` matches.
  WeighedDocs WeighEach(const MatchNode& root,
                        std::vector<uint32_t> docs) const;
  uint32_t documents() const { return segment_.size(); }

 private:
  // What weighs besides others, and at most how much.
  struct Addend {
    const MatchNode* node = nullptr;
    bool implied = false;  // matches every document asked about
    double most = 0;
  };

  // All of `docs`; those that weigh less than `least` may be left out too.
  WeighedDocs WeighAll(const std::vector<Addend>& addends,
                       std::vector<uint32_t> docs, size_t count,
                       double least) const;
  // Block by block, those that can weigh most first.
  WeighedDocs WeighBlocks(const std::vector<Addend>& addends,
                          const DocSet& docs, size_t count) const;
  void Bound(const MatchNode& node, BlockBounds* bounds) const;
  BlockBounds::Term BoundedTerm(const MatchNode& node) const;
  std::vector<Addend> Addends(const MatchNode& root) const;
  void Flatten(const MatchNode& node, bool implied,
               std::vector<Addend>* addends) const;
  double Most(const MatchNode& node) const;
  // Adds to the weights of `weighed` what the node weighs there.
  void Add(const MatchNode& node, bool implied, WeighedDocs* weighed) const;
  void AddTerm(const MatchNode& node, WeighedDocs* weighed) const;
  // Calls `take(i, weight)` with what a kTerm weighs in docs[i], in any order
  // of rising i.
  template <typename Take>
  void WeighTerm(const MatchNode& node, const std::vector<uint32_t>& docs,
                 const Take& take) const;
  void AddHeaviest(const MatchNode& node, WeighedDocs* weighed) const;
  void AddWhereMatched(const MatchNode& node, WeighedDocs* weighed) const;
  void AddEntities(const MatchNode& node, WeighedDocs* weighed) const;
  void AddMatched(const MatchNode& node, WeighedDocs* weighed) const;
  double TermWeight(double weight, uint32_t doc, uint32_t wdf) const;

  const index::Segment& segment_;
  const uint32_t number_;
  const index::Span<uint32_t> lengths_;
  const double length_factor_;
  const double impact_step_;  // of PostingList::bounds
  const SegmentMatcher& matcher_;
  CallPoll& poll_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SEGMENT_SCORER_H_
