#include "match/source_share.h"

#include <algorithm>
#include <utility>

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

bool IsAboutSources(const PlanNode& node) {
  if (node.kind == NodeKind::kSource) return true;
  const bool joins = node.kind == NodeKind::kOr ||
                     node.kind == NodeKind::kAnd || node.kind == NodeKind::kNot;
  return joins && !node.children.empty() &&
         std::all_of(node.children.begin(), node.children.end(),
                     IsAboutSources);
}

}  // namespace

std::optional<PlanNode> SourceClauses(const PlanNode& root) {
  if (IsAboutSources(root)) return root;
  if (root.kind != NodeKind::kAnd) return std::nullopt;
  PlanNode clauses;
  clauses.kind = NodeKind::kAnd;
  PlanNode all;
  all.kind = NodeKind::kAll;
  clauses.children.push_back(std::move(all));
  for (const PlanNode& child : root.children) {
    if (!child.optional && IsAboutSources(child)) {
      clauses.children.push_back(child);
    }
  }
  if (clauses.children.size() == 1) return std::nullopt;
  return clauses;
}

Status VisitSameSources(const SourceScope& scope, CallPoll* poll,
                        const std::function<void(DocRef)>& take) {
  const size_t at = scope.selections.Find({FacetDimension::kSource, {}, {}});
  const uint32_t source_bit =
      at < scope.selections.dimensions().size() ? 1U << at : 0;
  const auto visit = [&](DocRef ref) {
    if (source_bit == 0 || (scope.selections.Failures(ref) & source_bit) == 0) {
      take(ref);
    }
  };
  if (const auto clauses = SourceClauses(scope.root)) {
    const Result<HitSet> hits =
        scope.corpus.executor->Run(*clauses, scope.control, Scoring::kUnscored);
    if (!hits.ok()) return hits.status();
    for (const ScoredDoc& hit : hits->docs) visit(hit.doc);
    return OkStatus();
  }
  const Segments& segments = scope.corpus.catalog->segments();
  for (uint32_t i = 0; i < segments.size(); ++i) {
    for (uint32_t doc = 0; doc < segments[i]->size(); ++doc) {
      if (Status status = poll->Tick(); !status.ok()) return status;
      if (!segments[i]->tombstoned(doc)) visit({i, doc});
    }
  }
  return OkStatus();
}

}  // namespace vigie::match
