// A sequence of words -> the phrases that spell it in an article.
#ifndef VIGIE_QUERY_PHRASE_H_
#define VIGIE_QUERY_PHRASE_H_

#include <vector>

#include "query/leaf_text.h"
#include "query/plan.h"

namespace vigie::query {

TermSpec MakeTerm(const analysis::Token& token, bool exact);

// kWord for one term at offset 0, else kPhrase.
PlanNode MakePhrase(std::vector<TermSpec> terms, ByteRange range);

// The ways to write `units` one after the other, the way they are typed first:
// a compound in parts or in one word (semi-conducteur, semiconducteur), a
// number in letters or digits. Distinct, at least one, at most eight.
// REQUIRES at least one unit.
std::vector<PlanNode> SpellPhrase(const std::vector<WordUnit>& units,
                                  bool exact, ByteRange range);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_PHRASE_H_
