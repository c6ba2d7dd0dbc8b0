#include "match/segment_scorer.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "index/schema.h"
#include "index/term_impact.h"
#include "match/posting_sources.h"

namespace vigie::match {
namespace {

// Scores are told apart in steps of 1e-9.
constexpr double kStep = 2e-9;
// How many times as long a list is better searched than read.
constexpr size_t kGallopFrom = 16;
// So few more than are wanted are weighed sooner than sifted.
constexpr size_t kFewDocs = 2'048;
// Fewer documents are all weighed.
constexpr size_t kBlocksFrom = 384;
// That are taken first; then so many times as many.
constexpr size_t kFirstBlocks = 32;
constexpr size_t kMoreBlocks = 4;

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

SegmentScorer::SegmentScorer(const Context& context)
    : segment_(*context.catalog.segments()[context.segment]),
      number_(context.segment),
      lengths_(segment_.lengths()),
      length_factor_(context.average_length == 0 ? 0
                                                 : 1 / context.average_length),
      impact_step_(
          index::ImpactStep(context.average_length, context.mean_length)),
      matcher_(context.matcher),
      poll_(*context.poll) {}

std::vector<SegmentScorer::Addend> SegmentScorer::Addends(
    const MatchNode& root) const {
  std::vector<Addend> addends;
  Flatten(root, true, &addends);
  std::sort(addends.begin(), addends.end(),
            [](const Addend& a, const Addend& b) { return a.most > b.most; });
  return addends;
}

WeighedDocs SegmentScorer::WeighEach(const MatchNode& root,
                                     std::vector<uint32_t> docs) const {
  const size_t count = docs.size();
  return WeighAll(Addends(root), std::move(docs), count, 0);
}

WeighedDocs SegmentScorer::Weigh(const MatchNode& root, const DocSet& docs,
                                 size_t count, double least) const {
  if (docs.empty()) return {};
  const std::vector<Addend> addends = Addends(root);
  double most = 0;
  for (const Addend& addend : addends) most += addend.most;
  if (most < least - kStep) return {};
  return docs.size() < kBlocksFrom || docs.size() / 4 < count
             ? WeighAll(addends, docs.Sorted(), count, least)
             : WeighBlocks(addends, docs, count);
}

WeighedDocs SegmentScorer::WeighAll(const std::vector<Addend>& addends,
                                    std::vector<uint32_t> docs, size_t count,
                                    double least) const {
  WeighedDocs weighed;
  weighed.weights.resize(docs.size());
  weighed.docs = std::move(docs);
  double rest = 0;
  for (const Addend& addend : addends) rest += addend.most;
  for (const Addend& addend : addends) {
    poll_.TickOrThrow();
    Add(*addend.node, addend.implied, &weighed);
    rest -= addend.most;
    if (weighed.docs.size() > count + kFewDocs) {
      least = std::max(least, NthLargest(weighed.weights, count));
    }
    if (least > 0) Drop(least - rest - kStep, &weighed);
  }
  return weighed;
}

WeighedDocs SegmentScorer::WeighBlocks(const std::vector<Addend>& addends,
                                       const DocSet& docs, size_t count) const {
  BlockBounds bounds(segment_.size());
  for (const Addend& addend : addends) Bound(*addend.node, &bounds);
  WeighedDocs best;
  double least = 0;
  std::vector<uint32_t> taken;
  for (size_t blocks = kFirstBlocks;; blocks *= kMoreBlocks) {
    poll_.TickOrThrow();
    if (!bounds.TakeBest(blocks, least - kStep, docs, &taken)) return best;
    const WeighedDocs weighed = WeighAll(addends, taken, count, least);
    best.docs.insert(best.docs.end(), weighed.docs.begin(), weighed.docs.end());
    best.weights.insert(best.weights.end(), weighed.weights.begin(),
                        weighed.weights.end());
    if (best.docs.size() <= count) continue;
    least = NthLargest(best.weights, count);
    Drop(least - kStep, &best);
  }
}

BlockBounds::Term SegmentScorer::BoundedTerm(const MatchNode& node) const {
  return {*node.terms->list(number_), node.weight, index::LengthNorm(0),
          impact_step_};
}

void SegmentScorer::Bound(const MatchNode& node, BlockBounds* bounds) const {
  if (node.op == MatchNode::Op::kTerm) return bounds->Add(BoundedTerm(node));
  if (node.op != MatchNode::Op::kMax) {
    return bounds->Add(matcher_.set(node), Most(node));
  }
  BlockBounds heaviest(segment_.size());
  for (const MatchNode& child : node.children) {
    if (Most(child) == 0) continue;
    if (child.op == MatchNode::Op::kTerm) {
      heaviest.Raise(BoundedTerm(child));
    } else {
      heaviest.Raise(matcher_.set(child), Most(child));
    }
  }
  bounds->Add(heaviest);
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
      const double wdf = node.terms->list(number_)->most_wdf();
      return node.weight * (wdf / (index::LengthNorm(0) + wdf));
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
  const double occurrences = wdf;
  const double denominator =
      index::LengthNorm(lengths_[doc] * length_factor_) + occurrences;
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

template <typename Take>
void SegmentScorer::WeighTerm(const MatchNode& node,
                              const std::vector<uint32_t>& docs,
                              const Take& take) const {
  if (node.terms == nullptr || node.weight == 0 || docs.empty()) return;
  const PostingList& list = *node.terms->list(number_);
  if (list.stored() != nullptr) {
    std::vector<uint32_t> wdf(docs.size());
    list.stored()->ReadWdf({docs.data(), docs.size()}, wdf.data());
    for (size_t i = 0; i < docs.size(); ++i) {
      if (wdf[i] != 0) take(i, TermWeight(node.weight, docs[i], wdf[i]));
    }
    return;
  }
  const uint32_t* first = list.docs().data();
  const uint32_t* end = first + list.size();
  const uint32_t* at = first;
  const auto take_here = [&](size_t i) {
    take(i, TermWeight(node.weight, docs[i],
                       list.wdf(static_cast<size_t>(at - first))));
  };
  if (docs.size() / kGallopFrom > list.size()) {
    const uint32_t* doc = docs.data();
    const uint32_t* last = doc + docs.size();
    for (; at != end; ++at) {
      doc = Gallop(doc, last, *at);
      if (doc == last) return;
      if (*doc == *at) take_here(static_cast<size_t>(doc - docs.data()));
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
    if (*at == docs[i]) take_here(i);
  }
}

void SegmentScorer::AddTerm(const MatchNode& node, WeighedDocs* weighed) const {
  WeighTerm(node, weighed->docs,
            [&](size_t i, double weight) { weighed->weights[i] += weight; });
}

void SegmentScorer::AddHeaviest(const MatchNode& node,
                                WeighedDocs* weighed) const {
  std::vector<double> most(weighed->docs.size());
  const auto keep = [&](size_t i, double weight) {
    most[i] = std::max(most[i], weight);
  };
  WeighedDocs reading;
  for (const MatchNode& child : node.children) {
    poll_.TickOrThrow();
    if (child.op == MatchNode::Op::kTerm) {
      WeighTerm(child, weighed->docs, keep);
      continue;
    }
    reading.docs = weighed->docs;
    reading.weights.assign(most.size(), 0);
    Add(child, false, &reading);
    for (size_t i = 0; i < most.size(); ++i) keep(i, reading.weights[i]);
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
