// How much of a query the sentences of one text show.
#ifndef VIGIE_MATCH_SENTENCE_SCORE_H_
#define VIGIE_MATCH_SENTENCE_SCORE_H_

#include <cstdint>
#include <map>
#include <string_view>

#include "vigie/article.h"

namespace vigie::match {

using PartCounts = std::map<uint32_t, uint32_t>;  // by part of the query

// What a sentence is chosen by.
struct SentenceRank {
  size_t parts = 0;  // distinct ones
  double score = 0;
  uint32_t begin = 0;

  // Whether this one is shown sooner.
  friend bool operator<(const SentenceRank& a, const SentenceRank& b) {
    if (a.parts != b.parts) return a.parts > b.parts;
    if (a.score != b.score) return a.score > b.score;
    return a.begin < b.begin;
  }
};

// Scores sentences as MakePassages says.
class SentenceScore {
 public:
  // `totals`: occurrences in the whole text. Both must outlive it.
  SentenceScore(std::string_view text, const PartCounts& totals);

  // REQUIRES that sentences rise from call to call. O(bytes since the last).
  SentenceRank Of(ByteRange sentence, const PartCounts& occurrences);

 private:
  const std::string_view text_;
  const PartCounts& totals_;
  const double passages_;    // about as many as the text has
  double start_ = 0;         // characters before counted_to_
  uint32_t counted_to_ = 0;  // bytes
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SENTENCE_SCORE_H_
