#include "index/attribute_rows.h"

#include <algorithm>
#include <limits>

namespace vigie::index {
namespace {

constexpr uint32_t kOther = std::numeric_limits<uint32_t>::max();
constexpr uint32_t kSole = kOther - 1;
// More shared values than this need wider places.
constexpr size_t kNarrow = size_t{1} << 16U;

}  // namespace

std::unique_ptr<const AttributeRows> AttributeRows::Make(
    const Segment& segment, std::string_view attribute) {
  std::unique_ptr<AttributeRows> made(new AttributeRows);
  const std::vector<uint32_t> place_of = made->Order(segment, attribute);
  const bool fits = made->shared() <= kNarrow
                        ? made->Fill(segment, place_of, &made->narrow_)
                        : made->Fill(segment, place_of, &made->wide_);
  if (!fits) made = nullptr;
  return made;
}

std::vector<uint32_t> AttributeRows::Order(const Segment& segment,
                                           std::string_view attribute) {
  const std::vector<AttributeValue>& values = segment.attribute_values();
  std::vector<uint32_t> articles(values.size());
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    for (const uint32_t value : segment.attributes(doc)) ++articles[value];
  }
  std::vector<uint32_t> place_of(values.size(), kOther);
  for (uint32_t value = 0; value < values.size(); ++value) {
    if (values[value].name != attribute) continue;
    place_of[value] = kSole;
    if (articles[value] > 1) values_.push_back(value);
  }
  // Segments of files have them in this order already.
  std::stable_sort(values_.begin(), values_.end(), [&](uint32_t a, uint32_t b) {
    return articles[a] > articles[b];
  });
  for (const uint32_t value : values_) {
    place_of[value] = static_cast<uint32_t>(articles_.size());
    articles_.push_back(articles[value]);
  }
  return place_of;
}

template <typename Place>
bool AttributeRows::Fill(const Segment& segment,
                         const std::vector<uint32_t>& place_of,
                         std::vector<Place>* places) {
  constexpr uint32_t kMost = std::numeric_limits<uint16_t>::max();
  uint64_t size = 0;
  for (const uint32_t articles : articles_) size += articles;
  if (size > std::numeric_limits<uint32_t>::max()) return false;
  places->reserve(size + kReadable / sizeof(Place));
  rows_.reserve(segment.size());
  mentions_.resize(articles_.size());
  const Span<uint32_t> totals = segment.mention_totals();
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    const size_t begin = places->size();
    uint32_t sole = 0;
    for (const uint32_t value : segment.attributes(doc)) {
      const uint32_t place = place_of[value];
      sole += place == kSole ? 1 : 0;
      if (place >= kSole) continue;
      places->push_back(static_cast<Place>(place));
      if (totals.size > 0) mentions_[place] += totals[doc];
    }
    const size_t shared = places->size() - begin;
    if (shared > kMost || sole > kMost) return false;
    rows_.push_back({static_cast<uint32_t>(begin),
                     static_cast<uint16_t>(shared),
                     static_cast<uint16_t>(sole)});
    all_sole_ += sole;
    all_missing_ += shared + sole == 0 ? 1 : 0;
  }
  all_articles_ = places->size() + all_sole_;
  places->resize(places->size() + kReadable / sizeof(Place));
  return true;
}

const AttributeRows* AttributeRowsByName::Get(const Segment& segment,
                                              std::string_view attribute) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = rows_.find(attribute);
  if (found != rows_.end()) return found->second.get();
  return rows_
      .emplace(std::string(attribute), AttributeRows::Make(segment, attribute))
      .first->second.get();
}

}  // namespace vigie::index
