#include "match/segment_matcher.h"

#include <algorithm>
#include <utility>

#include "match/phrase_scan.h"

namespace vigie::match {
namespace {

// Whether articles have to be looked into.
bool ReadsPositions(const MatchNode& node) {
  return node.op == MatchNode::Op::kSettled ||
         std::any_of(node.children.begin(), node.children.end(),
                     ReadsPositions);
}

}  // namespace

const DocSet& SegmentMatcher::Match(const MatchNode& node,
                                    const DocSet* within) {
  context_.poll->TickOrThrow();
  DocSet found = Evaluate(node, within);
  sets_[node.number] = std::move(found);
  return sets_[node.number];
}

DocSet SegmentMatcher::Evaluate(const MatchNode& node, const DocSet* within) {
  switch (node.op) {
    case MatchNode::Op::kNothing:
      return {};
    case MatchNode::Op::kEverything:
      return DocSet::Everything(documents());
    case MatchNode::Op::kTerm:
      if (node.terms == nullptr) return {};
      return DocSet::OfList(node.terms->list(context_.segment));
    case MatchNode::Op::kDays:
      return Dated(node, within);
    case MatchNode::Op::kAnd:
      return All(node, within);
    case MatchNode::Op::kOr:
    case MatchNode::Op::kMax:
      return Any(node, within);
    case MatchNode::Op::kAndMaybe: {
      DocSet found = Match(node.children.front(), within).View();
      for (size_t i = 1; context_.scored && i < node.children.size(); ++i) {
        Match(node.children[i], &found);
      }
      return found;
    }
    case MatchNode::Op::kAndNot:
      return Without(node, within);
    case MatchNode::Op::kEntities:
      return Match(node.children.front(), within).View();
    case MatchNode::Op::kSettled:
      return Settled(node, within);
  }
  return {};
}

// What articles have to be looked into for comes last, on what is left.
DocSet SegmentMatcher::All(const MatchNode& node, const DocSet* within) {
  std::vector<const DocSet*> cheap;
  for (const MatchNode& child : node.children) {
    if (ReadsPositions(child)) continue;
    cheap.push_back(&Match(child, within));
    if (cheap.back()->empty()) return {};
  }
  std::sort(cheap.begin(), cheap.end(), [](const DocSet* a, const DocSet* b) {
    return a->size() < b->size();
  });
  DocSet found;
  const DocSet* left = cheap.empty() ? within : cheap.front();
  for (size_t i = 1; i < cheap.size(); ++i) {
    found = Intersect(*left, *cheap[i]);
    left = &found;
  }
  bool first = cheap.empty();
  for (const MatchNode& child : node.children) {
    if (!ReadsPositions(child)) continue;
    DocSet narrowed;
    const DocSet* asked = left;
    if (!first && within != nullptr) {
      narrowed = Intersect(*left, *within);
      asked = &narrowed;
    }
    const DocSet& settled = Match(child, asked);
    found = first ? settled.View() : Intersect(*left, settled);
    first = false;
    left = &found;
    if (found.empty()) return {};
  }
  return left == &found ? std::move(found) : left->View();
}

DocSet SegmentMatcher::Any(const MatchNode& node, const DocSet* within) {
  std::vector<const DocSet*> sets;
  for (const MatchNode& child : node.children) {
    const DocSet& set = Match(child, within);
    if (!set.empty()) sets.push_back(&set);
  }
  if (sets.empty()) return {};
  return sets.size() == 1 ? sets.front()->View() : Unite(sets, documents());
}

DocSet SegmentMatcher::Without(const MatchNode& node, const DocSet* within) {
  DocSet found = Match(node.children.front(), within).View();
  for (size_t i = 1; i < node.children.size(); ++i) {
    if (found.empty()) return {};
    DocSet narrowed;
    const DocSet* asked = &found;
    if (within != nullptr && ReadsPositions(node.children[i])) {
      narrowed = Intersect(found, *within);
      asked = &narrowed;
    }
    found = Subtract(found, Match(node.children[i], asked));
  }
  return found;
}

DocSet SegmentMatcher::Settled(const MatchNode& node, const DocSet* within) {
  const DocSet& candidates = Match(node.children.front(), within);
  DocSet narrowed;
  const DocSet* asked = &candidates;
  if (within != nullptr) {
    narrowed = Intersect(candidates, *within);
    asked = &narrowed;
  }
  if (PhraseScan::Knows(*node.plan)) {
    return WithPhrase(*node.plan, *asked, within == nullptr);
  }
  const EvaluatedNode& evaluated = context_.positions->Find(*node.plan);
  return asked->Filtered([&](uint32_t doc) {
    return context_.positions->Holds(evaluated, {context_.segment, doc});
  });
}

DocSet SegmentMatcher::WithPhrase(const query::PlanNode& phrase,
                                  const DocSet& candidates,
                                  bool complete) const {
  const auto scan = [&] {
    PhraseScan search(phrase, {context_.catalog, context_.segment,
                               context_.terms, context_.budget});
    return search.Holding(candidates);
  };
  if (candidates.empty()) return {};
  if (!complete) return scan();
  return DocSet::OfList(
      context_.terms->Derived(context_.segment, PhraseName(phrase), scan));
}

DocSet SegmentMatcher::Dated(const MatchNode& node,
                             const DocSet* within) const {
  const index::Segment& segment =
      *context_.catalog.segments()[context_.segment];
  const auto in_range = [&](uint32_t doc) {
    const int32_t day = segment.day(doc);
    return day >= node.day_begin && day < node.day_end && day != index::kNoDay;
  };
  if (node.day_begin >= node.day_end) return {};
  if (within != nullptr && within->size() < documents() / 16) {
    return within->Filtered(in_range);
  }
  std::vector<uint64_t> bits(documents() / 64 + 1);
  for (uint32_t doc = 0; doc < documents(); ++doc) {
    bits[doc / 64] |= uint64_t{in_range(doc)} << (doc % 64);
  }
  return DocSet::OfBits(std::move(bits));
}

bool MayMatch(const MatchNode& node, uint32_t segment) {
  const auto child_may = [segment](const MatchNode& child) {
    return MayMatch(child, segment);
  };
  switch (node.op) {
    case MatchNode::Op::kNothing:
      return false;
    case MatchNode::Op::kEverything:
    case MatchNode::Op::kDays:
      return true;
    case MatchNode::Op::kTerm:
      return node.terms != nullptr && node.terms->Has(segment);
    case MatchNode::Op::kAnd:
      return std::all_of(node.children.begin(), node.children.end(), child_may);
    case MatchNode::Op::kOr:
    case MatchNode::Op::kMax:
      return std::any_of(node.children.begin(), node.children.end(), child_may);
    case MatchNode::Op::kAndMaybe:
    case MatchNode::Op::kAndNot:
    case MatchNode::Op::kEntities:
    case MatchNode::Op::kSettled:
      return child_may(node.children.front());
  }
  return true;
}

}  // namespace vigie::match
