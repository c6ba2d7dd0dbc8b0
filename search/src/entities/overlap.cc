#include "entities/overlap.h"

#include <algorithm>
#include <tuple>

namespace vigie::entities {
namespace {

bool SamePlace(const Place& a, const Place& b) {
  return a.field == b.field && a.range == b.range;
}

// Text order, then the better claim first.
bool ClaimsBefore(const Candidate& a, const Candidate& b) {
  if (!SamePlace(a.place, b.place)) return ComesBefore(a.place, b.place);
  return std::tuple(-a.score, a.kind, a.ambiguous, a.entity) <
         std::tuple(-b.score, b.kind, b.ambiguous, b.entity);
}

// Of one entity's claims to one place, the full alias stands, then the highest
// score.
void KeepOneClaimPerEntity(std::vector<Candidate>* names) {
  const auto key = [](const Candidate& name) {
    return std::tuple(name.place.field, name.place.range.begin,
                      name.place.range.end, name.entity);
  };
  std::sort(names->begin(), names->end(),
            [&](const Candidate& a, const Candidate& b) {
              return std::tuple_cat(key(a),
                                    std::tuple(a.kind, -a.score, a.ambiguous)) <
                     std::tuple_cat(key(b),
                                    std::tuple(b.kind, -b.score, b.ambiguous));
            });
  names->erase(std::unique(names->begin(), names->end(),
                           [&](const Candidate& a, const Candidate& b) {
                             return key(a) == key(b);
                           }),
               names->end());
}

// A name is part of a longer name (OpenAI in Azure OpenAI). That it stands
// between the words of a concept makes it part of nothing.
bool MayHold(const Candidate& outer, const Candidate& inner) {
  return outer.rule != MentionRule::kConcept ||
         inner.rule == MentionRule::kConcept;
}

bool InTextOrder(const Candidate& a, const Candidate& b) {
  if (!SamePlace(a.place, b.place)) return ComesBefore(a.place, b.place);
  return a.entity < b.entity;
}

}  // namespace

bool DisjointPlaces::Insert(const Place& place) {
  const std::pair<Field, uint32_t> key(place.field, place.range.begin);
  const auto next = end_of_.lower_bound(key);
  if (next != end_of_.end() && next->first.first == place.field &&
      next->first.second < place.range.end) {
    return false;
  }
  if (next != end_of_.begin()) {
    const auto previous = std::prev(next);
    if (previous->first.first == place.field &&
        previous->second > place.range.begin) {
      return false;
    }
  }
  end_of_.emplace_hint(next, key, place.range.end);
  return true;
}

std::vector<Candidate> ResolveNames(std::vector<Candidate> names) {
  KeepOneClaimPerEntity(&names);
  std::sort(names.begin(), names.end(), ClaimsBefore);
  std::vector<Candidate> standing;
  std::vector<size_t> open;  // indices into standing, outermost first
  for (Candidate& name : names) {
    if (!standing.empty() && SamePlace(standing.back().place, name.place)) {
      continue;
    }
    while (!open.empty() &&
           !Overlaps(standing[open.back()].place, name.place)) {
      open.pop_back();
    }
    const bool is_part = std::any_of(open.begin(), open.end(), [&](size_t i) {
      const Candidate& outer = standing[i];
      return outer.entity == name.entity ||
             (name.kind != AliasKind::kFull && outer.kind == AliasKind::kFull);
    });
    if (is_part) continue;
    if (!open.empty() &&
        !StrictlyInside(name.place, standing[open.back()].place)) {
      continue;
    }
    open.push_back(standing.size());
    standing.push_back(name);
  }
  return standing;
}

std::vector<Candidate> ResolveConcepts(std::vector<Candidate> concepts) {
  std::sort(concepts.begin(), concepts.end(),
            [](const Candidate& a, const Candidate& b) {
              return std::tuple(a.entity, ~a.place.range.size(), a.place.field,
                                a.place.range.begin, -a.confidence_percent) <
                     std::tuple(b.entity, ~b.place.range.size(), b.place.field,
                                b.place.range.begin, -b.confidence_percent);
            });
  std::vector<Candidate> standing;
  DisjointPlaces taken;
  for (const Candidate& found : concepts) {
    if (!standing.empty() && standing.back().entity != found.entity) {
      taken = DisjointPlaces();
    }
    if (taken.Insert(found.place)) standing.push_back(found);
  }
  std::sort(standing.begin(), standing.end(), InTextOrder);
  return standing;
}

void FindParents(std::vector<Candidate>* mentions) {
  std::sort(mentions->begin(), mentions->end(), InTextOrder);
  std::vector<const Candidate*> open;  // may still contain what follows
  for (Candidate& mention : *mentions) {
    open.erase(std::remove_if(open.begin(), open.end(),
                              [&](const Candidate* outer) {
                                return !Overlaps(outer->place, mention.place);
                              }),
               open.end());
    const Candidate* widest = nullptr;
    for (const Candidate* outer : open) {
      if (StrictlyInside(mention.place, outer->place) &&
          MayHold(*outer, mention) &&
          (widest == nullptr ||
           outer->place.range.size() > widest->place.range.size())) {
        widest = outer;
      }
    }
    mention.nested = widest != nullptr;
    mention.parent = widest == nullptr ? ByteRange{} : widest->place.range;
    open.push_back(&mention);
  }
}

}  // namespace vigie::entities
