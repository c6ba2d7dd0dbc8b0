#include "match/positional_source.h"

#include <algorithm>
#include <utility>

namespace vigie::match {
namespace {

// Number of the shard with that uuid. Two with one uuid are copies.
uint32_t ShardNumber(const std::vector<std::string>& uuids,
                     const Xapian::Database& shard) {
  const auto found = std::find(uuids.begin(), uuids.end(), shard.get_uuid());
  return static_cast<uint32_t>(found - uuids.begin());
}

}  // namespace

PositionalQuery::PositionalQuery(const query::PlanNode& root,
                                 const Catalog& catalog,
                                 const PrefixWords& prefixes,
                                 std::vector<std::string> shard_uuids,
                                 CallPoll* poll, PositionBudget* budget)
    : catalog_(catalog),
      evaluator_(root, catalog),
      words_(evaluator_.root(), prefixes),
      column_(words_, catalog, budget, evaluator_.reads_structure()),
      uuids_(std::move(shard_uuids)),
      poll_(poll) {
  Number(evaluator_.root());
}

void PositionalQuery::Number(const EvaluatedNode& node) {
  nodes_.emplace(node.plan, &node);
  for (const EvaluatedNode& child : node.children) Number(child);
}

bool PositionalQuery::Holds(const EvaluatedNode& node, DocRef ref) {
  column_.MoveTo(ref);
  article_.ref = ref;
  article_.words = &column_;
  column_.ResetStructure(&article_.structure);
  ArticleText text(catalog_.segment(ref), ref.doc);
  article_.text = &text;
  found_.clear();
  const bool holds = evaluator_.Evaluate(node, &article_, &found_);
  if (!article_.status.ok()) throw Stopped{article_.status};
  return holds;
}

// Xapian takes over what clone() returns.
PositionalSource* PositionalSource::clone() const {
  return new PositionalSource(query_, node_);
}

void PositionalSource::init(const Xapian::Database& shard) {
  EveryDocument::init(shard);
  segment_ = ShardNumber(query_->uuids(), shard);
  asked_ = 0;
}

void PositionalSource::skip_to(Xapian::docid docid, double min_weight) {
  EveryDocument::skip_to(docid, min_weight);
  while (!at_end() && !Matches(get_docid())) {
    EveryDocument::skip_to(get_docid() + 1, min_weight);
  }
}

bool PositionalSource::check(Xapian::docid docid, double min_weight) {
  EveryDocument::check(docid, min_weight);
  return at_end() || Matches(get_docid());
}

bool PositionalSource::Matches(Xapian::docid docid) {
  if (docid == asked_) return answer_;
  query_->poll()->TickOrThrow();
  asked_ = docid;
  const Segments& segments = query_->catalog().segments();
  answer_ = segment_ < segments.size() && docid <= segments[segment_]->size() &&
            query_->Holds(node_, {segment_, docid - 1});
  return answer_;
}

RemainingSource* RemainingSource::clone() const {
  return new RemainingSource(excluded_);
}

void RemainingSource::init(const Xapian::Database& shard) {
  EveryDocument::init(shard);
  const uint32_t number = ShardNumber(excluded_->uuids, shard);
  of_shard_ = number < excluded_->excluded.size() ? &excluded_->excluded[number]
                                                  : nullptr;
}

bool RemainingSource::Remains(Xapian::docid docid) const {
  return of_shard_ == nullptr || docid > of_shard_->size() ||
         !(*of_shard_)[docid - 1];
}

void RemainingSource::skip_to(Xapian::docid docid, double min_weight) {
  EveryDocument::skip_to(docid, min_weight);
  while (!at_end() && !Remains(get_docid())) {
    EveryDocument::skip_to(get_docid() + 1, min_weight);
  }
}

bool RemainingSource::check(Xapian::docid docid, double min_weight) {
  EveryDocument::check(docid, min_weight);
  return at_end() || Remains(get_docid());
}

}  // namespace vigie::match
