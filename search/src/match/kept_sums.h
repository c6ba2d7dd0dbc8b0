// Sums of facets that queries made of whole sets of documents, kept for the
// next ones.
#ifndef VIGIE_MATCH_KEPT_SUMS_H_
#define VIGIE_MATCH_KEPT_SUMS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "match/catalog.h"
#include "match/doc_set.h"
#include "match/kept_by_doc.h"
#include "match/segment_numbers.h"
#include "match/value_sums.h"

namespace vigie::match {

// Which names were asked for lately: what is asked for once is not worth
// keeping. May take one for another. Thread-safe.
class Sightings {
 public:
  // Whether it was seen since some time; from now on it was.
  bool SeenBefore(uint32_t segment, const std::string& name);

 private:
  std::array<std::atomic<uint64_t>, 8'192> seen_{};
};

// Bounded, and of segments that some FacetSums holds. Thread-safe.
struct KeptSums {
  static constexpr size_t kDefaultBytes = 24U << 20;

  explicit KeptSums(size_t most_bytes) : sums(most_bytes) {}
  // Of the whole process: a revision finds what the one before it left of the
  // segments that both have.
  static const std::shared_ptr<KeptSums>& Shared();

  SegmentNumbers segments;
  KeptBySegment<std::string, ValueSums> sums;
  Sightings sightings;
};

// The sums of one snapshot's segments. Thread-safe.
class FacetSums {
 public:
  using Pointer = std::shared_ptr<const ValueSums>;

  // `catalog` must outlive it.
  FacetSums(const Catalog& catalog, std::shared_ptr<KeptSums> kept);
  ~FacetSums();
  FacetSums(const FacetSums&) = delete;
  FacetSums& operator=(const FacetSums&) = delete;

  // Null when it is not kept.
  Pointer Find(uint32_t segment, const std::string& name) const;
  // Whether to make sums of that name and Keep them: not the first time.
  bool WorthKeeping(uint32_t segment, const std::string& name) const;
  Pointer Keep(uint32_t segment, const std::string& name, ValueSums sums) const;

 private:
  const Catalog& catalog_;
  const std::shared_ptr<KeptSums> kept_;
  std::vector<uint32_t> numbers_;  // by segment
};

// Under which name the sums of what facets count over are kept.
struct KeptScope {
  const FacetSums* sums = nullptr;  // null: none is kept
  // SetName of the live documents and `tombstoned` together; empty: has none.
  std::string name;
  std::vector<DocSet> tombstoned;  // by segment
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KEPT_SUMS_H_
