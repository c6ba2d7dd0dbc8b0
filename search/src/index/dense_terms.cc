#include "index/dense_terms.h"

#include <algorithm>

#include "index/bit_count.h"
#include "text/processor.h"

namespace vigie::index {
namespace {

constexpr uint64_t AlignUp(uint64_t bytes) { return (bytes + 7) / 8 * 8; }

// Takes arrays off the front of a list's bytes.
class ListParts {
 public:
  explicit ListParts(const char* at) : at_(at) {}

  template <typename Value>
  Span<Value> Take(uint64_t count) {
    const Span<Value> values{reinterpret_cast<const Value*>(at_), count};
    at_ += AlignUp(count * sizeof(Value));
    return values;
  }

 private:
  const char* at_;
};

uint64_t ListBytes(const DenseRow& row, uint32_t documents) {
  const uint64_t words = DenseWords(documents);
  const uint64_t bitmap = words * sizeof(uint64_t);
  if (row.most_wdf == 0) return bitmap;
  const uint64_t ranks = (words + kWordsOfRank - 1) / kWordsOfRank;
  return bitmap + AlignUp(ranks * sizeof(uint32_t)) + AlignUp(words) +
         AlignUp((uint64_t{row.documents} + 1) / 2) +
         uint64_t{row.large} * sizeof(LargeWdf);
}

uint32_t WdfAt(const DenseList& list, uint32_t rank) {
  const uint32_t wdf = list.small[rank / 2] >> (rank % 2 * 4) & 15U;
  if (wdf < kSmallestLargeWdf) return wdf;
  const LargeWdf* found = std::lower_bound(
      list.large.begin(), list.large.end(), rank,
      [](const LargeWdf& at, uint32_t wanted) { return at.rank < wanted; });
  return found == list.large.end() || found->rank != rank ? wdf : found->wdf;
}

// Inlined into functions for several processors.
[[gnu::always_inline]] inline void ReadAll(const DenseList& list,
                                           const Span<uint32_t>& docs,
                                           uint32_t* wdf) {
  for (size_t i = 0; i < docs.size; ++i) {
    const uint32_t word = docs[i] / kDenseWordBits;
    const uint64_t bit = uint64_t{1} << (docs[i] % kDenseWordBits);
    wdf[i] = 0;
    if ((list.bits[word] & bit) == 0) continue;
    uint32_t rank = list.ranks[word / kWordsOfRank];
    for (uint32_t at = word / kWordsOfRank * kWordsOfRank; at < word; ++at) {
      rank += static_cast<uint32_t>(__builtin_popcountll(list.bits[at]));
    }
    rank += static_cast<uint32_t>(
        __builtin_popcountll(list.bits[word] & (bit - 1)));
    // More only where the ranks do not hold.
    if (rank < list.documents) wdf[i] = WdfAt(list, rank);
  }
}

#if defined(__x86_64__)
[[gnu::target("popcnt")]]
#endif
void ReadAllFast(const DenseList& list, const Span<uint32_t>& docs,
                 uint32_t* wdf) {
  ReadAll(list, docs, wdf);
}

constexpr uint32_t kNotAsStored = ~uint32_t{0};

// How many are too large for four bits, when the others are as stored. Inlined
// into functions for several processors.
[[gnu::always_inline]] inline uint32_t CountLarge(const uint32_t* wdf,
                                                  const DenseList& list) {
  uint32_t different = 0;
  uint32_t large = 0;
  const uint8_t* small = list.small.data;
  const uint32_t pairs = list.documents / 2;
  for (uint32_t i = 0; i < pairs; ++i) {
    const uint32_t low = std::min(wdf[2 * i], kSmallestLargeWdf);
    const uint32_t high = std::min(wdf[2 * i + 1], kSmallestLargeWdf);
    different |= (low | high << 4) ^ small[i];
    large += (low == kSmallestLargeWdf ? 1 : 0) +
             (high == kSmallestLargeWdf ? 1 : 0);
  }
  if (list.documents % 2 != 0) {
    const uint32_t low = std::min(wdf[2 * pairs], kSmallestLargeWdf);
    different |= low ^ (small[pairs] & 15U);
    large += low == kSmallestLargeWdf ? 1 : 0;
  }
  return different != 0 ? kNotAsStored : large;
}

#if defined(__x86_64__)
[[gnu::target("avx2")]]
#endif
uint32_t
CountLargeFast(const uint32_t* wdf, const DenseList& list) {
  return CountLarge(wdf, list);
}

}  // namespace

void DenseList::ReadWdf(const Span<uint32_t>& docs, uint32_t* wdf) const {
  if (most_wdf == 0) {
    std::fill(wdf, wdf + docs.size, 0);
  } else if (text::HasPopCount()) {
    ReadAllFast(*this, docs, wdf);
  } else {
    ReadAll(*this, docs, wdf);
  }
}

bool DenseList::HasWdf(const std::vector<uint32_t>& wdf) const {
  if (wdf.size() != documents) return false;
  if (most_wdf == 0) {
    return std::all_of(wdf.begin(), wdf.end(),
                       [](uint32_t value) { return value == 0; });
  }
  const uint32_t large_ones = text::HasWideVectors()
                                  ? CountLargeFast(wdf.data(), *this)
                                  : CountLarge(wdf.data(), *this);
  if (large_ones != large.size) return false;
  uint32_t next = 0;  // ranks rise
  return std::all_of(large.begin(), large.end(), [&](const LargeWdf& one) {
    const bool right = one.rank >= next && one.rank < documents &&
                       one.wdf >= kSmallestLargeWdf && one.wdf == wdf[one.rank];
    next = one.rank + 1;
    return right;
  });
}

bool DenseList::HasRightRanks() const {
  uint64_t before = 0;
  for (size_t group = 0; group < ranks.size; ++group) {
    if (ranks[group] != before) return false;
    const size_t first = group * kWordsOfRank;
    before += CountBits(bits.data + first,
                        std::min<size_t>(kWordsOfRank, bits.size - first));
  }
  return true;
}

bool DenseTerms::IsSound() const {
  const uint64_t outside = ~uint64_t{0} << (documents_ % kDenseWordBits);
  for (size_t i = 0; i < size(); ++i) {
    const DenseRow& row = sections_.rows[i];
    if (row.begin % sizeof(uint64_t) != 0 ||
        row.begin > sections_.lists.size() ||
        ListBytes(row, documents_) > sections_.lists.size() - row.begin ||
        row.term > sections_.names.size() ||
        row.term_bytes > sections_.names.size() - row.term ||
        (i > 0 && term(i - 1) >= term(i))) {
      return false;
    }
    if ((list(i).bits[DenseWords(documents_) - 1] & outside) != 0) return false;
  }
  return true;
}

DenseList DenseTerms::list(size_t i) const {
  const DenseRow& row = sections_.rows[i];
  const uint32_t words = DenseWords(documents_);
  ListParts parts(sections_.lists.data() + row.begin);
  DenseList list;
  list.documents = row.documents;
  list.most_wdf = row.most_wdf;
  list.bits = parts.Take<uint64_t>(words);
  if (row.most_wdf == 0) return list;
  list.ranks = parts.Take<uint32_t>((words + kWordsOfRank - 1) / kWordsOfRank);
  list.bounds = parts.Take<uint8_t>(words);
  list.small = parts.Take<uint8_t>((uint64_t{row.documents} + 1) / 2);
  list.large = parts.Take<LargeWdf>(row.large);
  return list;
}

std::optional<DenseList> DenseTerms::Find(std::string_view wanted) const {
  size_t begin = 0;
  size_t end = size();
  while (begin < end) {
    const size_t middle = begin + (end - begin) / 2;
    const int order = term(middle).compare(wanted);
    if (order == 0) return list(middle);
    if (order < 0) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return std::nullopt;
}

}  // namespace vigie::index
