#include "match/value_sums.h"

#include "match/gallop.h"

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
  if (mentioned) mentions_low_.reserve(sums.size());
  for (const ValueSum& sum : sums) {
    begin_.resize((sum.value >> kLowBits) + 1,
                  static_cast<uint32_t>(low_.size()));
    low_.push_back(static_cast<uint16_t>(sum.value));
    const uint32_t here = std::min<uint32_t>(sum.articles, UINT8_MAX);
    articles_low_.push_back(static_cast<uint8_t>(here));
    const uint32_t mentions = std::min<uint32_t>(sum.mentions, UINT16_MAX);
    if (mentioned) mentions_low_.push_back(static_cast<uint16_t>(mentions));
    if (sum.articles > here || sum.mentions > mentions) {
      more_.push_back(
          {sum.value, sum.articles - here, sum.mentions - mentions});
    }
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

ValueSum ValueSums::Cursor::Find(uint32_t value) {
  ValueSum found{value, 0, 0};
  const size_t chunk = value >> kLowBits;
  if (chunk + 1 >= sums_.begin_.size()) return found;
  const uint16_t* const low = sums_.low_.data();
  const uint16_t* const end = low + sums_.begin_[chunk + 1];
  const uint16_t* at = low + std::max(at_, sums_.begin_[chunk]);
  at = Gallop(at, end, static_cast<uint16_t>(value));
  at_ = static_cast<uint32_t>(at - low);
  if (at == end || *at != static_cast<uint16_t>(value)) return found;
  found.articles = sums_.articles_low_[at_];
  found.mentions = sums_.MentionsLow(at_);
  if (found.articles < UINT8_MAX && found.mentions < UINT16_MAX) return found;
  const auto& more = sums_.more_;
  while (more_ < more.size() && more[more_].value < value) ++more_;
  if (more_ < more.size() && more[more_].value == value) {
    found.articles += more[more_].articles;
    found.mentions += more[more_].mentions;
  }
  return found;
}

std::vector<ValueSum> ValueSums::All() const {
  std::vector<ValueSum> all;
  all.reserve(low_.size());
  auto more = more_.begin();
  for (size_t chunk = 0; chunk + 1 < begin_.size(); ++chunk) {
    const auto base = static_cast<uint32_t>(chunk) << kLowBits;
    for (uint32_t i = begin_[chunk]; i < begin_[chunk + 1]; ++i) {
      ValueSum sum{base | low_[i], articles_low_[i], MentionsLow(i)};
      if (more != more_.end() && more->value == sum.value) {
        sum.articles += more->articles;
        sum.mentions += more++->mentions;
      }
      all.push_back(sum);
    }
  }
  return all;
}

size_t ValueSums::bytes() const {
  return sizeof(*this) + most_.capacity() * sizeof(ValueSum) +
         begin_.capacity() * sizeof(uint32_t) +
         low_.capacity() * sizeof(uint16_t) + articles_low_.capacity() +
         more_.capacity() * sizeof(ValueSum) +
         mentions_low_.capacity() * sizeof(uint16_t);
}

}  // namespace vigie::match
