// Training on some articles and measuring on others.
#ifndef VIGIE_BENCH_TRAIN_EXPERIMENT_H_
#define VIGIE_BENCH_TRAIN_EXPERIMENT_H_

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "bench/eval/name_scores.h"
#include "bench/train/crf_trainer.h"
#include "bench/train/model_writer.h"

namespace vigie::train {

struct Recipe {
  CrfOptions crf;
  uint32_t seeds = 1;  // models averaged
  float keep = 1.0F;   // share of the features that each of them sees
  uint32_t inner = 3;  // parts of the data for first passes on unseen text
  uint32_t buckets = 40'960;
};

// Everything that training needs, read once.
struct Workshop {
  const WordSlots& words;
  const entities::WordBook& book;
  const std::vector<Labelled>& articles;
  std::shared_ptr<const entities::Dictionary> dictionary;
  std::ostream* errors = nullptr;  // unless null, WriteErrors of Measure
};

// A model from the articles of these indices: first passes by models that have
// not seen the article, then one on all of it with the evidence.
std::string TrainModel(const Workshop& workshop,
                       const std::vector<size_t>& chosen, const Recipe& recipe);

// The names that the tagger finds in an article.
std::vector<eval::GoldName> FindNames(const entities::NameTagger& tagger,
                                      const Labelled& article);

struct Measured {
  eval::NameScores scores;   // of the tagger, the dictionary enforced
  eval::NameScores product;  // with all later steps
  std::string model;         // its bytes
};

// Trains on the articles outside of `held_out` and measures on those in it.
Measured Measure(const Workshop& workshop, const std::vector<size_t>& held_out,
                 const Recipe& recipe);

// Writes NAME.bin and NAME.ids: ids of the articles that the model has not
// seen, a line each.
Status KeepModel(const std::string& name, const Workshop& workshop,
                 const std::vector<size_t>& held_out, const std::string& model);

// Indices of the articles of each part; of those written, none.
// "chronological": one part, the last 15% by date. "articles": five parts at
// random, "many": twenty. "months": five parts of whole months.
std::vector<std::vector<size_t>> Split(const std::vector<Labelled>& articles,
                                       const std::string& how);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_EXPERIMENT_H_
