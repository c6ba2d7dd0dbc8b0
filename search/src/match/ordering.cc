#include "match/ordering.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace vigie::match {
namespace {

// Sorts by falling `key`, ties by id.
struct Keyed {
  double score = 0;
  int64_t seconds = 0;
  ScoredDoc hit;
};

int64_t Seconds(const Catalog& catalog, DocRef ref, int64_t undated) {
  const auto time = catalog.segment(ref).published_at(ref.doc);
  return time ? time->unix_seconds : undated;
}

Keyed KeyOf(SortOrder order, const Catalog& catalog, const ScoredDoc& hit) {
  constexpr int64_t kLast = std::numeric_limits<int64_t>::min();
  switch (order) {
    case SortOrder::kNewest:
      return {0, Seconds(catalog, hit.doc, kLast), hit};
    case SortOrder::kOldest: {
      const auto time = catalog.segment(hit.doc).published_at(hit.doc.doc);
      return {0, time ? -1 - time->unix_seconds : kLast, hit};
    }
    case SortOrder::kUnspecified:
    case SortOrder::kRelevance:
      break;
  }
  return {hit.score, 0, hit};
}

}  // namespace

void OrderHits(SortOrder order, const Catalog& catalog, size_t count,
               std::vector<ScoredDoc>* hits) {
  std::vector<Keyed> keyed;
  keyed.reserve(hits->size());
  for (const ScoredDoc& hit : *hits) {
    keyed.push_back(KeyOf(order, catalog, hit));
  }
  const auto middle = keyed.begin() + static_cast<std::ptrdiff_t>(
                                          std::min(count, keyed.size()));
  std::partial_sort(
      keyed.begin(), middle, keyed.end(), [&](const Keyed& a, const Keyed& b) {
        if (a.score != b.score) return a.score > b.score;
        if (a.seconds != b.seconds) return a.seconds > b.seconds;
        return catalog.article_id(a.hit.doc) < catalog.article_id(b.hit.doc);
      });
  for (size_t i = 0; i < keyed.size(); ++i) (*hits)[i] = keyed[i].hit;
}

}  // namespace vigie::match
