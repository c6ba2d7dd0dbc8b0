// Plan -> Xapian::Query.
#ifndef VIGIE_MATCH_XAPIAN_QUERY_H_
#define VIGIE_MATCH_XAPIAN_QUERY_H_

#include <xapian.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/executor.h"
#include "match/positional_source.h"
#include "match/prefix.h"
#include "query/plan.h"

namespace vigie::match {

// All segments as one database, and each shard's uuid in their order.
struct CombinedDatabase {
  Xapian::Database database;
  std::vector<std::string> uuids;
};

// Term prefixes of the zone of a leaf.
struct FieldPrefixes {
  std::string_view form;
  std::string_view stem;
};
FieldPrefixes PrefixesOf(const query::PlanNode& node);

// Whether the token column settles what terms alone leave open.
bool NeedsPositions(const query::PlanNode& node);

// Translates one plan. Every method may throw Xapian::Error and Stopped. Lives
// on one thread's stack, beside the query that it made.
class XapianTranslator {
 public:
  // The arguments must outlive the translator and its queries.
  // Unscored, what only weighs is left out.
  XapianTranslator(const CombinedDatabase& combined, const Catalog& catalog,
                   Scoring scoring, CallPoll* poll, PositionBudget* budget)
      : combined_(combined),
        catalog_(catalog),
        scored_(scoring == Scoring::kScored),
        poll_(poll),
        budget_(budget) {}

  // Finds exactly the articles that match. Once; `root` must outlive the
  // queries.
  Xapian::Query Translate(const query::PlanNode& root);

  std::vector<PrefixExpansion> TakeExpansions() {
    return std::move(expansions_);
  }
  PrefixWords TakePrefixWords() { return std::move(prefix_words_); }

 private:
  Xapian::Query Node(const query::PlanNode& node);
  // What Node finds, before positions decide: for the parts of a plan that
  // only positions settle, a superset with the same weights.
  Xapian::Query Candidates(const query::PlanNode& node);
  // `candidates` less those that the positions refute.
  Xapian::Query Settled(const query::PlanNode& node,
                        const Xapian::Query& candidates);
  // The articles that do not match `node`, without weight. Negations are
  // pushed down to the leaves: below the right side of an OP_AND_NOT, Xapian
  // 1.4.22 gives the members of an AND a minimum weight that it never set,
  // which a phrase or an OR there obeys. What cannot be pushed down is matched
  // on its own first.
  Xapian::Query Negated(const query::PlanNode& node);
  Xapian::Query Excluded(const query::PlanNode& node);
  Xapian::Query And(const query::PlanNode& node);
  Xapian::Query Or(const query::PlanNode& node);
  // The same for the root of an unscored query.
  Xapian::Query Listed(const query::PlanNode& any_of);
  // Of which any matches: terms, and what is more than terms.
  void ListTerms(const query::PlanNode& any_of, std::vector<std::string>* terms,
                 std::vector<Xapian::Query>* others);
  Xapian::Query Word(const query::PlanNode& node, const query::TermSpec& term);
  Xapian::Query Phrase(const query::PlanNode& node);
  Xapian::Query Prefix(const query::PlanNode& node);
  Xapian::Query Entity(const query::PlanNode& node);
  Xapian::Query Name(const query::PlanNode& node);
  Xapian::Query Date(const query::PlanNode& node);
  Xapian::Query Filtered(const Xapian::Query& query);
  // Every prefix of the plan, in its order.
  void ExpandPrefixes(const query::PlanNode& node);
  PrefixExpansion Expand(const query::PlanNode& node);
  // Appends the words of the index, under a term prefix, that begin with
  // `start` and go on with `letters`, hyphens and apostrophes apart.
  using CountedWords = std::vector<std::pair<Xapian::doccount, std::string>>;
  void AddWordsWith(const std::string& prefix, const std::string& start,
                    std::string_view letters, CountedWords* found);

  const CombinedDatabase& combined_;
  const Catalog& catalog_;
  const bool scored_;
  CallPoll* poll_;
  PositionBudget* budget_;
  bool settling_ = false;  // inside a part that positions settle
  PrefixWords prefix_words_;
  std::shared_ptr<PositionalQuery> positional_;
  uint32_t words_left_ = kWordsOfPrefixes;
  std::vector<PrefixExpansion> expansions_;
  std::map<std::pair<std::string, bool>, size_t> expanded_;  // into the above
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_XAPIAN_QUERY_H_
