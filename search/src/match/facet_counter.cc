#include "match/facet_counter.h"

#include <algorithm>
#include <cassert>
#include <functional>

namespace vigie::match {
namespace {

// Larger arrays are given back.
constexpr size_t kMostKept = 4U << 20;

std::vector<Tally>& OfThread() {
  thread_local std::vector<Tally> tallies;
  return tallies;
}

}  // namespace

FacetCounter::FacetCounter(const DimensionSelection* own)
    : own_(own), tallies_(OfThread()) {}

FacetCounter::~FacetCounter() {
  for (const uint32_t value : present_) tallies_[value] = {};
  if (tallies_.size() > kMostKept) std::vector<Tally>().swap(tallies_);
}

std::vector<uint32_t> FacetCounter::Present() const {
  std::vector<uint32_t> values = present_;
  std::sort(values.begin(), values.end());
  return values;
}

std::vector<uint32_t> FacetCounter::MostFrequent(size_t count) const {
  if (count == 0 || count >= present_.size()) return present_;
  std::vector<uint32_t> articles;
  articles.reserve(present_.size());
  for (const uint32_t value : present_) {
    articles.push_back(tallies_[value].articles);
  }
  const auto last = articles.begin() + static_cast<std::ptrdiff_t>(count - 1);
  std::nth_element(articles.begin(), last, articles.end(), std::greater<>());
  std::vector<uint32_t> values;
  for (const uint32_t value : present_) {
    if (tallies_[value].articles >= *last) values.push_back(value);
  }
  return values;
}

uint64_t FacetCounter::articles() const {
  uint64_t sum = 0;
  for (const uint32_t value : present_) sum += tallies_[value].articles;
  return sum;
}

}  // namespace vigie::match
