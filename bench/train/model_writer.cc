#include "bench/train/model_writer.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vigie::train {
namespace {

using entities::kBucketRows;
using entities::kLabels;
using entities::kLabelStride;

// Of all weights the share that is too large for a byte and is cut.
constexpr double kCut = 2e-5;

template <typename T>
void AppendRaw(const std::vector<T>& values, std::string* out) {
  out->append(reinterpret_cast<const char*>(values.data()),
              values.size() * sizeof(T));
}

float Importance(const Vector& row) {
  float sum = 0;
  for (size_t l = 0; l < kLabels; ++l) sum += row[l] * row[l];
  return sum;
}

float UnitOf(const std::vector<Vector>& rows) {
  std::vector<float> sizes;
  for (const Vector& row : rows) {
    for (size_t l = 0; l < kLabels; ++l) sizes.push_back(std::abs(row[l]));
  }
  const auto largest =
      sizes.begin() +
      static_cast<ptrdiff_t>(static_cast<double>(sizes.size()) * (1 - kCut));
  if (largest == sizes.end()) return 1.0F;
  std::nth_element(sizes.begin(), largest, sizes.end());
  return std::max(*largest, 1e-3F) / 127.0F;
}

int8_t Quantize(float weight, float unit) {
  return static_cast<int8_t>(
      std::lround(std::clamp(weight / unit, -127.0F, 127.0F)));
}

struct EmissionRows {
  std::vector<uint16_t> fingerprints;
  std::vector<int8_t> scores;
};

EmissionRows Place(const Weights& weights, uint32_t buckets, float unit) {
  std::vector<uint32_t> order(weights.features.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<float> importance;
  for (const Vector& row : weights.rows) importance.push_back(Importance(row));
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return importance[a] > importance[b];
  });
  EmissionRows rows;
  rows.fingerprints.resize(size_t{buckets} * kBucketRows);
  rows.scores.resize(size_t{buckets} * kBucketRows * kLabels + kLabelStride -
                     kLabels);
  for (const uint32_t i : order) {
    const entities::RowKey key =
        entities::KeyOfRow(weights.features[i], buckets);
    uint16_t* begin = &rows.fingerprints[size_t{key.bucket} * kBucketRows];
    uint16_t* place = std::find_if(
        begin, begin + kBucketRows,
        [&](uint16_t taken) { return taken == 0 || taken == key.fingerprint; });
    if (place == begin + kBucketRows || *place != 0) continue;
    *place = key.fingerprint;
    const size_t row =
        size_t{key.bucket} * kBucketRows + static_cast<size_t>(place - begin);
    for (size_t l = 0; l < kLabels; ++l) {
      rows.scores[row * kLabels + l] = Quantize(weights.rows[i][l], unit);
    }
  }
  return rows;
}

}  // namespace

WordSlots::WordSlots(const WordLists& lists)
    : slots(lists.words.size() * 3 / 2 + 1), coarse(lists.coarse) {
  const auto count = static_cast<uint32_t>(slots.size());
  for (const auto& [word, what] : lists.words) {
    const entities::WordKey key = entities::HashWord(word, count);
    uint32_t i = key.slot;
    while (slots[i].fingerprint != 0) i = i + 1 < count ? i + 1 : 0;
    slots[i] = {key.fingerprint, what.cluster, what.lists};
  }
}

WordSlots::WordSlots(std::string_view model) {
  entities::ModelHeader header;
  std::memcpy(&header, model.data(), sizeof(header));
  slots.resize(header.word_slots);
  coarse.resize(size_t{header.clusters} * entities::kCoarse);
  const char* const at =
      model.data() + sizeof(header) + sizeof(int16_t) * kLabels * kLabelStride;
  const size_t bytes = slots.size() * sizeof(entities::WordSlot);
  std::memcpy(slots.data(), at, bytes);
  std::memcpy(coarse.data(), at + bytes, coarse.size() * sizeof(uint16_t));
}

std::string WriteModel(const Weights& weights, const WordSlots& words,
                       uint32_t buckets) {
  const float unit = UnitOf(weights.rows);
  std::string payload;
  std::vector<int16_t> steps;
  for (const Vector& row : weights.steps) {
    for (const float step : row) {
      steps.push_back(static_cast<int16_t>(
          std::lround(std::clamp(step / unit, -30'000.0F, 30'000.0F))));
    }
  }
  AppendRaw(steps, &payload);
  AppendRaw(words.slots, &payload);
  AppendRaw(words.coarse, &payload);
  const EmissionRows rows = Place(weights, buckets, unit);
  AppendRaw(rows.fingerprints, &payload);
  AppendRaw(rows.scores, &payload);
  entities::ModelHeader header;
  header.content_hash = XXH3_64bits(payload.data(), payload.size());
  header.unit = unit;
  header.buckets = buckets;
  header.word_slots = static_cast<uint32_t>(words.slots.size());
  header.clusters =
      static_cast<uint32_t>(words.coarse.size() / entities::kCoarse);
  return std::string(reinterpret_cast<const char*>(&header), sizeof(header)) +
         payload;
}

}  // namespace vigie::train
