// Plans written by hand.
#ifndef VIGIE_TESTS_MATCH_PLANS_H_
#define VIGIE_TESTS_MATCH_PLANS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "query/plan.h"

namespace vigie::match {

inline query::PlanNode MakePlanNode(query::NodeKind kind) {
  query::PlanNode node;
  node.kind = kind;
  return node;
}

// A phrase of the plain tokens of `text`; a word when there is one.
inline query::PlanNode Words(std::string_view text, bool exact = false) {
  query::PlanNode node;
  for (const analysis::Token& token : analysis::Analyze(text).tokens) {
    if ((token.flags & (analysis::kJoin | analysis::kVariant)) != 0) continue;
    node.terms.push_back(
        {token.form, token.stem, token.exact, token.position, 1, exact});
  }
  node.kind = node.terms.size() == 1 ? query::NodeKind::kWord
                                     : query::NodeKind::kPhrase;
  return node;
}

inline query::PlanNode PrefixOf(std::string value) {
  query::PlanNode node = MakePlanNode(query::NodeKind::kPrefix);
  node.value = std::move(value);
  return node;
}

inline query::PlanNode EntityOf(std::vector<std::string> ids) {
  query::PlanNode node = MakePlanNode(query::NodeKind::kEntity);
  node.entity_ids = std::move(ids);
  return node;
}

// mention:"name", of text alone.
inline query::PlanNode NamedOf(std::string name) {
  query::PlanNode node = Words(name, true);
  node.kind = query::NodeKind::kMention;
  node.value = std::move(name);
  return node;
}

inline query::PlanNode Joined(query::NodeKind kind,
                              std::vector<query::PlanNode> children) {
  query::PlanNode node = MakePlanNode(kind);
  node.children = std::move(children);
  return node;
}

inline query::PlanNode Not(query::PlanNode child) {
  return Joined(query::NodeKind::kNot, {std::move(child)});
}

inline query::PlanNode OneOf(std::vector<query::PlanNode> readings) {
  query::PlanNode node = Joined(query::NodeKind::kOr, std::move(readings));
  node.alternatives = true;
  return node;
}

inline query::PlanNode InField(query::PlanNode node, Field field) {
  node.zone = field == Field::kTitle ? query::Zone::kTitle : query::Zone::kText;
  return node;
}

}  // namespace vigie::match

#endif  // VIGIE_TESTS_MATCH_PLANS_H_
