// The documents in which a positional part of a plan holds.
#ifndef VIGIE_MATCH_POSITIONAL_SOURCE_H_
#define VIGIE_MATCH_POSITIONAL_SOURCE_H_

#include <xapian.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/column_words.h"
#include "match/posting_sources.h"

namespace vigie::match {

// What the shards of one query share. Of one thread.
class PositionalQuery {
 public:
  // The arguments but `prefixes` must outlive it.
  PositionalQuery(const query::PlanNode& root, const Catalog& catalog,
                  const PrefixWords& prefixes,
                  std::vector<std::string> shard_uuids, CallPoll* poll,
                  PositionBudget* budget);

  // Whether a node of the plan holds in an article. Throws Stopped.
  bool Holds(const EvaluatedNode& node, DocRef ref);

  // REQUIRES `plan` to be the root or below it.
  const EvaluatedNode& Find(const query::PlanNode& plan) const {
    return *nodes_.at(&plan);
  }
  const Catalog& catalog() const { return catalog_; }
  const std::vector<std::string>& uuids() const { return uuids_; }
  CallPoll* poll() const { return poll_; }

 private:
  void Number(const EvaluatedNode& node);

  const Catalog& catalog_;
  PlanEvaluator evaluator_;
  PlanWords words_;
  ColumnWords column_;
  std::vector<std::string> uuids_;  // of the segments, in their order
  CallPoll* poll_;
  std::unordered_map<const query::PlanNode*, const EvaluatedNode*> nodes_;
  EvaluatedArticle article_;
  std::vector<Match> found_;
};

// To be joined by OP_FILTER to what finds candidates; asked about one, it
// evaluates a node of the plan on the segment's columns. Throws Stopped out of
// the matcher. Heeds no minimum weight.
class PositionalSource : public EveryDocument {
 public:
  PositionalSource(std::shared_ptr<PositionalQuery> query,
                   const EvaluatedNode& node)
      : query_(std::move(query)), node_(node) {}

  void skip_to(Xapian::docid docid, double min_weight) override;
  bool check(Xapian::docid docid, double min_weight) override;
  PositionalSource* clone() const override;
  void init(const Xapian::Database& shard) override;

 private:
  bool Matches(Xapian::docid docid);

  std::shared_ptr<PositionalQuery> query_;
  const EvaluatedNode& node_;
  uint32_t segment_ = 0;
  Xapian::docid asked_ = 0;  // the document last evaluated
  bool answer_ = false;
};

// Every document but those listed, at weight 0.
struct ExcludedDocuments {
  std::vector<std::string> uuids;           // of the shards, in their order
  std::vector<std::vector<bool>> excluded;  // by shard and document, from 0
};
class RemainingSource : public EveryDocument {
 public:
  explicit RemainingSource(std::shared_ptr<const ExcludedDocuments> excluded)
      : excluded_(std::move(excluded)) {}

  void skip_to(Xapian::docid docid, double min_weight) override;
  bool check(Xapian::docid docid, double min_weight) override;
  RemainingSource* clone() const override;
  void init(const Xapian::Database& shard) override;

 private:
  bool Remains(Xapian::docid docid) const;

  std::shared_ptr<const ExcludedDocuments> excluded_;
  const std::vector<bool>* of_shard_ = nullptr;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_POSITIONAL_SOURCE_H_
