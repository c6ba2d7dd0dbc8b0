#include "query/positional.h"

#include <utility>
#include <vector>

namespace vigie::query {
namespace {

// A disjunction has the places of its children; all of them must have some,
// unless they are readings of one thing.
std::optional<PlanNode> PlacedAny(PlanNode node) {
  std::vector<PlanNode> children;
  for (PlanNode& child : node.children) {
    std::optional<PlanNode> placed = Placed(std::move(child));
    if (placed && placed->kind != NodeKind::kNone) {
      children.push_back(*std::move(placed));
    } else if (!placed && !node.alternatives) {
      return std::nullopt;
    }
  }
  if (children.empty()) return std::nullopt;
  if (children.size() == 1) return std::move(children.front());
  node.children = std::move(children);
  return node;
}

}  // namespace

std::optional<PlanNode> Placed(PlanNode node) {
  switch (node.kind) {
    case NodeKind::kNone:
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kPrefix:
    case NodeKind::kEntity:
    case NodeKind::kEntityType:
    case NodeKind::kMention:
    case NodeKind::kNear:
      return node;
    case NodeKind::kOr:
      return PlacedAny(std::move(node));
    default:
      return std::nullopt;
  }
}

}  // namespace vigie::query
