#include "match/facet_counter.h"

#include <algorithm>
#include <functional>

namespace vigie::match {
namespace {

// Larger arrays are given back.
constexpr size_t kMostKept = 4U << 20;

}  // namespace

FacetCounter::Counts& FacetCounter::OfThread() {
  thread_local Counts counts;
  return counts;
}

FacetCounter::FacetCounter(const DimensionSelection* own)
    : own_(own), counts_(OfThread()) {}

FacetCounter::~FacetCounter() {
  for (const uint32_t value : present_) Forget(value);
  std::fill_n(counts_.articles.begin(), all_, 0);
  if (counts_.articles.size() > kMostKept) counts_ = Counts();
}

void FacetCounter::Grow(uint32_t value) {
  counts_.articles.resize(
      std::max<size_t>(value + size_t{1}, 2 * counts_.articles.size()));
}

void FacetCounter::AddMentions(uint32_t value, uint32_t mentions) {
  if (value >= counts_.mentions.size()) {
    counts_.mentions.resize(counts_.articles.size());
  }
  counts_.mentions[value] += mentions;
}

void FacetCounter::Forget(uint32_t value) {
  counts_.articles[value] = 0;
  if (value < counts_.mentions.size()) counts_.mentions[value] = 0;
}

uint32_t* FacetCounter::ArticlesOfAll(uint32_t values) {
  if (counts_.articles.size() < values) counts_.articles.resize(values);
  all_ = values;
  return counts_.articles.data();
}

// Calls `visit` with each value, and its articles, that has more than the
// number that the call before returned, at first `than`. REQUIRES all_ > 0.
template <typename Visit>
void FacetCounter::VisitMore(uint32_t than, const Visit& visit) const {
  const uint32_t* const articles = counts_.articles.data();
  for (uint32_t block = 0; block < most_.size(); ++block) {
    if (most_[block] <= than) continue;
    const uint32_t end = std::min(all_, (block + 1) * kBlock);
    for (uint32_t value = block * kBlock; value < end; ++value) {
      if (articles[value] > than) than = visit(value, articles[value]);
    }
  }
}

std::vector<uint32_t> FacetCounter::Present() const {
  std::vector<uint32_t> values = present_;
  VisitMore(0, [&](uint32_t value, uint32_t /*articles*/) {
    values.push_back(value);
    return 0;
  });
  std::sort(values.begin(), values.end());
  return values;
}

std::vector<uint32_t> FacetCounter::MostFrequent(size_t count) const {
  if (count == 0) return Present();
  if (all_ == 0 && count >= present_.size()) return present_;
  // The `count` largest so far, the least of them first: most values are not
  // among them, and one look says so.
  std::vector<uint32_t> most;
  most.reserve(count);
  const auto add = [&](uint32_t /*value*/, uint32_t articles) {
    if (most.size() == count) {
      std::pop_heap(most.begin(), most.end(), std::greater<>());
      most.pop_back();
    }
    most.push_back(articles);
    std::push_heap(most.begin(), most.end(), std::greater<>());
    return most.size() < count ? 0 : most.front();
  };
  uint32_t than = 0;
  for (const uint32_t value : present_) {
    const uint32_t articles = counts_.articles[value];
    if (articles > than) than = add(value, articles);
  }
  VisitMore(0, add);
  std::vector<uint32_t> values;
  if (most.empty()) return values;
  for (const uint32_t value : present_) {
    if (counts_.articles[value] >= most.front()) values.push_back(value);
  }
  VisitMore(most.front() - 1, [&](uint32_t value, uint32_t /*articles*/) {
    values.push_back(value);
    return most.front() - 1;
  });
  return values;
}

uint64_t FacetCounter::articles() const {
  uint64_t sum = articles_;
  for (const uint32_t value : present_) sum += counts_.articles[value];
  return sum;
}

}  // namespace vigie::match
