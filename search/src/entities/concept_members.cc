#include "entities/concept_members.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace vigie::entities {
namespace {

void KeepDisjoint(Members* places) {
  if (places->size() < 2) return;
  std::sort(places->begin(), places->end(), ComesBefore);
  auto last = places->begin();
  for (auto place = last + 1; place != places->end(); ++place) {
    if (!Overlaps(*last, *place)) *++last = *place;
  }
  places->erase(last + 1, places->end());
}

std::tuple<Field, uint32_t> ScopeKey(RuleScope scope, const Place& place) {
  return {place.field,
          scope == RuleScope::kSentence ? place.sentence : place.paragraph};
}

Place PlaceOfToken(const analysis::Token& token, Field field) {
  Place place;
  place.field = field;
  place.positions = {token.position, token.position + token.length};
  place.range = token.range;
  place.sentence = token.sentence;
  place.paragraph = token.paragraph;
  return place;
}

}  // namespace

ConceptMembers::ConceptMembers(const Dictionary& dictionary,
                               const Patterns& patterns,
                               const Evidence& evidence, const Scorer& scorer,
                               const std::vector<Candidate>& names)
    : patterns_(patterns),
      hits_(evidence.members),
      scorer_(scorer),
      stretches_of_(patterns.slots, kNone),
      places_(patterns.slots),
      in_order_(patterns.slots, false) {
  ShareOut();
  for (const Candidate& name : names) {
    const EntityType type = dictionary.type(name.entity);
    const std::string_view id = dictionary.id(name.entity);
    for (const NameMember& member : patterns.name_members) {
      if (member.id.empty() ? type == member.type : id == member.id) {
        places_[member.slot].push_back(name.place);
      }
    }
  }
  if (!patterns.number_slots.empty()) {
    for (Field field : {Field::kTitle, Field::kText}) {
      AddNumbers(evidence.field(field), field);
    }
  }
  for (uint32_t i = 0; i < patterns.concepts.size(); ++i) {
    const ConceptSlots& slots = patterns.concepts[i];
    bool has_member = false;
    for (uint32_t s = slots.first_slot; s < slots.mask_slot && !has_member;
         ++s) {
      has_member = Holds(s);
    }
    if (has_member) present_.push_back(i);
    Gather(slots.mask_slot);
  }
}

void ConceptMembers::ShareOut() {
  stretches_.reserve(2 * hits_.size());
  for (uint32_t first = 0; first < hits_.size();) {
    uint32_t last = first + 1;
    while (last < hits_.size() && hits_[last].target == hits_[first].target) {
      ++last;
    }
    const uint32_t member = hits_[first].target;
    for (uint32_t at = patterns_.member_begins[member];
         at < patterns_.member_begins[member + 1]; ++at) {
      const uint32_t slot = patterns_.member_slots[at];
      stretches_.push_back({first, last, stretches_of_[slot]});
      stretches_of_[slot] = static_cast<uint32_t>(stretches_.size() - 1);
    }
    first = last;
  }
}

void ConceptMembers::Gather(uint32_t slot) {
  size_t more = 0;
  for (uint32_t i = stretches_of_[slot]; i != kNone;
       i = stretches_[i].previous) {
    more += stretches_[i].last - stretches_[i].first;
  }
  if (more == 0) return;
  places_[slot].reserve(places_[slot].size() + more);
  for (uint32_t i = stretches_of_[slot]; i != kNone;
       i = stretches_[i].previous) {
    for (uint32_t hit = stretches_[i].first; hit < stretches_[i].last; ++hit) {
      places_[slot].push_back(hits_[hit].place);
    }
  }
}

void ConceptMembers::AddNumbers(const Lattice& lattice, Field field) {
  for (uint32_t p = 0; p < lattice.positions(); ++p) {
    const analysis::Token& token = lattice.plain(p);
    if ((token.flags & analysis::kHasDigit) == 0) continue;
    for (uint32_t slot : patterns_.number_slots) {
      places_[slot].push_back(PlaceOfToken(token, field));
    }
  }
}

const Members& ConceptMembers::Of(const ConceptSlots& concept_slots,
                                  uint32_t set) {
  const uint32_t slot = concept_slots.first_slot + set;
  Members& places = places_[slot];
  if (!in_order_[slot]) {
    in_order_[slot] = true;
    Gather(slot);
    places.erase(std::remove_if(places.begin(), places.end(),
                                [&](const Place& place) {
                                  return IsMasked(concept_slots, place) ||
                                         scorer_.IsCoveredByNegative(
                                             concept_slots.entity, place);
                                }),
                 places.end());
    KeepDisjoint(&places);
  }
  return places;
}

bool ConceptMembers::IsMasked(const ConceptSlots& concept_slots,
                              const Place& place) const {
  const Members& masks = places_[concept_slots.mask_slot];
  return std::any_of(masks.begin(), masks.end(), [&](const Place& mask) {
    return mask.field == place.field && mask.range.contains(place.range);
  });
}

bool ShareScope(RuleScope scope, const Place& a, const Place& b) {
  return ScopeKey(scope, a) == ScopeKey(scope, b);
}

uint32_t Distance(const Place& a, const Place& b) {
  if (a.positions.end <= b.positions.begin) {
    return b.positions.begin - a.positions.end;
  }
  if (b.positions.end <= a.positions.begin) {
    return a.positions.begin - b.positions.end;
  }
  return 0;
}

bool HasNear(const Members& members, const Place& place,
             const Nearness& nearness) {
  const auto range = std::equal_range(members.begin(), members.end(), place,
                                      [&](const Place& a, const Place& b) {
                                        return ScopeKey(nearness.scope, a) <
                                               ScopeKey(nearness.scope, b);
                                      });
  return std::any_of(range.first, range.second, [&](const Place& member) {
    return Distance(member, place) <= nearness.window &&
           (nearness.overlap || !Overlaps(member, place));
  });
}

}  // namespace vigie::entities
