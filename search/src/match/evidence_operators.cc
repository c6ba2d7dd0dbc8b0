// The positional operators of the evaluator.
#include <algorithm>
#include <utility>

#include "match/evidence_evaluator.h"
#include "match/overlap.h"

namespace vigie::match {
namespace {

using query::NodeKind;

bool Holds(const Place& place, const Match& match) {
  return place.field == match.field && place.tokens.contains(match.tokens);
}

// Appends the matches of kept places; of a place of many matches, those in it.
void AppendKept(const std::vector<Match>& matches, const Places& places,
                std::vector<Match>* found) {
  std::vector<bool> kept(matches.size(), false);
  Places runs;
  for (const Place& place : places) {
    if (!place.kept) continue;
    if (place.match == Place::kManyMatches) {
      runs.push_back(place);
    } else {
      kept[place.match] = true;
    }
  }
  for (size_t i = 0; i < matches.size(); ++i) {
    const bool in_run = !kept[i] && std::any_of(runs.begin(), runs.end(),
                                                [&](const Place& run) {
                                                  return Holds(run, matches[i]);
                                                });
    if (kept[i] || in_run) found->push_back(matches[i]);
  }
}

// Places of text that overlap are one, as are those of the same tokens.
uint32_t CountPlaces(const std::vector<Match>& matches) {
  std::vector<Reading> readings;
  for (const Match& match : matches) readings.push_back({match, 0});
  std::vector<Match> distinct;
  AppendWidest(std::move(readings), &distinct);
  const auto key = [](const Match& match) {
    return std::make_pair(match.field,
                          std::make_pair(match.tokens.begin, match.tokens.end));
  };
  std::sort(distinct.begin(), distinct.end(),
            [&key](const Match& a, const Match& b) { return key(a) < key(b); });
  const auto end = std::unique(
      distinct.begin(), distinct.end(),
      [&key](const Match& a, const Match& b) { return key(a) == key(b); });
  return static_cast<uint32_t>(end - distinct.begin());
}

}  // namespace

bool PlanEvaluator::EvaluateOperand(const EvaluatedNode& node,
                                    EvaluatedArticle* article,
                                    std::vector<Match>* found,
                                    Places* places) const {
  if (node.plan->kind == NodeKind::kNear) {
    return EvaluateTogether(node, article, found, places);
  }
  if (node.plan->kind == NodeKind::kOr && !node.plan->alternatives) {
    bool any = false;
    VisitChildren(node, article, [&](uint32_t i) {
      any = EvaluateOperand(node.children[i], article, found, places) || any;
    });
    return any;
  }
  const auto before = static_cast<uint32_t>(found->size());
  if (!Evaluate(node, article, found)) return false;
  for (uint32_t i = before; i < found->size(); ++i) {
    places->push_back({(*found)[i].field, (*found)[i].tokens, i, false});
  }
  return true;
}

bool PlanEvaluator::EvaluateTogether(const EvaluatedNode& node,
                                     EvaluatedArticle* article,
                                     std::vector<Match>* found,
                                     Places* joined) const {
  const size_t count = node.children.size();
  std::vector<std::vector<Match>> matches(count);
  std::vector<Places> places(count);
  for (size_t i = 0; i < count; ++i) {
    if (!EvaluateOperand(node.children[i], article, &matches[i], &places[i]) ||
        places[i].empty()) {
      return false;
    }
  }
  const query::PlanNode& plan = *node.plan;
  bool holds = false;
  if (plan.kind != NodeKind::kNear) {
    holds = KeepTogether(plan.kind == NodeKind::kSameSentence,
                         &article->structure, &places);
  } else if (plan.ordered) {
    holds = KeepOrdered(plan.distance, &places, joined);
  } else {
    holds = KeepNear(plan.distance, &places, joined);
  }
  if (!holds) return false;
  for (size_t i = 0; i < count; ++i) {
    AppendKept(matches[i], places[i], found);
  }
  return true;
}

bool PlanEvaluator::EvaluateAtLeast(const EvaluatedNode& node,
                                    EvaluatedArticle* article,
                                    std::vector<Match>* found) const {
  const size_t before = found->size();
  std::vector<Match> matches;
  if (!Evaluate(node.children.front(), article, &matches) ||
      CountPlaces(matches) < node.plan->count) {
    return false;
  }
  found->insert(found->end(), matches.begin(), matches.end());
  return found->size() > before || node.plan->count == 0;
}

bool PlanEvaluator::EvaluateFirst(const EvaluatedNode& node,
                                  EvaluatedArticle* article,
                                  std::vector<Match>* found) const {
  std::vector<Match> matches;
  Places places;
  if (!EvaluateOperand(node.children.front(), article, &matches, &places)) {
    return false;
  }
  bool any = false;
  for (Place& place : places) {
    place.kept =
        place.field == Field::kText && place.tokens.end <= node.plan->count;
    any = any || place.kept;
  }
  if (any) AppendKept(matches, places, found);
  return any;
}

}  // namespace vigie::match
