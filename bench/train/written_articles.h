// Articles written to train on, names marked in the text.
#ifndef VIGIE_BENCH_TRAIN_WRITTEN_ARTICLES_H_
#define VIGIE_BENCH_TRAIN_WRITTEN_ARTICLES_H_

#include <string>
#include <vector>

#include "bench/eval/gold_names.h"

namespace vigie::train {

// The articles of the files *.txt in a directory, in the order of their names.
// A line "====" parts articles; « [P Satya Nadella] » is a name: P a person, O
// an organisation, L a place, X a product, E an event. Their ids are FILE:LINE,
// they have no date. Errors name file and line.
Result<std::vector<eval::GoldArticle>> ReadWrittenArticles(
    const std::string& directory);

// One article; line_number is that of its first line.
Result<eval::GoldArticle> ParseWrittenArticle(const std::string& marked,
                                              const std::string& file,
                                              uint32_t line_number);

}  // namespace vigie::train

#endif  // VIGIE_BENCH_TRAIN_WRITTEN_ARTICLES_H_
