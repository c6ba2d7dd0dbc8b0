#include "match/ordering.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace vigie::match {
namespace {

struct Keyed {
  double key = 0;
  ScoredDoc hit;
};

constexpr double kLast = -std::numeric_limits<double>::infinity();

double KeyOf(SortOrder order, const Catalog& catalog, const ScoredDoc& hit) {
  if (order != SortOrder::kNewest && order != SortOrder::kOldest) {
    return hit.score;
  }
  const auto time = catalog.segment(hit.doc).published_at(hit.doc.doc);
  if (!time) return kLast;
  const auto seconds = static_cast<double>(time->unix_seconds);
  return order == SortOrder::kNewest ? seconds : -seconds;
}

}  // namespace

std::vector<double> OrderKeys(SortOrder order, const Catalog& catalog,
                              const std::vector<ScoredDoc>& hits) {
  std::vector<double> keys;
  keys.reserve(hits.size());
  for (const ScoredDoc& hit : hits) keys.push_back(KeyOf(order, catalog, hit));
  return keys;
}

void OrderByKeys(const Catalog& catalog, size_t count,
                 std::vector<double>* keys, std::vector<ScoredDoc>* hits) {
  const auto before = [&](const Keyed& a, const Keyed& b) {
    if (a.key != b.key) return a.key > b.key;
    return catalog.article_id(a.hit.doc) < catalog.article_id(b.hit.doc);
  };
  std::vector<Keyed> keyed;
  keyed.reserve(hits->size());
  for (size_t i = 0; i < hits->size(); ++i) {
    keyed.push_back({(*keys)[i], (*hits)[i]});
  }
  // As executors give those of one segment.
  if (std::is_sorted(keyed.begin(), keyed.end(), before)) return;
  const auto middle = keyed.begin() + static_cast<std::ptrdiff_t>(
                                          std::min(count, keyed.size()));
  std::partial_sort(keyed.begin(), middle, keyed.end(), before);
  for (size_t i = 0; i < keyed.size(); ++i) {
    (*keys)[i] = keyed[i].key;
    (*hits)[i] = keyed[i].hit;
  }
}

void OrderHits(SortOrder order, const Catalog& catalog, size_t count,
               std::vector<ScoredDoc>* hits) {
  std::vector<double> keys = OrderKeys(order, catalog, *hits);
  OrderByKeys(catalog, count, &keys, hits);
}

size_t CountUpTo(const RowKey& after, const Catalog& catalog,
                 const std::vector<double>& keys,
                 const std::vector<ScoredDoc>& hits) {
  size_t low = 0;
  size_t high = hits.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const bool up_to =
        keys[middle] > after.value ||
        (keys[middle] == after.value &&
         catalog.article_id(hits[middle].doc) <= std::string_view(after.id));
    (up_to ? low : high) = up_to ? middle + 1 : middle;
  }
  return low;
}

}  // namespace vigie::match
