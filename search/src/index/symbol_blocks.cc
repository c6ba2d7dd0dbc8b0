#include "index/symbol_blocks.h"

#include <algorithm>
#include <utility>

#include "text/processor.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace vigie::index {
namespace {

constexpr uint32_t kGroups = 8;

// REQUIRES byte > 0.
uint8_t Before(uint64_t byte) {
  return static_cast<uint8_t>(std::min<uint64_t>(byte - 1, UINT8_MAX));
}

}  // namespace

BlockTables::BlockTables(const TokenCode& code,
                         const std::vector<uint32_t>& stopping,
                         uint64_t symbols)
    : before_two(Before(code.two)),
      before_three(Before(code.three)),
      before_four(Before(code.four)) {
  if (symbols < code.symbols()) {
    before_unknown =
        Before(std::max<uint32_t>(1, StartOf(symbols, code).bytes[0]));
  }
  // Those with one first byte have one group, and groups are of one size,
  // nearly.
  std::array<uint32_t, UINT8_MAX + 1> places{};
  for (const uint32_t symbol : stopping)
    ++places[StartOf(symbol, code).bytes[0]];
  uint32_t before = 0;
  for (uint32_t& place : places) before += std::exchange(place, before);
  for (const uint32_t symbol : stopping) {
    const SymbolStart start = StartOf(symbol, code);
    const auto group = static_cast<uint8_t>(
        1U << (places[start.bytes[0]] * kGroups / stopping.size()));
    for (uint32_t byte = 0; byte < SymbolStart::kBytes; ++byte) {
      Halves& halves = stops[byte];
      if (byte < start.size) {
        halves.low[start.bytes[byte] & 15U] |= group;
        halves.high[start.bytes[byte] >> 4] |= group;
        continue;
      }
      for (uint8_t& groups : halves.low) groups |= group;
      for (uint8_t& groups : halves.high) groups |= group;
    }
  }
}

uint8_t BlockTables::AddSpecial(uint8_t byte, bool keeps_marks) {
  const auto used = static_cast<uint8_t>(keeps | overlays);
  if (used == UINT8_MAX) return 0;
  const auto group = static_cast<uint8_t>(used + 1U);  // the lowest that is 0
  specials.low[byte & 15U] |= group;
  specials.high[byte >> 4] |= group;
  (keeps_marks ? keeps : overlays) |= group;
  return group;
}

#if defined(__x86_64__)

namespace {

// What four bytes do, by how many more than one each says that a symbol takes
// (two bits each): for each number of bytes that are to be skipped a byte,
// which has a bit for each symbol that begins, and from bit 4 on how many are
// to be skipped then.
constexpr std::array<uint32_t, 256> MakeSteps() {
  std::array<uint32_t, 256> steps{};
  for (uint32_t sizes = 0; sizes < steps.size(); ++sizes) {
    for (uint32_t skip = 0; skip < 4; ++skip) {
      uint32_t starts = 0;
      uint32_t at = skip;
      while (at < 4) {
        starts |= 1U << at;
        at += 1 + (sizes >> (2 * at) & 3U);
      }
      steps[sizes] |= (starts | (at - 4) << 4) << (8 * skip);
    }
  }
  return steps;
}
constexpr std::array<uint32_t, 256> kSteps = MakeSteps();

[[gnu::target("avx2")]] inline __m256i Repeated(
    const std::array<uint8_t, 16>& groups) {
  return _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(groups.data())));
}

[[gnu::target("avx2")]] inline __m256i Load(const uint8_t* at) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}

[[gnu::target("avx2")]] inline __m256i GroupsOf(
    __m256i bytes, const BlockTables::Halves& halves) {
  const __m256i half = _mm256_set1_epi8(15);
  return _mm256_and_si256(
      _mm256_shuffle_epi8(Repeated(halves.low), _mm256_and_si256(bytes, half)),
      _mm256_shuffle_epi8(Repeated(halves.high),
                          _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

// Not 0 where bytes are behind one.
[[gnu::target("avx2")]] inline __m256i Behind(__m256i bytes, uint8_t before) {
  return _mm256_subs_epu8(bytes, _mm256_set1_epi8(static_cast<char>(before)));
}

// 1 there.
[[gnu::target("avx2")]] inline __m256i OneBehind(__m256i bytes,
                                                 uint8_t before) {
  return _mm256_min_epu8(Behind(bytes, before), _mm256_set1_epi8(1));
}

[[gnu::target("avx2")]] inline uint32_t BitsOf(__m256i holds) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(holds));
}

[[gnu::target("avx2")]] inline uint32_t BitsOfZeros(__m256i bytes) {
  return BitsOf(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()));
}

