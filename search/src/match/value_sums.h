// How often each value of one attribute stands in a set of documents of one
// segment, in little memory.
#ifndef VIGIE_MATCH_VALUE_SUMS_H_
#define VIGIE_MATCH_VALUE_SUMS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vigie::match {

struct ValueSum {
  uint32_t value = 0;  // as the segment numbers it
  uint32_t articles = 0;
  uint32_t mentions = 0;
};

// About three bytes a value, five with mentions. Immutable.
class ValueSums {
 public:
  // So many values are also there in the order of an answer.
  static constexpr size_t kMost = 64;

  ValueSums() = default;
  // `sums` rising by value, each with an article; `most`: the first kMost of
  // them, or all, in the order of an answer; `missing`: documents with no
  // value.
  ValueSums(const std::vector<ValueSum>& sums, std::vector<ValueSum> most,
            uint32_t missing);

  // The same with no more than most() of the values: Visit has none.
  ValueSums Brief() const;
  // A brief one of other sums.
  static ValueSums BriefOf(std::vector<ValueSum> most, uint32_t missing,
                           uint32_t distinct, uint64_t articles);

  // Finds rising values, each from where the one before was.
  class Cursor {
   public:
    // `sums` must outlive it.
    explicit Cursor(const ValueSums& sums) : sums_(sums) {}
    // What Visit says of one value; of none 0 articles. REQUIRES one above the
    // one before. O(log values between the two).
    ValueSum Find(uint32_t value);

   private:
    const ValueSums& sums_;
    uint32_t at_ = 0;  // into low_
    size_t more_ = 0;  // into more_
  };

  // Of every value, rising.
  std::vector<ValueSum> All() const;

  const std::vector<ValueSum>& most() const { return most_; }
  uint32_t missing() const { return missing_; }
  uint32_t distinct() const { return distinct_; }
  uint64_t articles() const { return articles_; }  // of all values together
  size_t bytes() const;

  // Calls `take` with a ValueSum of each value, rising but for those of many
  // articles or mentions, which come in two parts.
  template <typename Take>
  void Visit(const Take& take) const {
    for (size_t chunk = 0; chunk + 1 < begin_.size(); ++chunk) {
      const auto base = static_cast<uint32_t>(chunk) << kLowBits;
      for (uint32_t i = begin_[chunk]; i < begin_[chunk + 1]; ++i) {
        take(ValueSum{base | low_[i], articles_low_[i], MentionsLow(i)});
      }
    }
    for (const ValueSum& more : more_) take(more);
  }

 private:
  static constexpr uint32_t kLowBits = 16;

  uint32_t MentionsLow(size_t at) const {
    return mentions_low_.empty() ? 0 : mentions_low_[at];
  }

  std::vector<ValueSum> most_;
  std::vector<uint32_t> begin_;  // into the three below, by the higher bits
  std::vector<uint16_t> low_;
  std::vector<uint8_t> articles_low_;   // at most so many
  std::vector<uint16_t> mentions_low_;  // likewise; empty: none
  std::vector<ValueSum> more_;          // what is above, by value
  uint32_t missing_ = 0;
  uint32_t distinct_ = 0;
  uint64_t articles_ = 0;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_VALUE_SUMS_H_
