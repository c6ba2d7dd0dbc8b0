#include "tests/match/random_plans.h"

#include <utility>

#include "analysis/analyzer.h"
#include "tests/match/plans.h"

namespace vigie::match {

using query::NodeKind;
using query::PlanNode;

PlanNode RandomPlans::Leaf() {
  const auto word = [&] { return Any(material_.words); };
  PlanNode node;
  switch (Below(12)) {
    case 9:
      node = NamedOf(word());
      if (Below(3) == 0) node.entity_ids = {material_.entities.front()};
      break;
    case 10:
      node = MakePlanNode(NodeKind::kAuthor);
      node.value = analysis::FoldName(material_.author);
      return node;
    case 11:
      node = MakePlanNode(NodeKind::kEntityType);
      node.entity_type = EntityType::kOrganization;
      break;
    case 0:
      node = EntityOf({Any(material_.entities)});
      break;
    case 1:
      node = MakePlanNode(NodeKind::kSource);
      node.value = analysis::FoldName(material_.source);
      return node;
    case 2:
      node = MakePlanNode(NodeKind::kDate);
      node.day_begin = material_.first_day + static_cast<int32_t>(Below(5));
      node.day_end = node.day_begin + static_cast<int32_t>(Below(3));
      return node;
    case 3:
      node = PrefixOf(Any(material_.prefixes));
      break;
    case 4:
    case 5:
      node = Words(word() + " " + word(), Below(3) == 0);
      if (Below(4) == 0) ++node.terms.back().offset;
      break;
    default:
      node = Words(word(), Below(3) == 0);
  }
  if (Below(4) == 0) {
    node.zone = static_cast<query::Zone>(1 + Below(5));
  }
  return node;
}

PlanNode RandomPlans::Operand(uint32_t depth) {
  const uint32_t choice = random_() % 6;
  if (choice == 0 && depth > 0) return Positional(depth - 1);
  if (choice == 1) {
    PlanNode node = Joined(NodeKind::kOr, {Operand(0), Operand(0)});
    for (uint32_t i = 0, more = random_() % 5 == 0 ? 8 : 0; i < more; ++i) {
      node.children.push_back(Operand(0));
    }
    node.alternatives = random_() % 2 == 0;
    return node;
  }
  PlanNode leaf = Leaf();
  while (leaf.kind == NodeKind::kSource || leaf.kind == NodeKind::kDate ||
         leaf.kind == NodeKind::kAuthor) {
    leaf = Leaf();
  }
  return leaf;
}

PlanNode RandomPlans::Positional(uint32_t depth) {
  constexpr NodeKind kinds[] = {
      NodeKind::kNear,    NodeKind::kSameSentence, NodeKind::kSameParagraph,
      NodeKind::kAtLeast, NodeKind::kFirst,        NodeKind::kNear};
  PlanNode node = MakePlanNode(kinds[random_() % 6]);
  const bool unary =
      node.kind == NodeKind::kAtLeast || node.kind == NodeKind::kFirst;
  for (uint32_t i = 0, count = unary ? 1 : 2 + random_() % 2; i < count; ++i) {
    node.children.push_back(Operand(depth));
  }
  node.distance = random_() % 4;
  node.ordered = random_() % 2 == 0;
  node.count =
      node.kind == NodeKind::kFirst ? 1 + random_() % 8 : 1 + random_() % 3;
  return node;
}

PlanNode RandomPlans::Plan(uint32_t depth) {
  if (depth == 0 || random_() % 3 == 0) {
    return random_() % 2 == 0 ? Positional(1) : Leaf();
  }
  std::vector<PlanNode> children;
  for (uint32_t i = 0, count = 1 + random_() % 3; i < count; ++i) {
    children.push_back(Plan(depth - 1));
  }
  if (random_() % 2 == 0) {
    if (random_() % 4 == 0) {  // wide
      for (int i = 0; i < 12; ++i) {
        children.push_back(Plan(0));
      }
    }
    PlanNode node = Joined(NodeKind::kOr, std::move(children));
    node.alternatives = random_() % 2 == 0;
    return node;
  }
  if (random_() % 2 == 0) {
    children.push_back(Not(Plan(depth - 1)));
  }
  return Joined(NodeKind::kAnd, std::move(children));
}

// For the message of a failure.
std::string Describe(const PlanNode& plan) {
  std::string text = "kind " + std::to_string(static_cast<int>(plan.kind));
  text += " zone " + std::to_string(static_cast<int>(plan.zone));
  if (plan.kind == NodeKind::kNear) {
    text += (plan.ordered ? " adj/" : " near/") + std::to_string(plan.distance);
  }
  if (plan.count > 0) text += " count " + std::to_string(plan.count);
  if (plan.alternatives) text += " alternatives";
  for (const query::TermSpec& term : plan.terms) {
    text += (term.exact ? " =" : " ") + term.accented + "/" + term.form + "/" +
            term.stem + "@" + std::to_string(term.offset);
  }
  text += " " + plan.value + " (";
  for (const PlanNode& child : plan.children) text += Describe(child) + ", ";
  return text + ")";
}

}  // namespace vigie::match
