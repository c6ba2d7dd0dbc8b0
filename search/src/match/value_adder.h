// Adds up how often each value stands in documents.
#ifndef VIGIE_MATCH_VALUE_ADDER_H_
#define VIGIE_MATCH_VALUE_ADDER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "match/value_sums.h"

namespace vigie::match {

// Sums of few values, found by hash: numbers lie far apart, and what is so far
// apart is not in the processor's caches.
class FewValueAdder {
 public:
  FewValueAdder() : slots_(kLeastSlots) {}

  void Add(uint32_t value, uint32_t mentions) {
    if (2 * present_ >= slots_.size()) Grow();
    ValueSum& sum = SlotOf(value);
    present_ += sum.articles == 0 ? 1 : 0;
    sum.value = value;
    ++sum.articles;
    sum.mentions += mentions;
  }

  // As ValueAdder's.
  template <typename IsOwn>
  std::vector<ValueSum> Take(const IsOwn& is_own) {
    std::vector<ValueSum> taken;
    taken.reserve(present_);
    for (const ValueSum& sum : slots_) {
      if (sum.articles > 0 && is_own(sum.value)) taken.push_back(sum);
    }
    std::sort(
        taken.begin(), taken.end(),
        [](const ValueSum& a, const ValueSum& b) { return a.value < b.value; });
    return taken;
  }

 private:
  static constexpr size_t kLeastSlots = 256;  // a power of two

  // Where the value is, or the empty slot where it belongs.
  ValueSum& SlotOf(uint32_t value) {
    constexpr uint32_t kSpread = 0x9E37'79B1;
    const size_t mask = slots_.size() - 1;
    size_t at = (value * kSpread >> 8U) & mask;
    while (slots_[at].articles > 0 && slots_[at].value != value) {
      at = (at + 1) & mask;
    }
    return slots_[at];
  }
  void Grow() {
    std::vector<ValueSum> before(2 * slots_.size());
    before.swap(slots_);
    for (const ValueSum& sum : before) {
      if (sum.articles > 0) SlotOf(sum.value) = sum;
    }
  }

  std::vector<ValueSum> slots_;  // at least half of them empty
  size_t present_ = 0;
};

// Sums by number, in memory that the thread keeps. All zero between uses; one
// of a thread at a time.
class ValueAdder {
 public:
  // Of numbers below `values`; what has others is left out.
  explicit ValueAdder(size_t values) : sums_(OfThread()), values_(values) {
    if (sums_.size() < values) sums_.resize(values);
  }
  ~ValueAdder() {
    constexpr size_t kMostKept = 1U << 20;
    for (const uint32_t value : present_) sums_[value] = {};
    if (sums_.size() > kMostKept) sums_ = {};
  }
  ValueAdder(const ValueAdder&) = delete;
  ValueAdder& operator=(const ValueAdder&) = delete;

  void Add(uint32_t value, uint32_t mentions) {
    if (value >= values_) return;
    ValueSum& sum = sums_[value];
    if (sum.articles++ == 0) present_.push_back(value);
    sum.mentions += mentions;
  }
  void AddSum(const ValueSum& added) {
    if (added.value >= values_ || added.articles == 0) return;
    ValueSum& sum = sums_[added.value];
    if (sum.articles == 0) present_.push_back(added.value);
    sum.articles += added.articles;
    sum.mentions += added.mentions;
  }

  // Those whose value is one of `is_own`, rising.
  template <typename IsOwn>
  std::vector<ValueSum> Take(const IsOwn& is_own) {
    std::vector<ValueSum> taken;
    const auto take = [&](uint32_t value) {
      if (sums_[value].articles == 0 || !is_own(value)) return;
      taken.push_back(sums_[value]);
      taken.back().value = value;
    };
    // To look at every value takes less than to order many.
    constexpr size_t kOrdered = 16;
    if (present_.size() > values_ / kOrdered) {
      for (uint32_t value = 0; value < values_; ++value) take(value);
      return taken;
    }
    std::sort(present_.begin(), present_.end());
    for (const uint32_t value : present_) take(value);
    return taken;
  }

 private:
  static std::vector<ValueSum>& OfThread() {
    thread_local std::vector<ValueSum> sums;
    return sums;
  }

  std::vector<ValueSum>& sums_;
  const size_t values_;
  std::vector<uint32_t> present_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_VALUE_ADDER_H_
