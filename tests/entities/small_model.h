// A model made by hand: it knows only the words that a test gives it.
#ifndef VIGIE_TESTS_ENTITIES_SMALL_MODEL_H_
#define VIGIE_TESTS_ENTITIES_SMALL_MODEL_H_

#include <gtest/gtest.h>
#include <xxhash.h>

#include <map>
#include <memory>
#include <string>

#include "analysis/analyzer.h"
#include "entities/sequence_model.h"

namespace vigie::entities {

// A model in which each word of `labels` wants the label that stands for it
// and every other word none. The row of a word is that of its lower-case form,
// as the library computes it.
class SmallModel {
 public:
  explicit SmallModel(const std::map<std::string, uint8_t>& labels) {
    std::vector<uint16_t> fingerprints(kBuckets * kBucketRows);
    std::vector<int8_t> scores(kBuckets * kBucketRows * kLabels + kLabelStride -
                               kLabels);
    for (const auto& [word, label] : labels) {
      const RowKey key = KeyOfRow(RowOf(word), kBuckets);
      size_t row = size_t{key.bucket} * kBucketRows;
      while (fingerprints[row] != 0) ++row;
      fingerprints[row] = key.fingerprint;
      scores[row * kLabels + label] = 100;
    }
    const std::vector<int16_t> steps(kLabels * kLabelStride);
    const std::vector<WordSlot> slots(1);
    Append(steps);
    Append(slots);
    Append(fingerprints);
    Append(scores);
    ModelHeader header;
    header.content_hash = XXH3_64bits(bytes_.data(), bytes_.size());
    header.unit = 0.1F;
    header.buckets = kBuckets;
    header.word_slots = 1;
    bytes_.insert(0, reinterpret_cast<const char*>(&header), sizeof(header));
  }

  const std::string& bytes() const { return bytes_; }
  // Views the bytes: must not outlive this.
  std::shared_ptr<const SequenceModel> Map() const {
    auto model = SequenceModel::Map(bytes_);
    if (model.ok()) return *model;
    ADD_FAILURE() << model.status().ToString();
    return nullptr;
  }

 private:
  static constexpr uint32_t kBuckets = 64;

  // The first row that names the word.
  static uint32_t RowOf(const std::string& word) {
    const analysis::AnalyzedText analyzed = analysis::Analyze(word);
    Rows rows;
    AppendWordRows(DescribeWord(word, analyzed.tokens[0], WordTable()), 0,
                   &rows);
    for (const uint32_t row : rows) {
      if ((row & kNamesTheWord) != 0) return row;
    }
    return 0;
  }

  template <typename T>
  void Append(const std::vector<T>& values) {
    bytes_.append(reinterpret_cast<const char*>(values.data()),
                  values.size() * sizeof(T));
  }

  std::string bytes_;
};

}  // namespace vigie::entities

#endif  // VIGIE_TESTS_ENTITIES_SMALL_MODEL_H_
