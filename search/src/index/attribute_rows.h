// One attribute's values in the documents of a segment, laid out to be counted.
#ifndef VIGIE_INDEX_ATTRIBUTE_ROWS_H_
#define VIGIE_INDEX_ATTRIBUTE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "index/segment.h"

namespace vigie::index {

// A value that several documents have is shared, and has a place: from 0, by
// falling number of documents, then by number. Immutable; thread-safe.
class AttributeRows {
 public:
  struct Row {
    uint32_t begin = 0;  // of its places
    uint16_t shared = 0;
    uint16_t sole = 0;  // values that no other document has
  };
  // So many bytes can be read from the beginning of any row.
  static constexpr size_t kReadable = 64;

  // Null: a document has more values than a row can say. O(values of all
  // attributes).
  static std::unique_ptr<const AttributeRows> Make(const Segment& segment,
                                                   std::string_view attribute);

  uint32_t documents() const { return static_cast<uint32_t>(rows_.size()); }
  const Row* rows() const { return rows_.data(); }
  uint32_t shared() const { return static_cast<uint32_t>(values_.size()); }
  // Whether places are 16 bits wide; one of the two is empty.
  bool narrow() const { return wide_.empty(); }
  const std::vector<uint16_t>& narrow_places() const { return narrow_; }
  const std::vector<uint32_t>& wide_places() const { return wide_; }

  // Of a place: the segment's number of the value, and its documents.
  uint32_t value(uint32_t place) const { return values_[place]; }
  uint32_t articles(uint32_t place) const { return articles_[place]; }
  // All mentions of these documents together.
  uint32_t mentions(uint32_t place) const { return mentions_[place]; }
  // Of all documents together.
  uint64_t all_articles() const { return all_articles_; }
  uint32_t all_sole() const { return all_sole_; }
  uint32_t all_missing() const { return all_missing_; }

 private:
  AttributeRows() = default;
  // The place of each value of the segment; of those that have none, kSole or
  // kOther.
  std::vector<uint32_t> Order(const Segment& segment,
                              std::string_view attribute);
  // False: as Make.
  template <typename Place>
  bool Fill(const Segment& segment, const std::vector<uint32_t>& place_of,
            std::vector<Place>* places);

  std::vector<Row> rows_;
  std::vector<uint16_t> narrow_;
  std::vector<uint32_t> wide_;
  std::vector<uint32_t> values_;    // by place
  std::vector<uint32_t> articles_;  // by place
  std::vector<uint32_t> mentions_;  // by place
  uint64_t all_articles_ = 0;
  uint32_t all_sole_ = 0;
  uint32_t all_missing_ = 0;
};

// Those of one segment, each made for the first who asks. Thread-safe.
class AttributeRowsByName {
 public:
  const AttributeRows* Get(const Segment& segment, std::string_view attribute);

 private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<const AttributeRows>, std::less<>>
      rows_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ATTRIBUTE_ROWS_H_
