// What the articles of a snapshot have on the whole: what hits are held
// against.
#ifndef VIGIE_MATCH_BACKGROUND_H_
#define VIGIE_MATCH_BACKGROUND_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "match/catalog.h"

namespace vigie::match {

// Of live articles. Immutable; thread-safe.
struct Background {
  // O(entities, tombstones, and articles of segments that no snapshot had
  // before).
  explicit Background(const Catalog& catalog);

  uint32_t articles = 0;
  double mean_length = 0;                 // as Segment::lengths
  std::vector<uint32_t> entity_articles;  // by Catalog's numbers
  std::vector<uint32_t> source_articles;
  std::optional<int64_t> newest;  // publication, seconds since 1970-01-01 UTC
};

// Made by the first who asks. Thread-safe.
class LazyBackground {
 public:
  // `catalog` must outlive it.
  explicit LazyBackground(const Catalog& catalog) : catalog_(catalog) {}
  const Background& Get() {
    std::call_once(once_, [this] {
      background_ = std::make_unique<const Background>(catalog_);
    });
    return *background_;
  }

 private:
  const Catalog& catalog_;
  std::once_flag once_;
  std::unique_ptr<const Background> background_;
};

// Dunning's G² (1993) of a two-by-two table: of `total` articles `row` are
// hits, `column` have the thing, `both` are and have. 0 where nothing deviates
// from independence; O(1). REQUIRES both <= row, column <= total.
double LogLikelihoodRatio(uint32_t both, uint32_t row, uint32_t column,
                          uint32_t total);
// Of two sets of articles, `a` of `first` and `b` of `second` have the thing:
// G² against equal rates, below 0 where the second has the higher rate
// (Rayson and Garside 2000).
double RateDifference(uint32_t a, uint32_t first, uint32_t b, uint32_t second);
// Normalised pointwise mutual information, in [-1, 1]. REQUIRES as
// LogLikelihoodRatio, and both > 0.
double NormalizedMutualInformation(uint32_t both, uint32_t row, uint32_t column,
                                   uint32_t total);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_BACKGROUND_H_
