// The documents of one segment that a tree matches.
#ifndef VIGIE_MATCH_SEGMENT_MATCHER_H_
#define VIGIE_MATCH_SEGMENT_MATCHER_H_

#include <cstdint>
#include <vector>

#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/doc_set.h"
#include "match/match_tree.h"
#include "match/position_budget.h"
#include "match/positional_source.h"

namespace vigie::match {

// Of one query, so of one thread. Methods may throw Stopped.
class SegmentMatcher {
 public:
  struct Context {
    const Catalog& catalog;
    uint32_t segment = 0;
    uint32_t nodes = 0;                    // of the tree
    PositionalQuery* positions = nullptr;  // null for trees without kSettled
    PositionBudget* budget = nullptr;
    TermSource* terms = nullptr;
    CallPoll* poll = nullptr;
    bool scored = false;  // what only weighs is matched too
  };
  explicit SegmentMatcher(const Context& context)
      : context_(context), sets_(context.nodes) {}

  // Exact for the documents of `within` (null: all); may hold others. Kept:
  // see set().
  const DocSet& Match(const MatchNode& node, const DocSet* within);
  // What Match found for a node below the one that it was called for; empty
  // where that could not matter.
  const DocSet& set(const MatchNode& node) const { return sets_[node.number]; }

 private:
  DocSet Evaluate(const MatchNode& node, const DocSet* within);
  DocSet All(const MatchNode& node, const DocSet* within);
  DocSet Any(const MatchNode& node, const DocSet* within);
  DocSet Without(const MatchNode& node, const DocSet* within);
  DocSet Settled(const MatchNode& node, const DocSet* within);
  // Of candidates, those with a phrase; all candidates there are, when
  // `complete`.
  DocSet WithPhrase(const query::PlanNode& phrase, const DocSet& candidates,
                    bool complete) const;
  DocSet Dated(const MatchNode& node, const DocSet* within) const;
  uint32_t documents() const {
    return context_.catalog.segments()[context_.segment]->size();
  }

  const Context context_;
  std::vector<DocSet> sets_;  // by MatchNode::number
};

// False: no document of that segment matches, which the lists of terms alone
// tell.
bool MayMatch(const MatchNode& node, uint32_t segment);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SEGMENT_MATCHER_H_
