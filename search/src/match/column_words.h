// The words of a plan found in the token columns.
#ifndef VIGIE_MATCH_COLUMN_WORDS_H_
#define VIGIE_MATCH_COLUMN_WORDS_H_

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "match/catalog.h"
#include "match/evidence_evaluator.h"
#include "match/position_budget.h"
#include "match/prefix.h"
#include "match/wide_or.h"
#include "match/word_codes.h"

namespace vigie::match {

// Which words the leaves of a plan mean. Immutable.
class PlanWords {
 public:
  PlanWords(const EvaluatedNode& root, const PrefixWords& prefixes);

  const std::vector<SoughtWord>& sought() const { return sought_.words(); }
  // Numbers in sought(), by place in `terms` of the plan; of a prefix one, of
  // a leaf without words none. By EvaluatedNode::number.
  const std::vector<uint32_t>& words(const EvaluatedNode& leaf) const {
    return words_[leaf.number];
  }

 private:
  void Add(const EvaluatedNode& node, const PrefixWords& prefixes);

  SoughtWords sought_;
  std::vector<std::vector<uint32_t>> words_;
};

// Reads the tokens of one article at a time. Every method but the constructor
// may throw Stopped. Of one thread.
class ColumnWords : public WordFinder {
 public:
  // The arguments must outlive it; `budget` may be null. Without `structure`
  // every position is without marks.
  ColumnWords(const PlanWords& words, const Catalog& catalog,
              PositionBudget* budget, bool structure)
      : words_(words),
        catalog_(catalog),
        budget_(budget),
        text_marks_(structure ? UINT32_MAX : 0) {}

  // Reads the tokens of an article; free when it is the last one again.
  void MoveTo(DocRef ref);
  // The same with marks of all positions; gives those of the text's.
  index::Span<uint8_t> ReadTextMarks(DocRef ref);
  // Of the article moved to.
  void ResetStructure(ArticleStructure* structure) const {
    structure->Reset(tokens_.title_positions,
                     {tokens_.marks.data(), tokens_.marks.size()});
  }

  void FindWords(const EvaluatedNode& leaf, std::vector<Match>* found) override;
  // Of the article moved to. Spends on a child passed over what a leaf costs:
  // which queries are too expensive does not hang on what articles lack.
  const std::vector<uint32_t>* FindChildren(
      const EvaluatedNode& any_of) override;
  void Spend(uint64_t places) override;

 private:
  void Read(DocRef ref, uint32_t text_marks);
  Match MatchAt(uint32_t begin, uint32_t end) const;
  void FindPhrase(const EvaluatedNode& leaf, const std::vector<uint32_t>& words,
                  std::vector<Match>* found);
  void SpendTokens(uint64_t tokens);

  const PlanWords& words_;
  const Catalog& catalog_;
  PositionBudget* budget_;
  std::vector<std::unique_ptr<const WordCodes>> codes_;  // by segment, or null
  std::unordered_map<uint32_t, WideOr> wide_;  // by EvaluatedNode::number
  bool moved_ = false;
  DocRef ref_;
  const uint32_t text_marks_;  // positions whose marks are read
  index::SoughtTokens tokens_;
  WordPlaces places_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_COLUMN_WORDS_H_
