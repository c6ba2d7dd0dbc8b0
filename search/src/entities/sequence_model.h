// A linear-chain model of names: scores for the labels of each word and for
// the steps from one label to the next.
#ifndef VIGIE_ENTITIES_SEQUENCE_MODEL_H_
#define VIGIE_ENTITIES_SEQUENCE_MODEL_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entities/label_steps.h"
#include "entities/model_format.h"
#include "entities/word_facts.h"
#include "vigie/status.h"

namespace vigie::entities {

// By label; in units of the model.
using Scores = std::array<int16_t, kLabelStride>;

// Immutable; thread-safe.
class SequenceModel {
 public:
  // A view of `bytes`, which must outlive it and begin at a multiple of 8.
  // DATA_LOSS when they are no model of this version.
  static Result<std::shared_ptr<const SequenceModel>> Map(
      std::string_view bytes);

  // As Map, of bytes that the model keeps.
  static Result<std::shared_ptr<const SequenceModel>> Own(std::string bytes);

  // The model that ships inside the library; mapped once.
  static Result<std::shared_ptr<const SequenceModel>> Shipped();

  const WordTable& words() const { return words_; }
  void AddRows(const Rows& rows, Scores* scores) const {
    AddRows(rows, {static_cast<uint32_t>(rows.size())}, scores);
  }
  // Of several words at once, which is faster: the rows of word i end at
  // `ends`[i] and go to `scores`[i].
  void AddRows(const Rows& rows, const std::vector<uint32_t>& ends,
               Scores* scores) const;
  // From one label to the next, and, by the second, from the one before it.
  const LabelSteps& steps() const { return steps_; }
  const LabelSteps& steps_back() const { return steps_back_; }
  const StepBounds& step_bounds() const { return bounds_; }
  float unit() const { return unit_; }
  // Of the content, e.g. "names-9f3c2a1b04d5e6f7".
  const std::string& version() const { return version_; }

 private:
  SequenceModel() = default;
  WordTable words_;
  const uint16_t* fingerprints_ = nullptr;
  const int8_t* rows_ = nullptr;
  uint32_t buckets_ = 0;
  float unit_ = 1.0F;
  LabelSteps steps_{};
  LabelSteps steps_back_{};
  StepBounds bounds_;
  std::string version_;
};

// A set of labels, one bit each.
using LabelSet = uint32_t;
inline constexpr LabelSet kAnyLabel = (1U << kLabels) - 1;

// Words to be labelled.
struct Stretch {
  const Scores* scores = nullptr;
  uint32_t size = 0;
  const LabelSet* allowed = nullptr;  // null: any
};
// Writes the best labels of a stretch, which lies between two words outside of
// names, and returns their score. Of equal ones the lower labels, from the last
// word back. A contradictory constraint is kept as far as
// steps allow. O(words).
float LabelBest(const SequenceModel& model, const Stretch& stretch,
                uint8_t* labels);

// How much better the best labels are among which the word `at` has `label`
// than the best of the others; `stretch.allowed` is not looked at. O(words).
float MarginOf(const SequenceModel& model, const Stretch& stretch, uint32_t at,
               uint8_t label);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_SEQUENCE_MODEL_H_
