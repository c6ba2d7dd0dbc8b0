// Counts of the values of one facet.
#ifndef VIGIE_MATCH_FACET_COUNTER_H_
#define VIGIE_MATCH_FACET_COUNTER_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "match/facet_columns.h"
#include "match/selection.h"

namespace vigie::match {

struct Tally {
  uint32_t articles = 0;
  uint32_t mentions = 0;
};

// By value number. The counts lie in memory that the thread keeps, all zero
// between counters: to begin costs nothing, whatever the number of values. One
// of a thread at a time.
class FacetCounter {
 public:
  // `own` may be null, else it must outlive the counter.
  explicit FacetCounter(const DimensionSelection* own);
  ~FacetCounter();
  FacetCounter(const FacetCounter&) = delete;
  FacetCounter& operator=(const FacetCounter&) = delete;

  // Counts one document of the scope.
  void Add(const std::vector<ValueCount>& values) {
    const FacetScope scope(own_, values);
    if (values.empty() && scope.counts_missing()) ++missing_;
    for (const ValueCount& count : values) {
      if (scope.Counts(count.value)) Add(count.value, count.mentions);
    }
  }
  // Counts one value of a document that the selection leaves whole.
  void Add(uint32_t value, uint32_t mentions) {
    if (value >= counts_.articles.size()) Grow(value);
    if (counts_.articles[value]++ == 0) present_.push_back(value);
    if (mentions > 0) AddMentions(value, mentions);
  }
  // Counts many articles of one value.
  void AddSum(uint32_t value, Tally sum) {
    if (value >= counts_.articles.size()) Grow(value);
    if (counts_.articles[value] == 0) present_.push_back(value);
    counts_.articles[value] += sum.articles;
    if (sum.mentions > 0) AddMentions(value, sum.mentions);
  }
  // Takes one article of a value away, which was counted. Then Keep.
  void Remove(uint32_t value, uint32_t mentions) {
    --counts_.articles[value];
    if (mentions > 0) counts_.mentions[value] -= mentions;
  }
  void RemoveMissing() { --missing_; }
  void AddMissing(uint32_t documents = 1) { missing_ += documents; }

  // For scopes so large that to look at every value once costs less than to
  // list those that are there: the articles of each of so many values, which
  // the caller counts. REQUIRES that nothing was counted; then Keep.
  uint32_t* ArticlesOfAll(uint32_t values);

  // Forgets the values that are not to be kept, or have no article left.
  template <typename Keeps>
  void Keep(const Keeps& keeps) {
    most_.clear();
    for (uint32_t value = 0; value < all_; value += kBlock) {
      KeepBlock(value, std::min(all_, value + kBlock), keeps);
    }
    const auto dropped = [&](uint32_t value) {
      if (counts_.articles[value] > 0 && keeps(value)) return false;
      Forget(value);
      return true;
    };
    present_.erase(std::remove_if(present_.begin(), present_.end(), dropped),
                   present_.end());
  }

  uint32_t missing() const { return missing_; }
  Tally tally(uint32_t value) const {
    if (value >= counts_.articles.size()) return {};
    return {counts_.articles[value],
            value < counts_.mentions.size() ? counts_.mentions[value] : 0};
  }
  // Values with at least one article, rising. Of all values: after Keep, as
  // what follows.
  std::vector<uint32_t> Present() const;
  // Of them, in no order, the `count` with most articles, and all that have as
  // many as the last of these.
  std::vector<uint32_t> MostFrequent(size_t count) const;
  uint32_t distinct() const {
    return distinct_ + static_cast<uint32_t>(present_.size());
  }
  uint64_t articles() const;  // of all values together

 private:
  // By value. Apart, since many answers have no mentions.
  struct Counts {
    std::vector<uint32_t> articles;
    std::vector<uint32_t> mentions;
  };
  static constexpr uint32_t kBlock = 64;

  // One pass over values that are all counted tells what answers ask of them.
  template <typename Keeps>
  void KeepBlock(uint32_t begin, uint32_t end, const Keeps& keeps) {
    uint32_t* const articles = counts_.articles.data();
    uint32_t most = 0;
    uint32_t distinct = 0;
    uint32_t sum = 0;
    for (uint32_t value = begin; value < end; ++value) {
      const uint32_t kept = keeps(value) ? articles[value] : 0;
      articles[value] = kept;
      most = std::max(most, kept);
      distinct += kept > 0 ? 1 : 0;
      sum += kept;
    }
    most_.push_back(most);
    distinct_ += distinct;
    articles_ += sum;
  }
  static Counts& OfThread();
  void Grow(uint32_t value);
  void AddMentions(uint32_t value, uint32_t mentions);
  void Forget(uint32_t value);
  template <typename Visit>
  void VisitMore(uint32_t than, const Visit& visit) const;

  const DimensionSelection* own_;
  uint32_t missing_ = 0;
  Counts& counts_;
  std::vector<uint32_t> present_;
  uint32_t all_ = 0;  // not 0: values that are all counted, none is listed
  // Of these: most articles by block, values with any, articles together.
  std::vector<uint32_t> most_;
  uint32_t distinct_ = 0;
  uint64_t articles_ = 0;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_FACET_COUNTER_H_
