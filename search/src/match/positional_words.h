// The words of articles found through Xapian's position lists.
#ifndef VIGIE_MATCH_POSITIONAL_WORDS_H_
#define VIGIE_MATCH_POSITIONAL_WORDS_H_

#include <xapian.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "match/call_poll.h"
#include "match/evidence_evaluator.h"

namespace vigie::match {

// The work that one query may still do on positions, counted in positions read
// or compared, and the call that it is done for. Of one thread. All that is
// left is some tenths of a second.
class PositionBudget {
 public:
  static constexpr uint64_t kPositions = 8'000'000;
  // To find a list costs as much as to read so many positions; to evaluate a
  // leaf on an article, so many.
  static constexpr uint64_t kListCost = 64;
  static constexpr uint64_t kLeafCost = 10;

  // `poll` must outlive the budget.
  explicit PositionBudget(CallPoll* poll, uint64_t positions = kPositions)
      : poll_(poll), positions_(positions), left_(positions) {}
  // Throws Stopped: RESOURCE_EXHAUSTED with reason QUERY_TOO_EXPENSIVE, or
  // when the call should end.
  void Spend(uint64_t positions);

 private:
  CallPoll* poll_;
  uint64_t positions_;
  uint64_t left_;
};

// The terms that a positional part of a plan reads, each once, and which of
// them each leaf means. Immutable once made.
class PositionalTerms {
 public:
  // The words that the prefixes of a plan stand for.
  using PrefixWords =
      std::unordered_map<const query::PlanNode*, std::vector<std::string>>;

  PositionalTerms(const EvaluatedNode& root, const PrefixWords& prefixes);

  // One word of a leaf: any of some terms. Hashes tell compounds.
  struct Word {
    std::vector<uint32_t> terms;
    uint32_t form_hash = 0;
    uint32_t stem_hash = 0;
  };
  // By EvaluatedNode::number, then by place in `terms` of the plan; of a
  // prefix, all its words.
  const std::vector<Word>& words(const EvaluatedNode& leaf) const {
    return words_[leaf.number];
  }
  const std::vector<std::string>& terms() const { return terms_; }

 private:
  void Add(const EvaluatedNode& node, const PrefixWords& prefixes);
  uint32_t Number(std::string term);

  std::vector<std::string> terms_;
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::vector<Word>> words_;
};

// Documents of one shard are asked about in rising order. Every method may
// throw Xapian::Error and Stopped.
class PositionalWords : public WordFinder {
 public:
  // The arguments must outlive it.
  PositionalWords(const PositionalTerms& terms, const Xapian::Database& shard,
                  PositionBudget* budget)
      : terms_(terms),
        shard_(shard),
        budget_(budget),
        lists_(terms.terms().size()) {}

  void MoveTo(Xapian::docid docid, const index::Structure& structure,
              const ArticleStructure& article);
  void FindWords(const EvaluatedNode& leaf, std::vector<Match>* found) override;
  void Spend(uint64_t positions) override { budget_->Spend(positions); }

 private:
  struct List {
    Xapian::PostingIterator at;
    Xapian::PostingIterator end;
    bool opened = false;
    Xapian::docid read_for = 0;
    std::vector<uint32_t> positions;  // in document read_for
  };
  struct Standing {
    Field field = Field::kTitle;
    uint32_t position = 0;
    uint32_t length = 1;
  };

  const std::vector<uint32_t>& Positions(uint32_t term);
  // Where the word stands, by field and position.
  void Find(const PositionalTerms::Word& word, std::vector<Standing>* standing);
  void FindPhrase(const EvaluatedNode& leaf, std::vector<Match>* found);

  const PositionalTerms& terms_;
  const Xapian::Database& shard_;
  PositionBudget* budget_;
  std::vector<List> lists_;
  Xapian::docid docid_ = 0;
  uint32_t first_of_text_ = 0;
  const ArticleStructure* article_ = nullptr;
  std::vector<std::vector<Standing>> members_;  // kept for their memory
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_POSITIONAL_WORDS_H_
