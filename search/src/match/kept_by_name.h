// What queries worked out about segments, kept for the next ones under names.
#ifndef VIGIE_MATCH_KEPT_BY_NAME_H_
#define VIGIE_MATCH_KEPT_BY_NAME_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/catalog.h"
#include "match/kept_by_doc.h"
#include "match/posting_cache.h"
#include "match/segment_numbers.h"

namespace vigie::match {

// Which names were asked for lately: what is asked for once is not worth
// keeping. May take one for another. Thread-safe.
class Sightings {
 public:
  // `rows`: a fourth of the names that are known at most. 32 bytes each.
  explicit Sightings(size_t rows = 2'048) : seen_(rows) {}

  // Whether it was seen since some time; from now on it was. `scope`: names of
  // different ones are different.
  bool SeenBefore(uint32_t scope, const std::string& name);
  // The same of documents.
  bool SeenBefore(const KeptKey& document);

 private:
  bool SeenBefore(uint64_t hash);

  // The last four of the names that share one, latest first.
  using Row = std::array<std::atomic<uint64_t>, 4>;
  std::vector<Row> seen_;
};

// Bounded, and of segments that some NamedKept holds. Thread-safe.
template <typename Value>
struct KeptByName {
  explicit KeptByName(size_t most_bytes) : values(most_bytes) {}

  SegmentNumbers segments;
  KeptBySegment<std::string, Value> values;
  Sightings sightings;
};

// What is kept of one snapshot's segments. Values have bytes(). Thread-safe.
template <typename Value>
class NamedKept {
 public:
  using Pointer = std::shared_ptr<const Value>;

  // `catalog` must outlive it.
  NamedKept(const Catalog& catalog, std::shared_ptr<KeptByName<Value>> kept)
      : kept_(std::move(kept)) {
    for (const auto& segment : catalog.segments()) {
      contents_.push_back(ContentKey(*segment));
      numbers_.push_back(kept_->segments.Hold(contents_.back()));
      scope_ = static_cast<uint32_t>(
          std::hash<std::string_view>()(segment->scope_key()));
    }
  }
  ~NamedKept() {
    for (const std::string& content : contents_) {
      const std::optional<uint32_t> unused = kept_->segments.Release(content);
      if (unused) kept_->values.Forget(*unused);
    }
  }
  NamedKept(const NamedKept&) = delete;
  NamedKept& operator=(const NamedKept&) = delete;

  // Null when it is not kept.
  Pointer Find(uint32_t segment, const std::string& name) const {
    return kept_->values.Find({numbers_[segment], name});
  }
  // Whether to make what has that name and Keep it, of any segment: not the
  // first time. To be asked once for a query, of whichever revision: segments
  // that are new to a name that is not have it kept at once.
  bool WorthKeeping(const std::string& name) const {
    return kept_->sightings.SeenBefore(scope_, name);
  }
  // In place of what has that name.
  Pointer Keep(uint32_t segment, const std::string& name, Value value) const {
    constexpr size_t kOverhead = 256;  // of maps and lists
    const size_t bytes = value.bytes() + 2 * name.size() + kOverhead;
    return kept_->values.Keep({numbers_[segment], name}, std::move(value),
                              bytes);
  }

 private:
  const std::shared_ptr<KeptByName<Value>> kept_;
  std::vector<std::string> contents_;  // by segment
  std::vector<uint32_t> numbers_;      // by segment
  uint32_t scope_ = 0;                 // tells views of some sources apart
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KEPT_BY_NAME_H_
