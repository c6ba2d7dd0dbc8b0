// Concepts that are phrased rather than named: members of two sets near each
// other, and fixed wordings.
#ifndef VIGIE_ENTITIES_CONCEPTS_H_
#define VIGIE_ENTITIES_CONCEPTS_H_

#include <vector>

#include "entities/candidate.h"
#include "entities/concept_members.h"

namespace vigie::entities {

// Every span that a rule of a concept finds, before ResolveConcepts. Spans of
// one near rule do not overlap: the closest pairs win, then the first. `named`
// holds the aliases of concepts found, for rules with `unless_named`.
// O(hits * window).
std::vector<Candidate> FindPhrasedConcepts(const Dictionary& dictionary,
                                           const Patterns& patterns,
                                           const Evidence& evidence,
                                           const Scorer& scorer,
                                           const std::vector<Candidate>& named,
                                           ConceptMembers* members);

// Removes what a mask of its concept covers.
void DropMasked(const Patterns& patterns, const ConceptMembers& members,
                std::vector<Candidate>* concepts);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_CONCEPTS_H_
