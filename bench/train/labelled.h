// Labelled articles as the trainer sees them: words, features, labels.
#ifndef VIGIE_BENCH_TRAIN_LABELLED_H_
#define VIGIE_BENCH_TRAIN_LABELLED_H_

#include <memory>
#include <vector>

#include "bench/eval/gold_names.h"
#include "entities/name_tagger.h"
#include "entities/recognizer.h"

namespace vigie::train {

// An island of words: what is learned at once.
struct Example {
  uint32_t begin = 0;              // first word of the field
  std::vector<uint32_t> row_ends;  // by word, into `rows`
  std::vector<uint32_t> rows;
  std::vector<uint8_t> labels;
  bool written = false;  // as Labelled's
  uint32_t size() const { return static_cast<uint32_t>(labels.size()); }
};

struct Labelled {
  const eval::GoldArticle* gold = nullptr;
  bool written = false;  // to be trained on: never held out
  std::unique_ptr<analysis::AnalyzedText> analyzed;
  std::vector<entities::ListedSpan> listed;
  entities::FieldWords field;
  std::vector<uint8_t> labels;  // by word
  std::vector<Example> examples;
  uint32_t lost_names = 0;  // cut by tokens or outside of islands
};

// Features of the first pass. `written`: articles from that one on were written
// to be trained on. `forget`: the share of listed names that they do
// not tell, so that the model also learns names from what stands around them.
std::vector<Labelled> Describe(const std::vector<eval::GoldArticle>& articles,
                               size_t written,
                               const entities::Recognizer& dictionary,
                               double forget, entities::WordBook* book);

// Names of the dictionary's layer as the tagger takes them.
std::vector<entities::ListedSpan> ListedIn(
    const entities::Recognizer& dictionary, const std::string& text,
    const analysis::AnalyzedText& analyzed);

// The examples with what a first pass, `labels`, tells of each word.
std::vector<Example> WithEvidence(const Labelled& article,
                                  const std::vector<uint8_t>& labels,
                                  const entities::WordBook& book);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_LABELLED_H_
