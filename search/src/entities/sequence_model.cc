#include "entities/sequence_model.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "text/processor.h"

namespace vigie::entities {
namespace {

Status Broken(const std::string& why) {
  return Status(StatusCode::kDataLoss, "the model of names: " + why);
}

uint64_t PayloadBytes(const ModelHeader& header) {
  return sizeof(int16_t) * kLabels * kLabelStride +
         sizeof(WordSlot) * header.word_slots +
         sizeof(uint16_t) * kCoarse * header.clusters +
         (sizeof(uint16_t) + kLabels) * kBucketRows * header.buckets +
         kLabelStride - kLabels;
}

// Numbers side by side, as the machine adds and compares them at once.
using Eight16 [[gnu::vector_size(16)]] = int16_t;
using Eight8 [[gnu::vector_size(8)]] = int8_t;
constexpr size_t kLanes = 8;
static_assert(kBucketRows == kLanes && kLabelStride % kLanes == 0);

// The place of `wanted` among a bucket's fingerprints, kBucketRows if it has
// none there.
uint32_t PlaceOf(uint16_t wanted, const uint16_t* fingerprints) {
#if defined(__SSE2__)
  const __m128i all =
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(fingerprints));
  const __m128i equal =
      _mm_cmpeq_epi16(all, _mm_set1_epi16(static_cast<int16_t>(wanted)));
  const int found = _mm_movemask_epi8(_mm_packs_epi16(equal, equal));
  return static_cast<uint32_t>(__builtin_ctz(
      (static_cast<unsigned>(found) & 0xFFU) | 1U << kBucketRows));
#else
  uint32_t place = 0;
  while (place < kBucketRows && fingerprints[place] != wanted) ++place;
  return place;
#endif
}

// Adds a row to sums of kLabelStride numbers.
[[gnu::always_inline]] inline void AddRow(
    const int8_t* weights, std::array<Eight16, kLabelStride / kLanes>* sums) {
  for (Eight16& sum : *sums) {
    Eight8 few;
    std::memcpy(&few, weights, sizeof(few));
    sum += __builtin_convertvector(few, Eight16);
    weights += kLanes;
  }
}

// Adds the rows [rows, ends[0]) to scores[0], those from there to ends[1] to
// scores[1] and so on. Sums of up to 250 rows fit.
using SumRows = void (*)(const int8_t* const* rows,
                         const std::vector<uint32_t>& ends, Scores* scores);
[[gnu::always_inline]] inline void Sum(const int8_t* const* rows,
                                       const std::vector<uint32_t>& ends,
                                       Scores* scores) {
  uint32_t next = 0;
  for (const uint32_t end : ends) {
    std::array<Eight16, kLabelStride / kLanes> sums;
    static_assert(sizeof(sums) == sizeof(Scores));
    std::memcpy(&sums, scores, sizeof(sums));
    for (; next < end; ++next) AddRow(rows[next], &sums);
    std::memcpy(scores, &sums, sizeof(sums));
    ++scores;
  }
}
void SumPortably(const int8_t* const* rows, const std::vector<uint32_t>& ends,
                 Scores* scores) {
  Sum(rows, ends, scores);
}
// One instruction widens eight scores.
#if defined(__x86_64__)
[[gnu::target("avx2")]]
#endif
void SumWidely(const int8_t* const* rows, const std::vector<uint32_t>& ends,
               Scores* scores) {
  Sum(rows, ends, scores);
}
const SumRows kSumRows = text::HasWideVectors() ? SumWidely : SumPortably;

}  // namespace

Result<std::shared_ptr<const SequenceModel>> SequenceModel::Map(
    std::string_view bytes) {
  ModelHeader header;
  if (bytes.size() < sizeof(header)) return Broken("it is cut short");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != kModelMagic) return Broken("this is none");
  if (header.version != kModelVersion) {
    return Broken("version " + std::to_string(header.version) + ", not " +
                  std::to_string(kModelVersion));
  }
  const std::string_view payload = bytes.substr(sizeof(header));
  if (header.buckets == 0 || payload.size() != PayloadBytes(header)) {
    return Broken("its size is wrong");
  }
  if (XXH3_64bits(payload.data(), payload.size()) != header.content_hash) {
    return Broken("its checksum is wrong");
  }
  const std::shared_ptr<SequenceModel> model(new SequenceModel());
  const char* at = payload.data();
  const auto* steps = reinterpret_cast<const int16_t*>(at);
  for (uint8_t left = 0; left < kLabels; ++left) {
    for (uint8_t right = 0; right < kLabelStride; ++right) {
      const bool possible = right < kLabels && MayFollow(left, right);
      model->steps_[left][right] =
          possible ? steps[left * kLabelStride + right] : kNeverStep;
      if (right < kLabels) {
        model->steps_back_[right][left] = model->steps_[left][right];
      }
    }
  }
  model->bounds_ = BoundSteps(model->steps_);
  at += sizeof(int16_t) * kLabels * kLabelStride;
  const auto* slots = reinterpret_cast<const WordSlot*>(at);
  at += sizeof(WordSlot) * header.word_slots;
  model->words_ = WordTable(slots, header.word_slots,
                            reinterpret_cast<const uint16_t*>(at));
  at += sizeof(uint16_t) * kCoarse * header.clusters;
  model->fingerprints_ = reinterpret_cast<const uint16_t*>(at);
  at += sizeof(uint16_t) * kBucketRows * header.buckets;
  model->rows_ = reinterpret_cast<const int8_t*>(at);
  model->buckets_ = header.buckets;
  model->unit_ = header.unit;
  std::array<char, 32> version{};
  std::snprintf(version.data(), version.size(), "names-%016llx",
                static_cast<unsigned long long>(header.content_hash));
  model->version_ = version.data();
  return std::shared_ptr<const SequenceModel>(model);
}

void SequenceModel::AddRows(const Rows& rows, const std::vector<uint32_t>& ends,
                            Scores* scores) const {
  // Three walks, each fetching what the next one reads: the model is larger
  // than the cache.
  for (const uint32_t row : rows) {
    __builtin_prefetch(fingerprints_ +
                       KeyOfRow(row, buckets_).bucket * kBucketRows);
  }
  thread_local std::vector<const int8_t*> kept;
  thread_local std::vector<uint32_t> kept_ends;
  if (kept.size() < rows.size()) kept.resize(rows.size());
  kept_ends.clear();
  // Whether a row is there cannot be foretold: no branch depends on it.
  uint32_t count = 0;
  uint32_t row = 0;
  for (const uint32_t end : ends) {
    for (; row < end; ++row) {
      const RowKey key = KeyOfRow(rows[row], buckets_);
      const uint32_t first = key.bucket * kBucketRows;
      const uint32_t place = PlaceOf(key.fingerprint, fingerprints_ + first);
      const bool known = place < kBucketRows;
      const int8_t* const weights =
          known ? rows_ + size_t{first + place} * kLabels : rows_;
      kept[count] = weights;
      count += known ? 1 : 0;
      __builtin_prefetch(weights);
      __builtin_prefetch(weights + kLabelStride - 1);
    }
    kept_ends.push_back(count);
  }
  kSumRows(kept.data(), kept_ends, scores);
}

}  // namespace vigie::entities
