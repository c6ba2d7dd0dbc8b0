#include "entities/concepts.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "entities/overlap.h"

namespace vigie::entities {
namespace {

constexpr int kPhrasePercent = 95;
constexpr int kClosestPercent = 90;
constexpr int kPercentLostToDistance = 30;

// Places of the members of one set, in text order, disjoint.
using Members = std::vector<Place>;
using MembersOfSets = std::map<std::pair<uint32_t, uint32_t>, Members>;

struct Pair {
  uint32_t distance = 0;  // tokens between the nearest ends
  Place span;
};

// By (entity, set); of overlapping members the leftmost, then the longest.
MembersOfSets CollectMembers(const Patterns& patterns, const Evidence& evidence,
                             const Scorer& scorer) {
  MembersOfSets members;
  for (const Hit& hit : evidence.members) {
    const CompiledMember& member = patterns.members[hit.target];
    if (scorer.IsCoveredByNegative(member.entity, hit.place)) continue;
    members[{member.entity, member.set}].push_back(hit.place);
  }
  for (auto& [key, places] : members) {
    std::sort(places.begin(), places.end(), ComesBefore);
    Members disjoint;
    for (const Place& place : places) {
      if (disjoint.empty() || !Overlaps(disjoint.back(), place)) {
        disjoint.push_back(place);
      }
    }
    places = std::move(disjoint);
  }
  return members;
}

bool SameScope(NearRule::Scope scope, const Place& a, const Place& b) {
  if (a.field != b.field) return false;
  return scope == NearRule::Scope::kSentence ? a.sentence == b.sentence
                                             : a.paragraph == b.paragraph;
}

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
      if (SameScope(rule.scope, a, b) && DisjointPositions(a, b)) {
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

}  // namespace

std::vector<Candidate> FindPhrasedConcepts(const Dictionary& dictionary,
                                           const Patterns& patterns,
                                           const Evidence& evidence,
                                           const Scorer& scorer) {
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
  const MembersOfSets members = CollectMembers(patterns, evidence, scorer);
  uint32_t done_until = 0;  // entities below are done
  for (const auto& [key, unused] : members) {
    const uint32_t entity = key.first;
    if (entity < done_until) continue;
    done_until = entity + 1;
    for (const NearRule& rule : rules[entity].near) {
      const auto first = members.find({entity, rule.first});
      const auto second = members.find({entity, rule.second});
      if (first == members.end() || second == members.end()) continue;
      DisjointPlaces taken;
      for (const Pair& pair : FindPairs(rule, first->second, second->second)) {
        const int score = rule.score + scorer.ContextScore(entity, pair.span);
        if (score < rules[entity].min_score || !taken.Insert(pair.span)) {
          continue;
        }
        const auto lost = static_cast<int>(kPercentLostToDistance *
                                           pair.distance / (rule.window + 1));
        found.push_back(
            MakeConcept(entity, pair.span, score, kClosestPercent - lost));
      }
    }
  }
  return found;
}

}  // namespace vigie::entities
