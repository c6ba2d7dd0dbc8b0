// The features of a word among its neighbours.
#ifndef VIGIE_ENTITIES_CONTEXT_ROWS_H_
#define VIGIE_ENTITIES_CONTEXT_ROWS_H_

#include <vector>

#include "entities/name_words.h"

namespace vigie::entities {

// Facts of the words from two before to two after the word `i`; sentence edges
// stand for words of other sentences. Views.
struct WordsAround {
  const WordFacts* at[5];  // at[2]: the word itself
};
WordsAround Around(const WordBook& book, const std::vector<NameWord>& words,
                   uint32_t i);

// Everything but AppendWordRows of each neighbour and the article's evidence.
void AppendContextRows(const WordBook& book, const std::vector<NameWord>& words,
                       uint32_t i, Rows* rows);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_CONTEXT_ROWS_H_
