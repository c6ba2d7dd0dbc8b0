#include "index/symbol_sieve.h"

#include <algorithm>
#include <tuple>

#include "text/processor.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace vigie::index {
namespace {

constexpr size_t kGroups = 8;

// What a group of starts lets through: the halves of bytes that it knows.
class Mesh {
 public:
  void Add(const SymbolStart& start) {
    for (uint32_t i = 0; i < SymbolStart::kBytes; ++i) {
      const bool counts = i < start.size;
      low_[i] |= counts ? 1U << (start.bytes[i] & 15U) : 0xFFFFU;
      high_[i] |= counts ? 1U << (start.bytes[i] >> 4) : 0xFFFFU;
    }
  }
  // Of strings of bytes; where nothing was added, none.
  double Share() const {
    double share = 1;
    for (uint32_t i = 0; i < SymbolStart::kBytes; ++i) {
      share *=
          __builtin_popcount(low_[i]) * __builtin_popcount(high_[i]) / 256.0;
    }
    return share;
  }

 private:
  std::array<uint32_t, SymbolStart::kBytes> low_{};
  std::array<uint32_t, SymbolStart::kBytes> high_{};
};

// Where to part starts [begin, end) so that both parts let the least through.
struct Parting {
  size_t begin = 0;
  size_t middle = 0;
  size_t end = 0;
  double gain = 0;  // share that is let through no more
};

Parting BestParting(const std::vector<SymbolStart>& starts, size_t begin,
                    size_t end) {
  std::vector<double> behind(end - begin);
  Mesh mesh;
  for (size_t i = end; i-- > begin;) {
    mesh.Add(starts[i]);
    behind[i - begin] = mesh.Share();
  }
  Parting best = {begin, end, end, 0};
  mesh = Mesh();
  for (size_t i = begin; i + 1 < end; ++i) {
    mesh.Add(starts[i]);
    const double gain = behind[0] - mesh.Share() - behind[i + 1 - begin];
    if (gain > best.gain) best = {begin, i + 1, end, gain};
  }
  return best;
}

auto OrderOf(const SymbolStart& start) {
  return std::make_tuple(start.size, start.bytes);
}

}  // namespace

SymbolStart StartOf(uint64_t symbol, const TokenCode& code) {
  const auto start = [](uint64_t number, uint32_t first, uint32_t more) {
    SymbolStart made;
    made.size = std::min<uint32_t>(more + 1, SymbolStart::kBytes);
    made.bytes[0] = static_cast<uint8_t>(first + (number >> (8 * more)));
    for (uint32_t i = 1; i < made.size; ++i) {
      made.bytes[i] = static_cast<uint8_t>(number >> (8 * (more - i)));
    }
    return made;
  };
  if (symbol < code.two) return start(symbol, 0, 0);
  if (symbol < code.first_of_three()) {
    return start(symbol - code.first_of_two(), code.two, 1);
  }
  if (symbol < code.first_of_four()) {
    return start(symbol - code.first_of_three(), code.three, 2);
  }
  return start(symbol - code.first_of_four(), code.four, 3);
}

void SymbolSieve::Halves::Add(uint8_t byte, uint8_t group) {
  low[byte & 15U] |= group;
  high[byte >> 4] |= group;
}

void SymbolSieve::Halves::AddAll(uint8_t group) {
  for (uint8_t& groups : low) groups |= group;
  for (uint8_t& groups : high) groups |= group;
}

SymbolSieve::SymbolSieve(std::vector<SymbolStart> starts) {
  std::sort(starts.begin(), starts.end(),
            [](const SymbolStart& a, const SymbolStart& b) {
              return OrderOf(a) < OrderOf(b);
            });
  starts.erase(std::unique(starts.begin(), starts.end(),
                           [](const SymbolStart& a, const SymbolStart& b) {
                             return OrderOf(a) == OrderOf(b);
                           }),
               starts.end());
  std::vector<Parting> groups = {BestParting(starts, 0, starts.size())};
  while (groups.size() < kGroups) {
    const auto parted = std::max_element(
        groups.begin(), groups.end(),
        [](const Parting& a, const Parting& b) { return a.gain < b.gain; });
    if (parted->gain <= 0) break;
    const Parting parts = *parted;
    *parted = BestParting(starts, parts.begin, parts.middle);
    groups.push_back(BestParting(starts, parts.middle, parts.end));
  }
  for (size_t i = 0; i < groups.size(); ++i) {
    for (size_t start = groups[i].begin; start < groups[i].end; ++start) {
      AddTo(static_cast<uint8_t>(1U << i), starts[start]);
    }
  }
}

void SymbolSieve::AddTo(uint8_t group, const SymbolStart& start) {
  for (uint32_t i = 0; i < groups_.size(); ++i) {
    if (i < start.size) {
      groups_[i].Add(start.bytes[i], group);
    } else {
      groups_[i].AddAll(group);
    }
  }
}

void SymbolSieve::SiftPortably(const uint8_t* bytes, size_t blocks,
                               uint32_t* masks) const {
  for (size_t block = 0; block < blocks; ++block) {
    const uint8_t* const at = bytes + block * kBlock;
    uint32_t mask = 0;
    for (uint32_t i = 0; i < kBlock; ++i) {
      const bool keeps = (groups_[0].Of(at[i]) & groups_[1].Of(at[i + 1]) &
                          groups_[2].Of(at[i + 2])) != 0;
      mask |= static_cast<uint32_t>(keeps) << i;
    }
    masks[block] = mask;
  }
}

#if defined(__x86_64__)

namespace {

[[gnu::target("avx2")]] inline __m256i Repeated(
    const std::array<uint8_t, 16>& groups) {
  return _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(groups.data())));
}

[[gnu::target("avx2")]] inline __m256i GroupsOf(const uint8_t* at, __m256i low,
                                                __m256i high) {
  const __m256i half = _mm256_set1_epi8(15);
  const __m256i bytes =
      _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i of_low =
      _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half));
  const __m256i of_high = _mm256_shuffle_epi8(
      high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half));
  return _mm256_and_si256(of_low, of_high);
}

}  // namespace

[[gnu::target("avx2")]] void SymbolSieve::SiftAvx2(const uint8_t* bytes,
                                                   size_t blocks,
                                                   uint32_t* masks) const {
  const __m256i first_low = Repeated(groups_[0].low);
  const __m256i first_high = Repeated(groups_[0].high);
  const __m256i second_low = Repeated(groups_[1].low);
  const __m256i second_high = Repeated(groups_[1].high);
  const __m256i third_low = Repeated(groups_[2].low);
  const __m256i third_high = Repeated(groups_[2].high);
  for (size_t block = 0; block < blocks; ++block) {
    const uint8_t* const at = bytes + block * kBlock;
    const __m256i kept = _mm256_and_si256(
        GroupsOf(at, first_low, first_high),
        _mm256_and_si256(GroupsOf(at + 1, second_low, second_high),
                         GroupsOf(at + 2, third_low, third_high)));
    const __m256i none = _mm256_cmpeq_epi8(kept, _mm256_setzero_si256());
    masks[block] = ~static_cast<uint32_t>(_mm256_movemask_epi8(none));
  }
}

void SymbolSieve::Sift(const uint8_t* bytes, size_t blocks,
                       uint32_t* masks) const {
  if (text::HasWideVectors()) return SiftAvx2(bytes, blocks, masks);
  SiftPortably(bytes, blocks, masks);
}

#else

void SymbolSieve::Sift(const uint8_t* bytes, size_t blocks,
                       uint32_t* masks) const {
  SiftPortably(bytes, blocks, masks);
}

#endif

}  // namespace vigie::index
