// How much a word of a query says of what is looked for.
#ifndef VIGIE_QUERY_WORD_WEIGHTS_H_
#define VIGIE_QUERY_WORD_WEIGHTS_H_

#include "query/leaf_text.h"

namespace vigie::query {

// Of a grammatical word, which by itself finds nothing.
inline constexpr double kStopWordWeight = 0.1;

// Among words that are joined by OR: 1 for most, kStopWordWeight for
// grammatical ones, less than 1 for common verbs and nouns, 0 for the word of a
// question (search/data/french/weak_words.txt). Thread-safe.
double WeightOf(const WordUnit& unit);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_WORD_WEIGHTS_H_
