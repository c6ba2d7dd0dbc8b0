#include "match/evidence_evaluator.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analysis/analyzer.h"
#include "match/evidence_names.h"
#include "match/overlap.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

bool IsText(NodeKind kind) {
  return kind == NodeKind::kWord || kind == NodeKind::kPhrase ||
         kind == NodeKind::kPrefix || kind == NodeKind::kMention;
}

bool ReadsStructure(const PlanNode& plan) {
  return (plan.zone != query::Zone::kAnywhere &&
          plan.zone != query::Zone::kTitle) ||
         plan.kind == NodeKind::kMention ||
         plan.kind == NodeKind::kSameSentence ||
         plan.kind == NodeKind::kSameParagraph;
}

}  // namespace

PlanEvaluator::PlanEvaluator(const PlanNode& root, const Catalog& catalog)
    : catalog_(catalog), root_(Compile(root, kOwnPart)) {}

EvaluatedNode PlanEvaluator::Compile(const PlanNode& plan, uint32_t part) {
  EvaluatedNode node;
  node.plan = &plan;
  node.number = nodes_++;
  const bool leaf = plan.children.empty();
  if (part == kOwnPart && (leaf || plan.alternatives)) part = parts_++;
  node.part = part;
  reads_words_ = reads_words_ || IsText(plan.kind);
  reads_structure_ = reads_structure_ || ReadsStructure(plan);
  node.first_term = terms_;
  terms_ += plan.kind == NodeKind::kPrefix
                ? 1
                : static_cast<uint32_t>(plan.terms.size());
  if (plan.kind == NodeKind::kMention) node.cases = NameCases(plan);
  for (const std::string& id : plan.entity_ids) {
    if (const auto entity = catalog_.FindEntity(id)) {
      node.entities.push_back(*entity);
    }
  }
  std::sort(node.entities.begin(), node.entities.end());
  for (const PlanNode& child : plan.children) {
    node.children.push_back(Compile(child, part));
  }
  return node;
}

bool PlanEvaluator::Evaluate(const EvaluatedNode& node,
                             EvaluatedArticle* article,
                             std::vector<Match>* found) const {
  const size_t before = found->size();
  switch (node.plan->kind) {
    case NodeKind::kAll:
      return true;
    case NodeKind::kNone:
    case NodeKind::kNot:
      return false;
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kPrefix:
      MatchWords(node, article, found);
      return found->size() > before;
    case NodeKind::kEntity:
    case NodeKind::kEntityType:
      MatchMentions(node, article, found);
      return found->size() > before;
    case NodeKind::kMention:
      MatchName(node, article, found);
      return found->size() > before;
    case NodeKind::kSource:
      return catalog_.folded_sources()[catalog_.source(article->ref)] ==
             node.plan->value;
    case NodeKind::kAuthor:
      return MatchesAuthor(node, article);
    case NodeKind::kDate: {
      const int32_t day = catalog_.segment(article->ref).day(article->ref.doc);
      return day != index::kNoDay && node.plan->day_begin <= day &&
             day < node.plan->day_end;
    }
    case NodeKind::kAnd:
      return EvaluateAnd(node, article, found);
    case NodeKind::kOr:
      return EvaluateOr(node, article, found);
    case NodeKind::kNear:
    case NodeKind::kSameSentence:
    case NodeKind::kSameParagraph:
      return EvaluateTogether(node, article, found, nullptr);
    case NodeKind::kAtLeast:
      return EvaluateAtLeast(node, article, found);
    case NodeKind::kFirst:
      return EvaluateFirst(node, article, found);
  }
  return false;
}

bool PlanEvaluator::EvaluateAnd(const EvaluatedNode& node,
                                EvaluatedArticle* article,
                                std::vector<Match>* found) const {
  const size_t before = found->size();
  for (const EvaluatedNode& child : node.children) {
    if (child.plan->optional) continue;
    bool holds = false;
    if (child.plan->kind == NodeKind::kNot) {
      std::vector<Match> unwanted;
      holds = !Evaluate(child.children.front(), article, &unwanted);
    } else {
      holds = Evaluate(child, article, found);
    }
    if (!holds) {
      found->resize(before);
      return false;
    }
  }
  return true;
}

