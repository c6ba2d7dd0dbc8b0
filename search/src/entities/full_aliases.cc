#include <algorithm>
#include <set>
#include <utility>

#include "entities/agreement.h"
#include "entities/candidate.h"
#include "entities/credits.h"
#include "entities/name_grammar.h"
#include "entities/neighbours.h"

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
  bool told = false;  // its grammar stands for a `need`
  // The name is somebody's, or a person's that a building has.
  bool other = false;
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
  judged.other =
      type == EntityType::kPerson
          ? NamesABuilding(lattice, hit.place, patterns.text(hit.target))
          : StandsAsPerson(lattice, hit.place);
  if (judged.other ||
      (alias.min_score <= kUnambiguousMinScore && alias.need.empty())) {
    return judged;
  }
  const Grammar grammar =
      JudgeGrammar(lattice, hit.place, type,
                   patterns.dictionary->entity(alias.entity).subtype);
  if (grammar != Grammar::kSilent) ++judged.context;
  judged.told = grammar == Grammar::kTells;
  // What stands for a `need` is worth what the need's own words would be.
  if (judged.told && !alias.need.empty()) ++judged.context;
  if (alias.capital && CapitalTells(lattice, hit.place) &&
      StandsApart(lattice, hit.place.positions)) {
    ++judged.context;
  }
  return judged;
}

int ConfidencePercent(const NameFacts& alias, bool is_concept, int score) {
  if (!IsUnambiguous(alias)) {
    return 80 + 5 * std::min(score - alias.min_score, 2);
  }
  if (!alias.need.empty()) return 90;
  return is_concept ? 95 : 100;
}

class Acceptance {
 public:
  Acceptance(const Patterns& patterns, const Evidence& evidence,
             const Scorer& scorer)
      : patterns_(patterns),
        evidence_(evidence),
        scorer_(scorer),
        judged_(evidence.aliases.size()) {}

  std::vector<Candidate> Run() {
    for (size_t i = 0; i < judged_.size(); ++i) FindAnchor(i);
    for (size_t i = 0; i < judged_.size(); ++i) Decide(i);
    if (!doubtful_.empty()) DecideByLists();
    return std::move(accepted_);
  }

 private:
  NameFacts NameOf(size_t i) const {
    return patterns_.name(evidence_.aliases[i].target);
  }

  void FindAnchor(size_t i) {
    const Hit& hit = evidence_.aliases[i];
    const NameFacts alias = NameOf(i);
    if (alias.kind != AliasKind::kFull) return;
    judged_[i] = Judge(patterns_, evidence_, scorer_, hit, alias);
    if (IsUnambiguous(alias) && scorer_.NeedIsMet(alias) && !judged_[i].other &&
        kPriorScore + judged_[i].context >= alias.min_score) {
      anchors_.Add(alias.entity, hit.target);
    }
  }

  void Decide(size_t i) {
    const Hit& hit = evidence_.aliases[i];
    const NameFacts alias = NameOf(i);
    if (alias.kind != AliasKind::kFull || judged_[i].other) return;
    const bool anchored = anchors_.HasOther(alias.entity, hit.target);
    const int score = kPriorScore + judged_[i].context + (anchored ? 1 : 0);
    if ((!judged_[i].told && !scorer_.NeedIsMet(alias)) ||
        (alias.need_full && !anchored)) {
      return;
    }
    if (score >= alias.min_score) {
      Accept(hit, alias, score);
    } else if (score + 1 == alias.min_score && score >= kPriorScore &&
               !patterns_.is_concept(alias.entity)) {
      doubtful_.push_back(i);
    }
  }

  // A name of its kind in the same list is worth a point, too.
  void DecideByLists() {
    Neighbours neighbours(evidence_);
    for (const Candidate& name : accepted_) {
      neighbours.Add(name.place, patterns_.dictionary->type(name.entity));
    }
    for (const size_t i : doubtful_) {
      const Hit& hit = evidence_.aliases[i];
      const NameFacts alias = NameOf(i);
      const EntityType type = patterns_.dictionary->type(alias.entity);
      if (neighbours.ShareAList(hit.place, type)) {
        Accept(hit, alias, alias.min_score);
      }
    }
  }

  void Accept(const Hit& hit, const NameFacts& alias, int score) {
    const bool is_concept = patterns_.is_concept(alias.entity);
    Candidate candidate;
    candidate.entity = alias.entity;
    candidate.place =
        is_concept ? hit.place
                   : WithoutKind(evidence_.field(hit.place.field), hit.place);
    candidate.rule =
        is_concept ? MentionRule::kConcept : MentionRule::kDictionary;
    candidate.ambiguous = !IsUnambiguous(alias);
    candidate.score = score;
    candidate.confidence_percent = ConfidencePercent(alias, is_concept, score);
    accepted_.push_back(candidate);
  }

  const Patterns& patterns_;
  const Evidence& evidence_;
  const Scorer& scorer_;
  std::vector<Judged> judged_;    // by alias of the evidence
  std::vector<size_t> doubtful_;  // one point is missing
  Anchors anchors_;
  std::vector<Candidate> accepted_;
};

}  // namespace

std::vector<Candidate> AcceptFullAliases(const Patterns& patterns,
                                         const Evidence& evidence,
                                         const Scorer& scorer) {
  return Acceptance(patterns, evidence, scorer).Run();
}

}  // namespace vigie::entities
