#include "bench/train/model_writer.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>

namespace vigie::train {
namespace {

using entities::kBucketRows;
using entities::kLabels;
using entities::kLabelStride;

// Larger weights are cut: some thousands of the kept ones at most.
constexpr float kLargestWeight = 3.0F;
constexpr float kUnit = kLargestWeight / 127.0F;

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

int8_t Quantize(float weight) {
  return static_cast<int8_t>(
      std::lround(std::clamp(weight / kUnit, -127.0F, 127.0F)));
}

struct EmissionRows {
  std::vector<uint16_t> fingerprints;
  std::vector<int8_t> scores;
};

EmissionRows Place(const Weights& weights, uint32_t buckets) {
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
    uint16_t* place =
        std::find_if(begin, begin + kBucketRows, [&](uint16_t taken) {
          return taken == 0 || taken == key.fingerprint;
        });
    if (place == begin + kBucketRows || *place != 0) continue;
    *place = key.fingerprint;
    const size_t row =
        size_t{key.bucket} * kBucketRows + static_cast<size_t>(place - begin);
    for (size_t l = 0; l < kLabels; ++l) {
      rows.scores[row * kLabels + l] = Quantize(weights.rows[i][l]);
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

std::string WriteModel(const Weights& weights, const WordSlots& words,
                       uint32_t buckets) {
  std::string payload;
  std::vector<int16_t> steps;
  for (const Vector& row : weights.steps) {
    for (const float step : row) {
      steps.push_back(static_cast<int16_t>(
          std::lround(std::clamp(step / kUnit, -30'000.0F, 30'000.0F))));
    }
  }
  AppendRaw(steps, &payload);
  AppendRaw(words.slots, &payload);
  AppendRaw(words.coarse, &payload);
  const EmissionRows rows = Place(weights, buckets);
  AppendRaw(rows.fingerprints, &payload);
  AppendRaw(rows.scores, &payload);
  entities::ModelHeader header;
  header.content_hash = XXH3_64bits(payload.data(), payload.size());
  header.unit = kUnit;
  header.buckets = buckets;
  header.word_slots = static_cast<uint32_t>(words.slots.size());
  header.clusters =
      static_cast<uint32_t>(words.coarse.size() / entities::kCoarse);
  return std::string(reinterpret_cast<const char*>(&header), sizeof(header)) +
         payload;
}

}  // namespace vigie::train
