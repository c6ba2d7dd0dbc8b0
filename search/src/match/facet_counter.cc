#include "match/facet_counter.h"

#include <functional>
#include <numeric>

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

std::vector<uint32_t> FacetCounter::Present() const {
  std::vector<uint32_t> values = present_;
  std::sort(values.begin(), values.end());
  return values;
}

std::vector<uint32_t> FacetCounter::MostFrequent(size_t count) const {
  if (count == 0 || count >= present_.size()) return present_;
  // The `count` largest so far, the least of them first: most values are not
  // among them, and one look says so.
  std::vector<uint32_t> most;
  most.reserve(count);
  for (const uint32_t value : present_) {
    const uint32_t articles = counts_.articles[value];
    if (most.size() < count) {
      most.push_back(articles);
      std::push_heap(most.begin(), most.end(), std::greater<>());
    } else if (articles > most.front()) {
      std::pop_heap(most.begin(), most.end(), std::greater<>());
      most.back() = articles;
      std::push_heap(most.begin(), most.end(), std::greater<>());
    }
  }
  std::vector<uint32_t> values;
  for (const uint32_t value : present_) {
    if (counts_.articles[value] >= most.front()) values.push_back(value);
  }
  return values;
}

uint64_t FacetCounter::articles() const {
  return std::accumulate(present_.begin(), present_.end(), uint64_t{0},
                         [this](uint64_t sum, uint32_t value) {
                           return sum + counts_.articles[value];
                         });
}

}  // namespace vigie::match
