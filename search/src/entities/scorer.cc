#include <algorithm>
#include <tuple>

#include "entities/candidate.h"

namespace vigie::entities {
namespace {

std::tuple<Field, uint32_t> SentenceKey(const Place& place) {
  return {place.field, place.sentence};
}

}  // namespace

Scorer::Range Scorer::HitsOf(uint32_t item) const {
  const auto range = std::equal_range(
      evidence_.context.begin(), evidence_.context.end(), Hit{item, {}},
      [](const Hit& a, const Hit& b) { return a.target < b.target; });
  const Hit* base = evidence_.context.data();
  return {base + (range.first - evidence_.context.begin()),
          base + (range.second - evidence_.context.begin())};
}

Scorer::Range Scorer::HitsInSentence(uint32_t item, const Place& place) const {
  const Range all = HitsOf(item);
  const auto range = std::equal_range(
      all.begin, all.end, Hit{item, place}, [](const Hit& a, const Hit& b) {
        return SentenceKey(a.place) < SentenceKey(b.place);
      });
  return {range.first, range.second};
}

int Scorer::ContextScore(uint32_t entity, const Place& place) const {
  const std::vector<uint32_t>& pos = patterns_.pos(entity);
  const auto speaks_here = [&](uint32_t item) {
    const Range hits = HitsInSentence(item, place);
    return std::any_of(hits.begin, hits.end, [&](const Hit& hit) {
      return !Overlaps(hit.place, place);
    });
  };
  // Hits are in text order: if all lie in one sentence, the ends do.
  const auto speaks_elsewhere = [&](uint32_t item) {
    const Range hits = HitsOf(item);
    return hits.begin != hits.end &&
           (SentenceKey(hits.begin->place) != SentenceKey(place) ||
            SentenceKey((hits.end - 1)->place) != SentenceKey(place));
  };
  int score = 0;
  if (std::any_of(pos.begin(), pos.end(), speaks_here)) ++score;
  if (std::any_of(pos.begin(), pos.end(), speaks_elsewhere)) {
    ++score;
  }
  if (SpeaksAgainst(entity, place)) score -= 2;
  return score;
}

bool Scorer::SpeaksAgainst(uint32_t entity, const Place& place) const {
  const std::vector<uint32_t>& neg = patterns_.neg(entity);
  return std::any_of(neg.begin(), neg.end(), [&](uint32_t item) {
    const Range hits = HitsInSentence(item, place);
    return std::any_of(hits.begin, hits.end, [&](const Hit& hit) {
      return !place.range.contains(hit.place.range);
    });
  });
}

bool Scorer::NeedIsMet(const NameFacts& alias) const {
  if (alias.need.empty()) return true;
  return std::any_of(alias.need.begin(), alias.need.end(), [&](uint32_t item) {
    const Range hits = HitsOf(item);
    return hits.begin != hits.end;
  });
}

bool Scorer::IsCoveredByNegative(uint32_t entity, const Place& place) const {
  const std::vector<uint32_t>& negatives = patterns_.neg(entity);
  return std::any_of(negatives.begin(), negatives.end(), [&](uint32_t item) {
    const Range hits = HitsInSentence(item, place);
    return std::any_of(hits.begin, hits.end, [&](const Hit& hit) {
      return hit.place.range.contains(place.range);
    });
  });
}

}  // namespace vigie::entities
