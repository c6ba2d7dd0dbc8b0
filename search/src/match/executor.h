// Running a plan over the segments of a snapshot.
#ifndef VIGIE_MATCH_EXECUTOR_H_
#define VIGIE_MATCH_EXECUTOR_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "match/catalog.h"
#include "match/doc_set.h"
#include "match/list_budget.h"
#include "match/position_budget.h"
#include "match/prefix.h"
#include "query/plan.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

class PostingCache;
class Selections;

struct ScoredDoc {
  DocRef doc;
  double score = 0;  // in steps of 1e-9, so that equal articles tie
};

// Words that a prefix stands for, one per kPrefix leaf in plan order.
struct PrefixExpansion {
  ByteRange range;                 // of the query string
  std::vector<std::string> words;  // by falling article count, then bytes
  bool cut = false;                // more words than the limit
};

struct HitSet {
  // Every live matching document, in no particular order.
  std::vector<ScoredDoc> docs;
  std::vector<PrefixExpansion> expansions;
  PrefixWords prefix_words;  // the same, to find them in articles
  PartialReason cut = PartialReason::kComplete;
  uint64_t searched = 0;  // live articles; only when cut
};

// Whether scores are wanted; else they are 0 and the hits the same.
enum class Scoring : uint8_t { kScored, kUnscored };

// A query with the selections of a request.
struct MatchRequest {
  const query::PlanNode& root;
  const Selections& selections;
  const CallControl& control;
  size_t best = 0;      // hits wanted in order; 0: none, and none is weighed
  bool scoped = false;  // Matched::scopes is wanted
  // Dimensions, as bits, whose failures scopes must know; documents that fail
  // others are in none.
  uint32_t sideways = UINT32_MAX;
  // When `control` or the cost ends the work: what is complete by the end of
  // this one is the answer. Null: an error is.
  const CallControl* partial = nullptr;
};

struct Matched {
  // What facets count over: the live documents of one segment that the query
  // matches, and which of them pass the selection of each dimension that was
  // asked for.
  struct Scope {
    DocSet docs;
    std::vector<DocSet> passing;
    DocSet tombstoned;  // of what Matched::name names
  };
  uint64_t total = 0;           // hits that pass all selections
  std::vector<ScoredDoc> best;  // of these, by falling score, then id
  std::vector<Scope> scopes;    // by segment
  // SetName of the scopes' documents with what is tombstoned of them; empty:
  // they have none.
  std::string name;
  PartialReason cut = PartialReason::kComplete;
  uint64_t searched = 0;  // live articles; only when cut
  std::vector<PrefixExpansion> expansions;
  PrefixWords prefix_words;
};

// Thread-safe.
class Executor {
 public:
  virtual ~Executor() = default;
  // The complete hit set; with `partial`, which may be null, what there is of
  // it (MatchRequest::partial). DEADLINE_EXCEEDED, CANCELLED, DATA_LOSS;
  // RESOURCE_EXHAUSTED (reason QUERY_TOO_EXPENSIVE, and QUERY_MEMORY, which
  // cuts no answer).
  virtual Result<HitSet> Run(const query::PlanNode& root,
                             const CallControl& control, Scoring scoring,
                             const CallControl* partial) const = 0;
  // How many hits there are, and the best of them, with the scores of Run.
  // Errors as Run.
  virtual Result<Matched> Match(const MatchRequest& request) const = 0;
  // The score that Run gives one article; none where it does not match.
  virtual Result<std::optional<double>> ScoreOf(
      const query::PlanNode& root, DocRef doc,
      const CallControl& control) const = 0;
  Result<HitSet> Run(const query::PlanNode& root, const CallControl& control,
                     Scoring scoring = Scoring::kScored) const {
    return Run(root, control, scoring, nullptr);
  }
};

// What one query may cost.
struct QueryLimits {
  uint64_t tokens = PositionBudget::kTokens;  // of its PositionBudget
  uint64_t list_bytes = kListBytes;           // CheckLists
};

// Decodes the posting lists that a plan needs, or takes them from `cache`,
// which must outlive it (null: none is kept), and combines them itself. Finds
// and weighs as the Xapian executor does (ADR 0019).
std::unique_ptr<Executor> MakeLocalExecutor(
    std::shared_ptr<const Catalog> catalog, PostingCache* cache,
    const QueryLimits& limits = QueryLimits());

// Translates plans to Xapian::Query and runs them with Enquire over all
// segments as one database, so that statistics are global (ADR 0005). Gives no
// partial answers.
std::unique_ptr<Executor> MakeXapianExecutor(
    std::shared_ptr<const Catalog> catalog);
std::unique_ptr<Executor> MakeXapianExecutor(Segments segments);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EXECUTOR_H_
