// The attribute values of one segment's documents.
#ifndef VIGIE_MATCH_ATTRIBUTE_LISTS_H_
#define VIGIE_MATCH_ATTRIBUTE_LISTS_H_

#include <array>
#include <cstdint>

#include "index/columns.h"
#include "match/catalog.h"
#include "match/doc_set.h"

namespace vigie::match {

class AttributeLists {
 public:
  AttributeLists(const Catalog& catalog, uint32_t number)
      : catalog_(catalog),
        number_(number),
        segment_(*catalog.segments()[number]) {
    const size_t values = segment_.attribute_values().size();
    same_ = number == 0 && (values == 0 || catalog.attribute_value(
                                               0, values - 1) == values - 1);
    const index::Columns* columns = segment_.columns();
    if (columns == nullptr) return;
    begin_ = columns->attribute_begin();
    values_ = columns->all_attributes();
  }

  // Whether the segment numbers its values as the catalog does: the first one
  // does, unless it lists a value twice.
  bool numbers_as_catalog() const { return same_; }

  // Calls `take(doc, values)` with each document, rising, and the segment's
  // numbers of its values.
  template <typename Take>
  void Visit(const DocSet& docs, const Take& take) const {
    // Lists lie far apart: memory is asked for them ahead.
    std::array<uint32_t, 256> chunk{};
    uint32_t size = 0;
    const auto take_chunk = [&] {
      for (uint32_t i = 0; i < size; ++i) {
        if (i + kAhead < size) Prefetch(chunk[i + kAhead]);
        take(chunk[i], Of(chunk[i]));
      }
      size = 0;
    };
    docs.Visit([&](uint32_t doc) {
      chunk[size++] = doc;
      if (size == chunk.size()) take_chunk();
    });
    take_chunk();
  }

  // The catalog's number of a value.
  uint32_t InCatalog(uint32_t value) const {
    return same_ ? value : catalog_.attribute_value(number_, value);
  }

 private:
  static constexpr uint32_t kAhead = 12;
  static constexpr size_t kLine = 8;  // values in half a line

  index::Span<uint32_t> Of(uint32_t doc) const {
    if (begin_.size == 0) return segment_.attributes(doc);
    return {values_.data + begin_[doc], begin_[doc + 1] - begin_[doc]};
  }

  void Prefetch(uint32_t doc) const {
    if (begin_.size == 0) return;
    // Half of the lists lie in two lines.
    const uint32_t* const list = values_.data + begin_[doc];
    __builtin_prefetch(list);
    __builtin_prefetch(list + kLine);
  }

  const Catalog& catalog_;
  const uint32_t number_;
  const index::Segment& segment_;
  bool same_ = false;
  index::Span<uint32_t> begin_;
  index::Span<uint32_t> values_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ATTRIBUTE_LISTS_H_
