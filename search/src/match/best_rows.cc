#include "match/best_rows.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "match/set_name.h"

namespace vigie::match {
namespace {

// Weights are told apart in steps of 1e-9; sums differ by less than this.
constexpr double kSlack = 1e-8;

// How many times what others weighed they can weigh now; negative: unknown.
double Growth(const BestRows& kept, const WeighedQuery& query) {
  if (kept.weights.size() != query.weights.size() || kept.average_length <= 0 ||
      query.average_length <= 0) {
    return -1;
  }
  double most = 0;
  for (size_t i = 0; i < kept.weights.size(); ++i) {
    if (query.weights[i] <= 0) continue;
    if (kept.weights[i] <= 0) return -1;
    most = std::max(most, query.weights[i] / kept.weights[i]);
  }
  return most * std::max(1.0, query.average_length / kept.average_length);
}

bool AreBest(const BestRows& kept, const WeighedQuery& query,
             const WeighedDocs& weighed, size_t count) {
  if (kept.others < 0) return true;
  const double growth = Growth(kept, query);
  if (growth < 0) return false;
  const double others = kept.others * growth + kSlack;
  const auto heavier =
      std::count_if(weighed.weights.begin(), weighed.weights.end(),
                    [others](double weight) { return weight > others; });
  return static_cast<size_t>(heavier) >= count;
}

BestRows Choose(const WeighedDocs& weighed, size_t count, size_t matching) {
  BestRows rows;
  std::vector<uint32_t> order(weighed.docs.size());
  std::iota(order.begin(), order.end(), 0U);
  const size_t kept = std::min(count, order.size());
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(order.begin(), middle, order.end(),
                    [&](uint32_t a, uint32_t b) {
                      return weighed.weights[a] > weighed.weights[b];
                    });
  if (kept < matching) rows.others = weighed.weights[order[kept - 1]];
  for (auto at = order.begin(); at != middle; ++at) {
    rows.docs.push_back(weighed.docs[*at]);
  }
  std::sort(rows.docs.begin(), rows.docs.end());
  return rows;
}

void AddWeights(const MatchNode& node, std::vector<double>* weights) {
  weights->push_back(node.weight);
  for (const MatchNode& child : node.children) AddWeights(child, weights);
}

}  // namespace

const std::shared_ptr<KeptBest>& SharedBest() {
  constexpr size_t kBytes = 8U << 20;
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptBest>(std::make_shared<KeptBest>(kBytes));
  return *kept;
}

std::string WeighedName(const MatchNode& tree, const Selections& selections) {
  const std::string set = SetName(tree, selections);
  if (set.empty()) return {};
  const std::string name = TreeName(tree);
  return name.empty() ? name : name + set;
}

std::vector<double> WeightsOf(const MatchNode& tree) {
  std::vector<double> weights;
  AddWeights(tree, &weights);
  return weights;
}

WeighedDocs WeighBest(const BestMemory& memory, uint32_t segment,
                      const WeighedQuery& query, const SegmentScorer& scorer,
                      const DocSet& live, const std::function<DocSet()>& dead,
                      size_t count) {
  const auto kept = memory.Find(segment, query.name);
  if (kept != nullptr) {
    std::vector<uint32_t> docs;
    docs.reserve(kept->docs.size());
    std::copy_if(kept->docs.begin(), kept->docs.end(), std::back_inserter(docs),
                 [&](uint32_t doc) { return live.Has(doc); });
    WeighedDocs weighed = scorer.WeighEach(query.tree, std::move(docs));
    if (AreBest(*kept, query, weighed, count)) return weighed;
  } else if (!query.keeps) {
    return scorer.Weigh(query.tree, live, count);
  }
  // So many more that some may go and weights may drift.
  const size_t more = count + count / 2 + 16;
  const DocSet gone = dead();
  const DocSet all = Unite({&live, &gone}, scorer.documents());
  BestRows rows = Choose(scorer.Weigh(query.tree, all, more), more, all.size());
  rows.weights = query.weights;
  rows.average_length = query.average_length;
  memory.Keep(segment, query.name, std::move(rows));
  return scorer.Weigh(query.tree, live, count);
}

}  // namespace vigie::match
