// A mention on its way through the decisions.
#ifndef VIGIE_ENTITIES_CANDIDATE_H_
#define VIGIE_ENTITIES_CANDIDATE_H_

#include <cstdint>
#include <vector>

#include "entities/evidence.h"
#include "entities/patterns.h"
#include "entities/recognizer.h"

namespace vigie::entities {

struct Candidate {
  uint32_t entity = 0;
  Place place;
  AliasKind kind = AliasKind::kFull;
  MentionRule rule = MentionRule::kUnspecified;
  bool ambiguous = false;  // accepted for its context
  int score = 0;
  int confidence_percent = 100;
  uint32_t rivals = 0;  // other entities that have a name of these very words
  bool nested = false;
  ByteRange parent;
};

// Counts what speaks for and against the places of entities. Views, which
// must outlive it. Thread-compatible.
class Scorer {
 public:
  Scorer(const Patterns& patterns, const Evidence& evidence)
      : patterns_(patterns), evidence_(evidence) {}

  // +1 for a pos item in the sentence of `place`, +1 for one in any other
  // sentence of the article, -2 for a neg item in the sentence. Pos items that
  // overlap `place`, and neg items inside it, do not count. O(items log hits)
  // but for pos items that overlap.
  int ContextScore(uint32_t entity, const Place& place) const;

  // Whether the article holds one of the alias's `need`, if it has any.
  bool NeedIsMet(const NameFacts& alias) const;

  // Whether a neg item stands in the sentence of `place`, outside of it.
  bool SpeaksAgainst(uint32_t entity, const Place& place) const;

  // Whether a neg item of the entity covers `place`.
  bool IsCoveredByNegative(uint32_t entity, const Place& place) const;

 private:
  struct Range {
    const Hit* begin;
    const Hit* end;
  };
  Range HitsOf(uint32_t item) const;
  Range HitsInSentence(uint32_t item, const Place& place) const;

  const Patterns& patterns_;
  const Evidence& evidence_;
};

// Full aliases, concepts' included, that reach their min_score. In no
// particular order.
std::vector<Candidate> AcceptFullAliases(const Patterns& patterns,
                                         const Evidence& evidence,
                                         const Scorer& scorer);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_CANDIDATE_H_
