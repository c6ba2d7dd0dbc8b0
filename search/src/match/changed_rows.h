// The attribute values of the documents that came or went since an earlier
// revision, side by side: every query counts some of them.
#ifndef VIGIE_MATCH_CHANGED_ROWS_H_
#define VIGIE_MATCH_CHANGED_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "match/facet_columns.h"
#include "match/snapshot_extent.h"

namespace vigie::match {

// Of one attribute. Immutable once made.
class ChangedRows {
 public:
  // Documents, and values of all of them, at most.
  static constexpr size_t kMostDocuments = 8'192;
  static constexpr size_t kMostValues = 128U << 10;

  // `name`: the attribute's number in the catalog. Null: there are too many.
  // O(values of the documents).
  static std::shared_ptr<const ChangedRows> Make(ExtentChange change,
                                                 uint32_t name,
                                                 const FacetColumns& columns);

  const ExtentChange& change() const { return change_; }

  // Calls `take(values, mentions)` of each document of `docs` that died, of a
  // segment below change().segments, or that came, of a later one; values as
  // the catalog numbers them.
  template <typename Take>
  void Visit(uint32_t segment, const DocSet& docs, const Take& take) const {
    const Rows& rows = rows_[segment];
    if (segment >= change_.segments) {
      docs.Visit([&](uint32_t doc) { rows.Give(doc, take); });
      return;
    }
    uint32_t row = 0;
    change_.died[segment].Visit([&](uint32_t doc) {
      if (docs.Has(doc)) rows.Give(row, take);
      ++row;
    });
  }

 private:
  struct Rows {
    std::vector<uint32_t> begin;  // into the values; one more than rows
    std::vector<uint32_t> values;
    std::vector<uint32_t> mentions;  // by row; empty: none

    template <typename Take>
    void Give(uint32_t row, const Take& take) const {
      const uint32_t* const all = values.data();
      take(index::Span<uint32_t>{all + begin[row], begin[row + 1] - begin[row]},
           mentions.empty() ? 0 : mentions[row]);
    }
  };

  ExtentChange change_;
  std::vector<Rows> rows_;  // by segment of the later snapshot
};

// The latest that were made for one snapshot, by number of the earlier one and
// of the attribute. Thread-safe.
class KnownChanges {
 public:
  using Pointer = std::shared_ptr<const ChangedRows>;

  // Null: `make` gave null.
  template <typename Make>
  Pointer Get(uint32_t earlier, uint32_t attribute, const Make& make) {
    constexpr size_t kMost = 8;
    const std::pair<uint32_t, uint32_t> name(earlier, attribute);
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [known, rows] : known_) {
      if (known == name) return rows;
    }
    Pointer made = make();
    if (known_.size() == kMost) known_.erase(known_.begin());
    known_.emplace_back(name, made);
    return made;
  }

 private:
  std::mutex mutex_;
  // Guarded by mutex_; longest known first.
  std::vector<std::pair<std::pair<uint32_t, uint32_t>, Pointer>> known_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CHANGED_ROWS_H_
