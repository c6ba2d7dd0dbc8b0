#include "entities/links.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

namespace vigie::entities {
namespace {

constexpr float kUnambiguous = .95F;
constexpr float kAmbiguityCost = .10F;
constexpr float kRivalCost = .10F;
constexpr uint32_t kMostRivals = 3;
constexpr float kShortName = .85F;
constexpr float kSharedShortName = .65F;
constexpr float kNominal = .65F;
constexpr float kModelOfListed = .70F;
constexpr float kUnlistedName = .80F;
constexpr float kUnlistedWord = .60F;
constexpr int kSharedPercent = 75;
constexpr float kSteps = 20.0F;  // that an index can hold

using Key = std::tuple<Field, uint32_t, uint32_t>;

Key KeyOf(const Place& place) {
  return {place.field, place.range.begin, place.range.end};
}

float LinkOfRule(const FoundMention& mention, bool listed) {
  switch (mention.rule) {
    case MentionRule::kCoreference:
      return mention.confidence * kUnambiguous;
    case MentionRule::kSupplied:
      return 1.0F;
    case MentionRule::kModel:
      break;
    default:
      return mention.confidence;
  }
  if (listed) return kModelOfListed;
  return mention.position_end - mention.position_begin > 1 ? kUnlistedName
                                                           : kUnlistedWord;
}

}  // namespace

void CountRivals(const Patterns& patterns, const Evidence& evidence,
                 std::vector<Candidate>* standing) {
  std::map<Key, std::vector<Candidate*>> names;
  for (Candidate& candidate : *standing) {
    if (candidate.rule == MentionRule::kDictionary) {
      names[KeyOf(candidate.place)].push_back(&candidate);
    }
  }
  if (names.empty()) return;
  for (const Hit& hit : evidence.aliases) {
    const auto found = names.find(KeyOf(hit.place));
    if (found == names.end()) continue;
    const uint32_t entity = patterns.name(hit.target).entity;
    for (Candidate* const candidate : found->second) {
      if (candidate->entity != entity) ++candidate->rivals;
    }
  }
}

float BaseLink(const Candidate& candidate) {
  const float confidence =
      static_cast<float>(candidate.confidence_percent) / 100.0F;
  if (candidate.rule == MentionRule::kConcept) return confidence;
  if (candidate.kind == AliasKind::kShort) {
    return candidate.confidence_percent <= kSharedPercent ? kSharedShortName
                                                          : kShortName;
  }
  if (candidate.kind == AliasKind::kNominal) return kNominal;
  const float alone = candidate.ambiguous ? confidence - kAmbiguityCost
                                          : std::min(confidence, kUnambiguous);
  return alone - kRivalCost * static_cast<float>(
                                  std::min(candidate.rivals, kMostRivals));
}

void ScoreLinks(const Dictionary& dictionary, Recognition* found) {
  std::unordered_map<uint32_t, float> best;
  for (FoundMention& mention : found->mentions) {
    // The document pass may have moved a mention to another entity.
    if (mention.link_confidence == 0.0F ||
        mention.rule == MentionRule::kModel) {
      mention.link_confidence =
          LinkOfRule(mention, mention.entity < dictionary.size());
    }
    float& known = best[mention.entity];
    known = std::max(known, mention.link_confidence);
  }
  for (FoundMention& mention : found->mentions) {
    const float link = (mention.link_confidence + best[mention.entity]) / 2;
    mention.link_confidence =
        static_cast<float>(std::lround(link * kSteps)) / kSteps;
  }
}

}  // namespace vigie::entities
