// Turns trained weights into the model file that the library maps.
#ifndef VIGIE_BENCH_TRAIN_MODEL_WRITER_H_
#define VIGIE_BENCH_TRAIN_MODEL_WRITER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bench/train/crf_trainer.h"
#include "entities/model_format.h"
#include "entities/word_table.h"

namespace vigie::train {

// What the words of a model are known by.
struct WordLists {
  struct Word {
    uint16_t cluster = 0;  // plus one
    uint16_t lists = 0;
  };
  std::map<std::string, Word> words;
  // kCoarse numbers for each cluster.
  std::vector<uint16_t> coarse;
};

// A table in the layout of the model, and a view of it.
struct WordSlots {
  explicit WordSlots(const WordLists& lists);
  // Those of a model. REQUIRES that it is one.
  explicit WordSlots(std::string_view model);
  std::vector<entities::WordSlot> slots;
  std::vector<uint16_t> coarse;
  entities::WordTable table() const {
    return {slots.data(), static_cast<uint32_t>(slots.size()), coarse.data()};
  }
};

// Keeps the features with the largest weights, at most kBucketRows in each of
// `buckets`. The bytes begin at a multiple of 8 as a std::string's do.
std::string WriteModel(const Weights& weights, const WordSlots& words,
                       uint32_t buckets);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_MODEL_WRITER_H_
