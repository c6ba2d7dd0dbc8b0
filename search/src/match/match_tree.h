// What a plan comes down to: operations on the posting lists of terms. The
// counterpart of Xapian::Query for the local executor, with its semantics.
#ifndef VIGIE_MATCH_MATCH_TREE_H_
#define VIGIE_MATCH_MATCH_TREE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/doc_set.h"
#include "match/executor.h"
#include "match/posting_cache.h"
#include "match/prefix.h"
#include "match/term_facts.h"
#include "query/plan.h"

namespace vigie::match {

class TermSource;

// The lists of one term, by segment, and its articles over all of them. A list
// is read when it is first asked for. Of one query.
class TermLists {
 public:
  uint64_t articles() const { return articles_; }
  // The term; lives as long as these.
  std::string_view name() const { return name_; }
  // Whether any article of a segment has it. Reads no list that `articles` was
  // known without.
  bool Has(uint32_t segment) const {
    const Slot& slot = slots_[segment];
    return slot.list == nullptr ? slot.held : slot.list->size() > 0;
  }
  const PostingListPtr& list(uint32_t segment) const;

 private:
  friend class TermSource;
  struct Slot {
    PostingListPtr list;                    // null: not read
    const PostingListPtr* known = nullptr;  // of holders_
    bool held = false;                      // there is one
  };

  const TermSource* source_ = nullptr;
  TermFacts::Holders holders_;
  mutable std::vector<Slot> slots_;
  uint64_t articles_ = 0;
  std::string_view name_;
};

struct MatchNode {
  enum class Op : uint8_t {
    kNothing,
    kEverything,  // at weight 0
    kTerm,
    kDays,      // dated in [day_begin, day_end), at weight 0
    kAnd,       // all children; weighs what they do together
    kOr,        // any child; weighs what those that match do together
    kMax,       // any child; weighs what the heaviest does
    kAndMaybe,  // the first child; weighs what all that match do together
    kAndNot,    // the first child and none of the others; weighs as the first
    kEntities,  // the child (any of the terms); weighs as its mentions do
    kSettled,   // of the child, where positions bear out `plan`; its weight
  };
  Op op = Op::kNothing;
  uint32_t number = 0;               // from 0, over the tree
  const TermLists* terms = nullptr;  // kTerm; null without any article
  // kTerm: log-idf x (k1 + 1) x factors. kEntities: the same less factors
  // of the idf's kind. 0: weighs nothing.
  double weight = 0;
  int32_t day_begin = 0;
  int32_t day_end = 0;
  const query::PlanNode* plan = nullptr;        // kSettled
  std::vector<std::vector<uint32_t>> ordinals;  // kEntities: by segment, sorted
  std::vector<MatchNode> children;
};

// What lists are kept under and bounded by, by segment.
struct ListFacts {
  std::vector<std::string> keys;     // ContentKey
  std::vector<double> mean_lengths;  // index::MeanLength
};

// Gives the lists of terms, each read once at most. Of one query.
class TermSource {
 public:
  // `catalog` must outlive it. Without a cache each query decodes afresh.
  TermSource(const Catalog& catalog, const ListFacts& facts,
             PostingCache* cache)
      : catalog_(catalog), facts_(facts), cache_(cache) {}

  // Null when no article holds the term. Lives as long as the source.
  const TermLists* Find(const std::string& term);
  // The articles of one segment that `name`, which is no term, stands for: what
  // `make` gives, unless it is kept.
  PostingListPtr Derived(uint32_t segment, const std::string& name,
                         const std::function<DocSet()>& make);

 private:
  friend class TermLists;

  PostingListPtr Read(size_t segment, std::string_view term) const;

  const Catalog& catalog_;
  const ListFacts& facts_;
  PostingCache* cache_;
  std::map<std::string, TermLists> terms_;
};

// Translates one plan, as XapianTranslator does. Every method may throw
// Stopped. Of one thread.
class TreeBuilder {
 public:
  // The arguments must outlive it and the tree.
  TreeBuilder(const Catalog& catalog, TermSource* terms, Scoring scoring,
              CallPoll* poll)
      : catalog_(catalog),
        terms_(*terms),
        scored_(scoring == Scoring::kScored),
        poll_(*poll) {}

  // Once; `root` must outlive the tree.
  MatchNode Build(const query::PlanNode& root);
  uint32_t nodes() const { return nodes_; }
  bool settles() const { return settles_; }

  std::vector<PrefixExpansion> TakeExpansions() {
    return std::move(expansions_);
  }
  const PrefixWords& prefix_words() const { return prefix_words_; }

 private:
  using Op = MatchNode::Op;

  MatchNode Make(Op op, std::vector<MatchNode> children = {});
  MatchNode Term(std::string_view prefix, std::string_view value,
                 double factor);
  MatchNode Node(const query::PlanNode& node, double factor);
  MatchNode Candidates(const query::PlanNode& node, double factor);
  MatchNode And(const query::PlanNode& node, double factor);
  MatchNode Or(const query::PlanNode& node, double factor);
  MatchNode Word(const query::PlanNode& node, double factor);
  MatchNode Phrase(const query::PlanNode& node, double factor);
  // Where a word has that form or that stem, without a weight.
  MatchNode FormOrStem(const query::PlanNode& node,
                       const query::TermSpec& term);
  MatchNode Prefix(const query::PlanNode& node, double factor);
  MatchNode Entity(const query::PlanNode& node, double factor);
  MatchNode Name(const query::PlanNode& node, double factor);
  MatchNode Days(const query::PlanNode& node);
  // Exactly what `node` matches, at weight 0.
  MatchNode Exactly(const query::PlanNode& node);
  void ExpandPrefixes(const query::PlanNode& node);
  PrefixExpansion Expand(const query::PlanNode& node);
  struct PrefixSearch;
  void AddWordsWith(const PrefixSearch& search, const std::string& start,
                    std::string_view letters, SegmentTerms* found);

  const Catalog& catalog_;
  TermSource& terms_;
  const bool scored_;
  CallPoll& poll_;
  bool settling_ = false;  // inside a part that positions settle
  bool settles_ = false;   // there is such a part
  uint32_t nodes_ = 0;
  uint32_t words_left_ = kWordsOfPrefixes;
  PrefixWords prefix_words_;
  std::vector<PrefixExpansion> expansions_;
  std::map<std::pair<std::string, bool>, size_t> expanded_;  // into the above
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_MATCH_TREE_H_