bool PlanEvaluator::EvaluateOr(const EvaluatedNode& node,
                               EvaluatedArticle* article,
                               std::vector<Match>* found) const {
  bool any = false;
  std::vector<Reading> readings;
  std::vector<Match> of_child;
  VisitChildren(node, article, [&](uint32_t i) {
    if (!node.plan->alternatives) {
      any = Evaluate(node.children[i], article, found) || any;
      return;
    }
    of_child.clear();
    if (!Evaluate(node.children[i], article, &of_child)) return;
    any = true;
    for (const Match& match : of_child) readings.push_back({match, i});
  });
  AppendWidest(std::move(readings), found);
  return any;
}

void PlanEvaluator::MatchWords(const EvaluatedNode& node,
                               EvaluatedArticle* article,
                               std::vector<Match>* found) const {
  const size_t before = found->size();
  article->words->FindWords(node, found);
  const auto first = found->begin() + static_cast<std::ptrdiff_t>(before);
  const query::Zone zone = node.plan->zone;
  if (zone != query::Zone::kAnywhere) {
    const auto outside = [&](const Match& match) {
      return !article->structure.InZone(zone, match);
    };
    found->erase(std::remove_if(first, found->end(), outside), found->end());
  }
  for (size_t i = before; i < found->size(); ++i) (*found)[i].part = node.part;
  if (node.plan->kind != NodeKind::kPrefix) return;
  // A compound and its first part are one occurrence.
  std::vector<Reading> readings;
  for (size_t i = before; i < found->size(); ++i) {
    readings.push_back({(*found)[i], 0});
  }
  found->resize(before);
  AppendWidest(std::move(readings), found);
}

void PlanEvaluator::MatchMentions(const EvaluatedNode& node,
                                  EvaluatedArticle* article,
                                  std::vector<Match>* found) const {
  const DocRef ref = article->ref;
  const auto stored = catalog_.segment(ref).mentions(ref.doc);
  if (article->words != nullptr) article->words->Spend(stored.size);
  for (const index::StoredMention& mention : stored) {
    const bool wanted =
        node.plan->kind == NodeKind::kEntityType
            ? static_cast<EntityType>(mention.type) == node.plan->entity_type
            : std::binary_search(node.entities.begin(), node.entities.end(),
                                 catalog_.entity(ref.segment, mention.entity));
    if (!wanted) continue;
    const Match match{static_cast<Field>(mention.field),
                      {mention.begin, mention.end},
                      &mention,
                      node.part,
                      {mention.position_begin, mention.position_end}};
    if (article->structure.InZone(node.plan->zone, match)) {
      found->push_back(match);
    }
  }
}

// The mentions of what the name resolves to, and the name itself elsewhere.
void PlanEvaluator::MatchName(const EvaluatedNode& node,
                              EvaluatedArticle* article,
                              std::vector<Match>* found) const {
  std::vector<Match> mentions;
  MatchMentions(node, article, &mentions);
  std::vector<Match> words;
  if (!node.plan->terms.empty()) MatchWords(node, article, &words);
  const auto stored = catalog_.segment(article->ref).mentions(article->ref.doc);
  std::vector<Reading> readings;
  for (const Match& match : mentions) {
    // Inside a longer name only a place is named too: « Traité de Paris ».
    const bool named =
        !match.mention->nested() ||
        static_cast<EntityType>(match.mention->type) == EntityType::kPlace;
    if (named) readings.push_back({match, 0});
  }
  for (const Match& match : words) {
    if (IsName(match, node.cases, stored, article->structure)) {
      readings.push_back({match, 1});
    }
  }
  AppendWidest(std::move(readings), found);
}

bool PlanEvaluator::MatchesAuthor(const EvaluatedNode& node,
                                  EvaluatedArticle* article) const {
  if (Status status = article->text->Read(); !status.ok()) {
    article->status = status;
    return false;
  }
  const std::vector<std::string>& authors = article->text->article().authors;
  return std::any_of(authors.begin(), authors.end(),
                     [&node](const std::string& author) {
                       return analysis::FoldName(author) == node.plan->value;
                     });
}

}  // namespace vigie::match
