#include <algorithm>
#include <set>
#include <utility>

#include "entities/candidate.h"
#include "entities/credits.h"
#include "entities/name_grammar.h"

namespace vigie::entities {
namespace {

constexpr int kPriorScore = 1;
constexpr int kUnambiguousMinScore = 1;

// Which unambiguous full aliases of which entities the article holds.
class Anchors {
 public:
  void Add(uint32_t entity, uint32_t alias) { found_.emplace(entity, alias); }

  bool HasOther(uint32_t entity, uint32_t alias) const {
    const auto first = found_.lower_bound({entity, 0});
    for (auto it = first; it != found_.end() && it->first == entity; ++it) {
      if (it->second != alias) return true;
    }
    return false;
  }

 private:
  std::set<std::pair<uint32_t, uint32_t>> found_;
};

bool IsUnambiguous(const NameFacts& alias) {
  return alias.kind == AliasKind::kFull &&
         alias.min_score <= kUnambiguousMinScore && !alias.need_full;
}

// What is found out about one hit of a full alias before the article is known.
struct Judged {
  int context = 0;
  bool told = false;    // its grammar stands for a `need`
  bool person = false;  // the word is somebody's name here
};

Judged Judge(const Patterns& patterns, const Evidence& evidence,
             const Scorer& scorer, const Hit& hit, const NameFacts& alias) {
  Judged judged;
  const Lattice& lattice = evidence.field(hit.place.field);
  const EntityType type = patterns.dictionary->type(alias.entity);
  judged.context = scorer.ContextScore(alias.entity, hit.place);
  if (type == EntityType::kConcept) return judged;
  if (type == EntityType::kAgency && StandsAsCredit(lattice, hit.place)) {
    ++judged.context;
  }
  judged.person =
      type != EntityType::kPerson && StandsAsPerson(lattice, hit.place);
  if (judged.person ||
      (alias.min_score <= kUnambiguousMinScore && alias.need.empty())) {
    return judged;
  }
  const Grammar grammar =
      JudgeGrammar(lattice, hit.place, type,
                   patterns.dictionary->entity(alias.entity).subtype);
  if (grammar != Grammar::kSilent) ++judged.context;
  judged.told = grammar == Grammar::kTells;
  return judged;
}

int ConfidencePercent(const NameFacts& alias, bool is_concept, int score) {
  if (!IsUnambiguous(alias)) {
    return 80 + 5 * std::min(score - alias.min_score, 2);
  }
  if (!alias.need.empty()) return 90;
  return is_concept ? 95 : 100;
}

}  // namespace

std::vector<Candidate> AcceptFullAliases(const Patterns& patterns,
                                         const Evidence& evidence,
                                         const Scorer& scorer) {
  std::vector<Judged> judged(evidence.aliases.size());
  Anchors anchors;
  for (size_t i = 0; i < evidence.aliases.size(); ++i) {
    const Hit& hit = evidence.aliases[i];
    const NameFacts alias = patterns.name(hit.target);
    if (alias.kind != AliasKind::kFull) continue;
    judged[i] = Judge(patterns, evidence, scorer, hit, alias);
    if (IsUnambiguous(alias) && scorer.NeedIsMet(alias) && !judged[i].person &&
        kPriorScore + judged[i].context >= alias.min_score) {
      anchors.Add(alias.entity, hit.target);
    }
  }
  std::vector<Candidate> accepted;
  for (size_t i = 0; i < evidence.aliases.size(); ++i) {
    const Hit& hit = evidence.aliases[i];
    const NameFacts alias = patterns.name(hit.target);
    if (alias.kind != AliasKind::kFull) continue;
    const bool other = anchors.HasOther(alias.entity, hit.target);
    const int score = kPriorScore + judged[i].context + (other ? 1 : 0);
    if (judged[i].person || score < alias.min_score ||
        (!judged[i].told && !scorer.NeedIsMet(alias)) ||
        (alias.need_full && !other)) {
      continue;
    }
    const bool is_concept = patterns.is_concept(alias.entity);
    Candidate candidate;
    candidate.entity = alias.entity;
    candidate.place =
        is_concept ? hit.place
                   : WithoutKind(evidence.field(hit.place.field), hit.place);
    candidate.rule =
        is_concept ? MentionRule::kConcept : MentionRule::kDictionary;
    candidate.ambiguous = !IsUnambiguous(alias);
    candidate.score = score;
    candidate.confidence_percent = ConfidencePercent(alias, is_concept, score);
    accepted.push_back(candidate);
  }
  return accepted;
}

}  // namespace vigie::entities
