#include "match/value_sums.h"

namespace vigie::match {

ValueSums::ValueSums(const std::vector<ValueSum>& sums,
                     std::vector<ValueSum> most, uint32_t missing)
    : most_(std::move(most)),
      missing_(missing),
      distinct_(static_cast<uint32_t>(sums.size())) {
  most_.shrink_to_fit();
  low_.reserve(sums.size());
  articles_low_.reserve(sums.size());
  const bool mentioned =
      std::any_of(sums.begin(), sums.end(),
                  [](const ValueSum& sum) { return sum.mentions > 0; });
  for (const ValueSum& sum : sums) {
    begin_.resize((sum.value >> kLowBits) + 1,
                  static_cast<uint32_t>(low_.size()));
    low_.push_back(static_cast<uint16_t>(sum.value));
    const uint32_t here = std::min<uint32_t>(sum.articles, UINT8_MAX);
    articles_low_.push_back(static_cast<uint8_t>(here));
    if (sum.articles > here) more_.emplace_back(sum.value, sum.articles - here);
    if (mentioned) mentions_.push_back(sum.mentions);
    articles_ += sum.articles;
  }
  begin_.push_back(static_cast<uint32_t>(low_.size()));
}

ValueSums ValueSums::Brief() const {
  ValueSums brief;
  brief.most_ = most_;
  brief.missing_ = missing_;
  brief.distinct_ = distinct_;
  brief.articles_ = articles_;
  return brief;
}

ValueSums ValueSums::BriefOf(std::vector<ValueSum> most, uint32_t missing,
                             uint32_t distinct, uint64_t articles) {
  ValueSums brief;
  brief.most_ = std::move(most);
  brief.missing_ = missing;
  brief.distinct_ = distinct;
  brief.articles_ = articles;
  return brief;
}

ValueSum ValueSums::Find(uint32_t value) const {
  ValueSum found{value, 0, 0};
  const size_t chunk = value >> kLowBits;
  if (chunk + 1 >= begin_.size()) return found;
  const auto first = low_.begin() + begin_[chunk];
  const auto last = low_.begin() + begin_[chunk + 1];
  const auto low = static_cast<uint16_t>(value);
  const auto at = std::lower_bound(first, last, low);
  if (at == last || *at != low) return found;
  const auto place = static_cast<size_t>(at - low_.begin());
  found.articles = articles_low_[place];
  if (!mentions_.empty()) found.mentions = mentions_[place];
  if (found.articles < UINT8_MAX) return found;
  const auto more = std::lower_bound(more_.begin(), more_.end(),
                                     std::pair<uint32_t, uint32_t>(value, 0));
  if (more != more_.end() && more->first == value) {
    found.articles += more->second;
  }
  return found;
}

size_t ValueSums::bytes() const {
  return sizeof(*this) + most_.capacity() * sizeof(ValueSum) +
         begin_.capacity() * sizeof(uint32_t) +
         low_.capacity() * sizeof(uint16_t) + articles_low_.capacity() +
         more_.capacity() * sizeof(more_.front()) +
         mentions_.capacity() * sizeof(uint32_t);
}

}  // namespace vigie::match
