// How sure it is that a mention is of its entity and of no namesake.
#ifndef VIGIE_ENTITIES_LINKS_H_
#define VIGIE_ENTITIES_LINKS_H_

#include <vector>

#include "entities/candidate.h"
#include "entities/recognizer.h"

namespace vigie::entities {

// Sets Candidate::rivals: how many other entities of the dictionary have a name
// of the very words, accepted or not. O(hits of names).
void CountRivals(const Patterns& patterns, const Evidence& evidence,
                 std::vector<Candidate>* standing);

// Of the name alone: whether it is ambiguous, what its context scored, who else
// bears it. In [0, 1].
float BaseLink(const Candidate& candidate);

// Gives mentions that have none a confidence of their rule, then draws the
// weaker mentions of an entity halfway to its best one in the article: what
// « Orange Business » says of Orange. O(mentions).
void ScoreLinks(const Dictionary& dictionary, Recognition* found);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_LINKS_H_
