// The documents in which a positional part of a plan holds.
#ifndef VIGIE_MATCH_POSITIONAL_SOURCE_H_
#define VIGIE_MATCH_POSITIONAL_SOURCE_H_

#include <xapian.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/positional_words.h"
#include "match/posting_sources.h"

namespace vigie::match {

// What the shards of one query share; immutable but for the budget.
struct PositionalQuery {
  PositionalQuery(const query::PlanNode& root, const Catalog& all,
                  const PositionalTerms::PrefixWords& prefixes,
                  std::vector<std::string> shard_uuids, CallPoll* call,
                  PositionBudget* positions)
      : catalog(all),
        evaluator(root, all),
        terms(evaluator.root(), prefixes),
        uuids(std::move(shard_uuids)),
        poll(call),
        budget(positions) {}

  const Catalog& catalog;
  PlanEvaluator evaluator;
  PositionalTerms terms;
  std::vector<std::string> uuids;  // of the segments, in their order
  CallPoll* poll;
  PositionBudget* budget;
};

// To be joined by OP_FILTER to what finds candidates; asked about one, it
// evaluates the plan on Xapian's positions and the segment's columns. Throws
// Stopped out of the matcher. Heeds no minimum weight.
class PositionalSource : public EveryDocument {
 public:
  explicit PositionalSource(std::shared_ptr<const PositionalQuery> query)
      : query_(std::move(query)) {}

  void skip_to(Xapian::docid docid, double min_weight) override;
  bool check(Xapian::docid docid, double min_weight) override;
  PositionalSource* clone() const override;
  void init(const Xapian::Database& shard) override;

 private:
  bool Matches(Xapian::docid docid);

  std::shared_ptr<const PositionalQuery> query_;
  uint32_t segment_ = 0;
  Xapian::Database shard_;
  std::optional<PositionalWords> words_;
  EvaluatedArticle article_;
  std::vector<Match> found_;
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
