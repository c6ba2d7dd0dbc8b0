#include "match/segment_scorer.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "index/schema.h"
#include "match/posting_sources.h"

namespace vigie::match {
namespace {

constexpr double kLeastLength = 0.5;  // of the mean
// Scores are told apart in steps of 1e-9.
constexpr double kStep = 2e-9;
// How many times as long a list is better searched than read.
constexpr size_t kGallopFrom = 16;

// The `count`th largest of `weights`, 0 when there are not so many.
double NthLargest(const std::vector<double>& weights, size_t count) {
  if (count == 0 || weights.size() < count) return 0;
  const auto middle = weights.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<double> largest(weights.begin(), middle);  // least first
  std::make_heap(largest.begin(), largest.end(), std::greater<>());
  for (auto at = middle; at != weights.end(); ++at) {
    if (*at <= largest.front()) continue;
    std::pop_heap(largest.begin(), largest.end(), std::greater<>());
    largest.back() = *at;
    std::push_heap(largest.begin(), largest.end(), std::greater<>());
  }
  return largest.front();
}

void Drop(double least, WeighedDocs* weighed) {
  size_t kept = 0;
  for (size_t i = 0; i < weighed->docs.size(); ++i) {
    weighed->docs[kept] = weighed->docs[i];
    weighed->weights[kept] = weighed->weights[i];
    kept += weighed->weights[i] >= least ? 1 : 0;
  }
  weighed->docs.resize(kept);
  weighed->weights.resize(kept);
}

}  // namespace

SegmentScorer::SegmentScorer(const Catalog& catalog, uint32_t segment,
                             double average_length,
                             const SegmentMatcher& matcher, CallPoll* poll)
    : segment_(*catalog.segments()[segment]),
      number_(segment),
      lengths_(segment_.lengths()),
      length_factor_(average_length == 0 ? 0 : 1 / average_length),
      matcher_(matcher),
      poll_(*poll) {}

WeighedDocs SegmentScorer::Weigh(const MatchNode& root,
                                 std::vector<uint32_t> docs, size_t count,
                                 double least) const {
  WeighedDocs weighed;
  weighed.weights.resize(docs.size());
  weighed.docs = std::move(docs);
  std::vector<Addend> addends;
  Flatten(root, true, &addends);
  std::sort(addends.begin(), addends.end(),
            [](const Addend& a, const Addend& b) { return a.most > b.most; });
  double rest = 0;
  for (const Addend& addend : addends) rest += addend.most;
  for (const Addend& addend : addends) {
    poll_.TickOrThrow();
    Add(*addend.node, addend.implied, &weighed);
    rest -= addend.most;
    if (weighed.docs.size() <= count) continue;
    least = std::max(least, NthLargest(weighed.weights, count));
    Drop(least - rest - kStep, &weighed);
  }
  return weighed;
}

void SegmentScorer::Flatten(const MatchNode& node, bool implied,
                            std::vector<Addend>* addends) const {
  switch (node.op) {
    case MatchNode::Op::kOr:
      for (const MatchNode& child : node.children) {
        Flatten(child, false, addends);
      }
      return;
    case MatchNode::Op::kAnd:
    case MatchNode::Op::kSettled:
      if (!implied) break;
      for (const MatchNode& child : node.children) {
        Flatten(child, true, addends);
      }
      return;
    case MatchNode::Op::kAndMaybe:
      if (!implied) break;
      for (const MatchNode& child : node.children) {
        Flatten(child, &child == &node.children.front(), addends);
      }
      return;
    case MatchNode::Op::kAndNot:
      if (!implied) break;
      return Flatten(node.children.front(), true, addends);
    default:
      break;
  }
  const double most = Most(node);
  if (most > 0) addends->push_back({&node, implied, most});
}

double SegmentScorer::Most(const MatchNode& node) const {
  double sum = 0;
  double most = 0;
  for (const MatchNode& child : node.children) {
    const double of_child = Most(child);
    sum += of_child;
    most = std::max(most, of_child);
  }
  switch (node.op) {
    case MatchNode::Op::kTerm: {
      if (node.terms == nullptr || node.weight == 0) return 0;
      const double wdf = node.terms->lists[number_]->most_wdf();
      const double shortest = kBm25K1 * (kLeastLength * kBm25B + (1 - kBm25B));
      return node.weight * (wdf / (shortest + wdf));
    }
    case MatchNode::Op::kEntities:
      return node.weight;
    case MatchNode::Op::kMax:
      return most;
    case MatchNode::Op::kAndNot:
      return Most(node.children.front());
    default:
      return sum;
  }
}

double SegmentScorer::TermWeight(double weight, uint32_t doc,
                                 uint32_t wdf) const {
  const double length = std::max(lengths_[doc] * length_factor_, kLeastLength);
  const double occurrences = wdf;
  const double denominator =
      kBm25K1 * (length * kBm25B + (1 - kBm25B)) + occurrences;
  return weight * (occurrences / denominator);
}

void SegmentScorer::Add(const MatchNode& node, bool implied,
                        WeighedDocs* weighed) const {
  if (weighed->docs.empty()) return;
  switch (node.op) {
    case MatchNode::Op::kNothing:
    case MatchNode::Op::kEverything:
    case MatchNode::Op::kDays:
      return;
    case MatchNode::Op::kTerm:
      return AddTerm(node, weighed);
    case MatchNode::Op::kOr:
      for (const MatchNode& child : node.children) Add(child, false, weighed);
      return;
    case MatchNode::Op::kMax:
      return AddHeaviest(node, weighed);
    default:
      return implied ? AddMatched(node, weighed)
                     : AddWhereMatched(node, weighed);
  }
}

void SegmentScorer::AddTerm(const MatchNode& node, WeighedDocs* weighed) const {
  if (node.terms == nullptr || node.weight == 0) return;
  const PostingList& list = *node.terms->lists[number_];
  const uint32_t* first = list.docs().data();
  const uint32_t* end = first + list.size();
  const uint32_t* at = first;
  const std::vector<uint32_t>& docs = weighed->docs;
  if (docs.size() / kGallopFrom > list.size()) {
    const uint32_t* begin = docs.data();
    const uint32_t* doc = begin;
    const uint32_t* last = begin + docs.size();
    for (; at != end; ++at) {
      doc = Gallop(doc, last, *at);
      if (doc == last) return;
      if (*doc != *at) continue;
      weighed->weights[static_cast<size_t>(doc - begin)] += TermWeight(
          node.weight, *at, list.wdf(static_cast<size_t>(at - first)));
    }
    return;
  }
  const bool gallops = list.size() / kGallopFrom > docs.size();
  for (size_t i = 0; i < docs.size(); ++i) {
    if (gallops) {
      at = Gallop(at, end, docs[i]);
    } else {
      while (at != end && *at < docs[i]) ++at;
    }
    if (at == end) return;
    if (*at != docs[i]) continue;
    weighed->weights[i] += TermWeight(
        node.weight, docs[i], list.wdf(static_cast<size_t>(at - first)));
  }
}

void SegmentScorer::AddHeaviest(const MatchNode& node,
                                WeighedDocs* weighed) const {
  std::vector<double> most(weighed->docs.size());
  WeighedDocs reading;
  reading.docs = weighed->docs;
  for (const MatchNode& child : node.children) {
    poll_.TickOrThrow();
    reading.weights.assign(most.size(), 0);
    Add(child, false, &reading);
    for (size_t i = 0; i < most.size(); ++i) {
      most[i] = std::max(most[i], reading.weights[i]);
    }
  }
  for (size_t i = 0; i < most.size(); ++i) weighed->weights[i] += most[i];
}

void SegmentScorer::AddWhereMatched(const MatchNode& node,
                                    WeighedDocs* weighed) const {
  const DocSet& matched = matcher_.set(node);
  if (matched.empty()) return;
  WeighedDocs those;
  std::vector<size_t> places;
  for (size_t i = 0; i < weighed->docs.size(); ++i) {
    if (!matched.Has(weighed->docs[i])) continue;
    those.docs.push_back(weighed->docs[i]);
    places.push_back(i);
  }
  those.weights.resize(places.size());
  AddMatched(node, &those);
  for (size_t i = 0; i < places.size(); ++i) {
    weighed->weights[places[i]] += those.weights[i];
  }
}

// Of documents that the node all matches.
void SegmentScorer::AddMatched(const MatchNode& node,
                               WeighedDocs* weighed) const {
  if (node.op == MatchNode::Op::kEntities) return AddEntities(node, weighed);
  for (size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0 && node.op == MatchNode::Op::kAndNot) return;
    const bool optional = i > 0 && node.op == MatchNode::Op::kAndMaybe;
    Add(node.children[i], !optional, weighed);
  }
}

void SegmentScorer::AddEntities(const MatchNode& node,
                                WeighedDocs* weighed) const {
  const std::vector<uint32_t>& ordinals = node.ordinals[number_];
  for (size_t i = 0; i < weighed->docs.size(); ++i) {
    double count = 0;
    for (const index::StoredMention& mention :
         segment_.mentions(weighed->docs[i])) {
      if (!std::binary_search(ordinals.begin(), ordinals.end(),
                              mention.entity)) {
        continue;
      }
      count += static_cast<Field>(mention.field) == Field::kTitle
                   ? index::kTitleWdf
                   : index::kTextWdf;
    }
    weighed->weights[i] += node.weight * count / (count + kBm25K1);
  }
}

}  // namespace vigie::match
