// The words and entities that tell what an article is about.
#ifndef VIGIE_MATCH_SALIENT_TERMS_H_
#define VIGIE_MATCH_SALIENT_TERMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "match/corpus.h"
#include "vigie/exploration.h"
#include "vigie/status.h"

namespace vigie::match {

inline constexpr size_t kSalientWords = 25;
inline constexpr size_t kSalientEntities = 15;

// A term of an article, as an answer shows it and as others are searched.
struct SalientStem {
  SalientTerm shown;
  std::string stem;     // of a word
  std::string form;     // of a word
  uint32_t entity = 0;  // number of the catalog, where shown.entity_id is set
};

// Heaviest first. The weight is (1 + ln occurrences) x ln(N / n), N and n
// articles of the index, those that have the term; occurrences in the title
// count double, and the weight of entities too. Words of one or two letters,
// of digits, and those that no other or half of all articles have are left
// out. Throws what Xapian throws.
std::vector<SalientStem> SalientTerms(const Corpus& corpus, DocRef ref);

// How much of the terms' weight other articles have. Of one thread.
class TermOverlap {
 public:
  // The arguments must outlive it.
  TermOverlap(const Corpus& corpus, const std::vector<SalientStem>& terms);

  struct Shared {
    double score = 0;             // 0 to 1
    std::vector<uint32_t> terms;  // numbers, rising
  };
  // The score is the sum over the shared terms of weight² x k / (k + 1.2 (0.25
  // + 0.75 length / mean length)), k the occurrences, over the sum of all
  // terms' weight².
  Shared Of(DocRef ref);

 private:
  void MoveTo(uint32_t segment);

  const Corpus& corpus_;
  const std::vector<SalientStem>& terms_;
  double whole_ = 0;
  uint32_t segment_ = UINT32_MAX;
  std::vector<std::pair<uint32_t, uint32_t>> terms_by_code_;  // of segment_
  index::DocumentTokens tokens_;
  std::vector<uint32_t> occurrences_;  // by term
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SALIENT_TERMS_H_
