// What is counted for each place of an attribute's rows, and the most frequent.
#ifndef VIGIE_MATCH_PLACE_COUNTS_H_
#define VIGIE_MATCH_PLACE_COUNTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

namespace vigie::match {

// Articles of a place alone, or in the lower half of 64 bits, with their
// mentions in the upper.
using Articles = uint32_t;
using ArticlesAndMentions = uint64_t;

template <typename Counter>
Counter CounterOf(uint32_t articles, [[maybe_unused]] uint32_t mentions) {
  if constexpr (std::is_same_v<Counter, Articles>) {
    return articles;
  } else {
    return Counter{mentions} << 32U | articles;
  }
}

template <typename Counter>
uint32_t MentionsOf(Counter counter) {
  return static_cast<uint32_t>(uint64_t{counter} >> 32U);
}

// Counters by place, in memory that the thread keeps. All zero between uses;
// one of a thread at a time.
template <typename Counter>
class PlaceCounts {
 public:
  explicit PlaceCounts(size_t places) : counts_(OfThread()), places_(places) {
    if (counts_.size() < places) counts_.resize(places);
  }
  ~PlaceCounts() {
    constexpr size_t kMostKept = 1U << 20;
    if (!empty_) std::fill_n(counts_.begin(), places_, 0);
    if (counts_.size() > kMostKept) counts_ = {};
  }
  PlaceCounts(const PlaceCounts&) = delete;
  PlaceCounts& operator=(const PlaceCounts&) = delete;

  // Of each place. Whoever leaves all of them at zero says so by Emptied.
  Counter* data() {
    empty_ = false;
    return counts_.data();
  }
  void Emptied() { empty_ = true; }

 private:
  static std::vector<Counter>& OfThread() {
    thread_local std::vector<Counter> counts;
    return counts;
  }

  std::vector<Counter>& counts_;
  const size_t places_;
  bool empty_ = true;
};

struct PlaceCount {
  uint32_t place = 0;
  uint32_t articles = 0;
  uint32_t mentions = 0;
};

// The `limit` places with most articles, and those with as many as the last of
// them.
class MostFrequent {
 public:
  explicit MostFrequent(size_t limit) : limit_(limit) {
    heap_.reserve(limit + 1);
  }

  // No place with fewer articles is among them. At least 1.
  uint32_t least() const { return least_; }
  // REQUIRES least() articles.
  void Add(PlaceCount count) {
    found_.push_back(count);
    heap_.push_back(count.articles);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    if (heap_.size() <= limit_) {
      if (heap_.size() == limit_) least_ = heap_.front();
      return;
    }
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.pop_back();
    least_ = heap_.front();
  }
  bool full() const { return heap_.size() == limit_; }
  std::vector<PlaceCount> Take() {
    found_.erase(std::remove_if(found_.begin(), found_.end(),
                                [&](const PlaceCount& count) {
                                  return count.articles < least_;
                                }),
                 found_.end());
    return std::move(found_);
  }

 private:
  const size_t limit_;
  uint32_t least_ = 1;
  std::vector<uint32_t> heap_;  // the most articles, the least of them first
  std::vector<PlaceCount> found_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PLACE_COUNTS_H_
