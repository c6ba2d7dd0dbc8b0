// Where an article holds the members of concepts' sets.
#ifndef VIGIE_ENTITIES_CONCEPT_MEMBERS_H_
#define VIGIE_ENTITIES_CONCEPT_MEMBERS_H_

#include <cstdint>
#include <vector>

#include "entities/candidate.h"
#include "entities/dictionary.h"
#include "entities/rules.h"

namespace vigie::entities {

// In text order, disjoint.
using Members = std::vector<Place>;

// Views, which must outlive it. Not thread-safe: sets are put in order when
// they are first asked for.
class ConceptMembers {
 public:
  // `names` are the mentions that may be members. O(members found).
  ConceptMembers(const Dictionary& dictionary, const Patterns& patterns,
                 const Evidence& evidence, const Scorer& scorer,
                 const std::vector<Candidate>& names);

  // Indices into patterns.concepts of those that have a member, rising.
  const std::vector<uint32_t>& present() const { return present_; }

  bool IsEmpty(const ConceptSlots& concept_slots, uint32_t set) const {
    return !Holds(concept_slots.first_slot + set);
  }
  // Of overlapping members the leftmost, then the longest; without those that
  // a mask or a neg item covers.
  const Members& Of(const ConceptSlots& concept_slots, uint32_t set);

  // Whether one of the concept's masks covers `place`.
  bool IsMasked(const ConceptSlots& concept_slots, const Place& place) const;

 private:
  static constexpr uint32_t kNone = ~0U;
  // The hits of one member, [first, last) of Evidence::members, and the
  // stretch before it of the same slot.
  struct Stretch {
    uint32_t first = 0;
    uint32_t last = 0;
    uint32_t previous = kNone;
  };

  bool Holds(uint32_t slot) const {
    return stretches_of_[slot] != kNone || !places_[slot].empty();
  }
  void ShareOut();  // the hits of Evidence::members among the slots
  void Gather(uint32_t slot);
  void AddNumbers(const Lattice& lattice, Field field);

  const Patterns& patterns_;
  const std::vector<Hit>& hits_;
  const Scorer& scorer_;
  std::vector<Stretch> stretches_;
  std::vector<uint32_t> stretches_of_;  // the last of each slot
  std::vector<Members> places_;         // by slot, without those in stretches
  std::vector<bool> in_order_;          // by slot
  std::vector<uint32_t> present_;
};

// Whether `a` and `b` share the scope.
bool ShareScope(RuleScope scope, const Place& a, const Place& b);

// Tokens between the nearest ends; 0 for places that touch or overlap.
uint32_t Distance(const Place& a, const Place& b);

// Whether a member lies in the scope of `place`, at most `window` tokens off;
// one that overlaps `place` counts if `overlap`. O(log members + those in
// scope).
struct Nearness {
  RuleScope scope = RuleScope::kSentence;
  uint32_t window = kWholeScope;
  bool overlap = false;
};
bool HasNear(const Members& members, const Place& place,
             const Nearness& nearness);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_CONCEPT_MEMBERS_H_