[[gnu::target("avx2")]] inline uint32_t AnyOf(__m256i groups, uint8_t of) {
  return ~BitsOfZeros(
      _mm256_and_si256(groups, _mm256_set1_epi8(static_cast<char>(of))));
}

// What is told of 32 bytes, whether a symbol begins there or not.
struct Half {
  uint32_t specials;
  uint32_t overlays;
  uint32_t paragraphs;
  uint32_t stops;
};

// Stores what kSteps is asked by, of four bytes each.
[[gnu::target("avx2")]] inline Half ReadHalf(const BlockTables& tables,
                                             const uint8_t* at,
                                             uint32_t* sizes) {
  const __m256i bytes = Load(at);
  const __m256i more =
      _mm256_add_epi8(OneBehind(bytes, tables.before_two),
                      _mm256_add_epi8(OneBehind(bytes, tables.before_three),
                                      OneBehind(bytes, tables.before_four)));
  const __m256i pairs = _mm256_maddubs_epi16(more, _mm256_set1_epi16(0x0401));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(sizes),
                      _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00100001)));
  const __m256i specials = GroupsOf(bytes, tables.specials);
  const __m256i stops = _mm256_and_si256(
      GroupsOf(bytes, tables.stops[0]),
      _mm256_and_si256(GroupsOf(Load(at + 1), tables.stops[1]),
                       GroupsOf(Load(at + 2), tables.stops[2])));
  const __m256i all =
      _mm256_or_si256(stops, Behind(bytes, tables.before_unknown));
  return {~BitsOfZeros(specials), AnyOf(specials, tables.overlays),
          AnyOf(specials, tables.paragraphs), ~BitsOfZeros(all)};
}

// The lower halves of bytes behind one another.
[[gnu::target("avx2")]] inline uint64_t Joined(const uint8_t* bytes) {
  const __m128i halves =
      _mm_and_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)),
                    _mm_set1_epi8(15));
  const __m128i joined = _mm_maddubs_epi16(halves, _mm_set1_epi16(0x1001));
  return static_cast<uint64_t>(
      _mm_cvtsi128_si64(_mm_packus_epi16(joined, joined)));
}

uint64_t Both(uint32_t low, uint32_t high) {
  return low | static_cast<uint64_t>(high) << 32;
}

[[gnu::target("avx2,bmi2,popcnt")]] void ReadBlockFast(
    const BlockTables& tables, const uint8_t* bytes, uint64_t within,
    BlockEntry* entry, SymbolBlock* block) {
  constexpr size_t kHalf = SymbolBlock::kBytes / 2;
  std::array<uint32_t, SymbolBlock::kBytes / 4> sizes;
  const Half low = ReadHalf(tables, bytes, sizes.data());
  const Half high =
      ReadHalf(tables, bytes + kHalf, sizes.data() + sizes.size() / 2);
  std::array<uint8_t, sizes.size()> begin;
  uint32_t shift = 8 * entry->skip;
  for (size_t i = 0; i < sizes.size(); ++i) {
    const uint32_t step = kSteps[sizes[i]] >> shift;
    begin[i] = static_cast<uint8_t>(step);
    shift = step >> 1 & 0x18U;
  }
  const uint64_t starts = Joined(begin.data());
  entry->skip = shift / 8;
  const uint64_t begun = starts & within;
  const uint64_t overlays = begun & Both(low.overlays, high.overlays);
  const uint64_t words = begun & ~Both(low.specials, high.specials);
  // From what puts a word over others a one is carried to the next word.
  unsigned long long carried = 0;
  const bool first = __builtin_uaddll_overflow(~words, overlays, &carried);
  const bool second =
      __builtin_uaddll_overflow(carried, entry->overlaid ? 1U : 0U, &carried);
  entry->overlaid = first || second;
  block->starts = starts;
  block->words = words;
  block->overlaid = words & carried;
  block->overlays = overlays;
  block->paragraphs = begun & Both(low.paragraphs, high.paragraphs);
  block->stops = words & Both(low.stops, high.stops);
  block->positions =
      static_cast<uint32_t>(__builtin_popcountll(words & ~carried));
}

}  // namespace

bool ReadsBlocks() {
  return text::HasWideVectors() && text::HasPopCount() && text::HasBitMoves();
}

void ReadBlock(const BlockTables& tables, const uint8_t* bytes, uint64_t within,
               BlockEntry* entry, SymbolBlock* block) {
  ReadBlockFast(tables, bytes, within, entry, block);
}

#else

bool ReadsBlocks() { return false; }

void ReadBlock(const BlockTables&, const uint8_t*, uint64_t, BlockEntry*,
               SymbolBlock*) {}

#endif

}  // namespace vigie::index
