#include "entities/concepts.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "entities/overlap.h"

namespace vigie::entities {
namespace {

constexpr int kPhrasePercent = 95;
constexpr int kClosestPercent = 90;
constexpr int kPercentLostToDistance = 30;

struct Pair {
  uint32_t distance = 0;  // tokens between the nearest ends
  Place span;
};

Pair MakePair(const Place& a, const Place& b) {
  const Place& left = ComesBefore(a, b) ? a : b;
  const Place& right = ComesBefore(a, b) ? b : a;
  Pair pair;
  pair.distance = right.positions.begin - left.positions.end;
  pair.span = left;
  pair.span.positions.end = right.positions.end;
  pair.span.range.end = right.range.end;
  return pair;
}

bool DisjointPositions(const Place& a, const Place& b) {
  return a.positions.end <= b.positions.begin ||
         b.positions.end <= a.positions.begin;
}

// Whether `b` ends too far before `a` to be near it or anything after it.
bool IsFarBehind(const Place& b, const Place& a, uint32_t window) {
  if (b.field != a.field) return b.field < a.field;
  return b.positions.end + window < a.positions.begin;
}

std::vector<Pair> FindPairs(const NearRule& rule, const Members& first,
                            const Members& second) {
  std::vector<Pair> pairs;
  size_t behind = 0;
  for (const Place& a : first) {
    while (behind < second.size() &&
           IsFarBehind(second[behind], a, rule.window)) {
      ++behind;
    }
    for (size_t i = behind; i < second.size(); ++i) {
      const Place& b = second[i];
      if (b.field != a.field ||
          b.positions.begin > a.positions.end + rule.window) {
        break;
      }
      if (rule.ordered && !ComesBefore(a, b)) continue;
      if (ShareScope(rule.scope, a, b) && DisjointPositions(a, b)) {
        pairs.push_back(MakePair(a, b));
      }
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tuple(a.distance, a.span.field, a.span.range.begin,
                      a.span.range.end) < std::tuple(b.distance, b.span.field,
                                                     b.span.range.begin,
                                                     b.span.range.end);
  });
  return pairs;
}

Candidate MakeConcept(uint32_t entity, const Place& place, int score,
                      int percent) {
  Candidate found;
  found.entity = entity;
  found.place = place;
  found.rule = MentionRule::kConcept;
  found.score = score;
  found.confidence_percent = percent;
  return found;
}

// Runs the rules of one concept.
class ConceptRun {
 public:
  ConceptRun(const EntityRules& rules, const ConceptSlots& slots,
             const Scorer& scorer, ConceptMembers* members,
             std::vector<Candidate>* found)
      : rules_(rules),
        slots_(slots),
        scorer_(scorer),
        members_(*members),
        found_(*found) {}

  void Near(const NearRule& rule) {
    if (IsEmpty(rule.first) || IsEmpty(rule.second)) return;
    DisjointPlaces taken;
    for (const Pair& pair : FindPairs(rule, members_.Of(slots_, rule.first),
                                      members_.Of(slots_, rule.second))) {
      const int score =
          rule.score + scorer_.ContextScore(slots_.entity, pair.span);
      if (score < rules_.min_score ||
          IsDenied(rule.without, rule.scope, pair.span) ||
          !taken.Insert(pair.span)) {
        continue;
      }
      const auto lost = static_cast<int>(kPercentLostToDistance *
                                         pair.distance / (rule.window + 1));
      found_.push_back(
          MakeConcept(slots_.entity, pair.span, score, kClosestPercent - lost));
    }
  }

  void Find(const FindRule& rule) {
    if (IsEmpty(rule.set)) return;
    for (uint32_t set : rule.with) {
      if (IsEmpty(set)) return;
    }
    for (const Place& place : members_.Of(slots_, rule.set)) {
      const bool supported =
          std::all_of(rule.with.begin(), rule.with.end(), [&](uint32_t set) {
            return HasNear(members_.Of(slots_, set), place,
                           {rule.scope, rule.window, /*overlap=*/false});
          });
      if (!supported) continue;
      const int score = rule.score + scorer_.ContextScore(slots_.entity, place);
      if (score < rules_.min_score ||
          IsDenied(rule.without, rule.scope, place)) {
        continue;
      }
      found_.push_back(
          MakeConcept(slots_.entity, place, score, kClosestPercent));
    }
  }

 private:
  bool IsEmpty(uint32_t set) const { return members_.IsEmpty(slots_, set); }

  bool IsDenied(const Absence& without, RuleScope scope, const Place& place) {
    return std::any_of(
        without.sets.begin(), without.sets.end(), [&](uint32_t set) {
          return HasNear(members_.Of(slots_, set), place,
                         {scope, without.window, /*overlap=*/true});
        });
  }

  const EntityRules& rules_;
  const ConceptSlots& slots_;
  const Scorer& scorer_;
  ConceptMembers& members_;
  std::vector<Candidate>& found_;
};

}  // namespace

std::vector<Candidate> FindPhrasedConcepts(const Dictionary& dictionary,
                                           const Patterns& patterns,
                                           const Evidence& evidence,
                                           const Scorer& scorer,
                                           const std::vector<Candidate>& named,
                                           ConceptMembers* members) {
  std::vector<Candidate> found;
  const std::vector<EntityRules>& rules = dictionary.rules().entities;
  for (const Hit& hit : evidence.phrases) {
    const CompiledPhrase& phrase = patterns.phrases[hit.target];
    const int score =
        phrase.score + scorer.ContextScore(phrase.entity, hit.place);
    if (score >= rules[phrase.entity].min_score) {
      found.push_back(
          MakeConcept(phrase.entity, hit.place, score, kPhrasePercent));
    }
  }
  for (uint32_t index : members->present()) {
    const ConceptSlots& slots = patterns.concepts[index];
    const EntityRules& own = rules[slots.entity];
    ConceptRun run(own, slots, scorer, members, &found);
    for (const NearRule& rule : own.near) run.Near(rule);
    const bool is_named = std::any_of(
        named.begin(), named.end(),
        [&](const Candidate& one) { return one.entity == slots.entity; });
    for (const FindRule& rule : own.find) {
      if (!(rule.unless_named && is_named)) run.Find(rule);
    }
  }
  return found;
}

void DropMasked(const Patterns& patterns, const ConceptMembers& members,
                std::vector<Candidate>* concepts) {
  const auto slots_of = [&](uint32_t entity) {
    return std::lower_bound(patterns.concepts.begin(), patterns.concepts.end(),
                            entity,
                            [](const ConceptSlots& slots, uint32_t wanted) {
                              return slots.entity < wanted;
                            });
  };
  concepts->erase(std::remove_if(concepts->begin(), concepts->end(),
                                 [&](const Candidate& found) {
                                   const auto slots = slots_of(found.entity);
                                   return slots != patterns.concepts.end() &&
                                          slots->entity == found.entity &&
                                          members.IsMasked(*slots, found.place);
                                 }),
                  concepts->end());
}

}  // namespace vigie::entities
