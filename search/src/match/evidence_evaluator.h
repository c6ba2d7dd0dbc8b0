// The logic of a plan on one article; what finds words is left to others.
#ifndef VIGIE_MATCH_EVIDENCE_EVALUATOR_H_
#define VIGIE_MATCH_EVIDENCE_EVALUATOR_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "match/article_text.h"
#include "match/catalog.h"
#include "match/spans.h"
#include "query/plan.h"
#include "vigie/status.h"

namespace vigie::match {

// A node of the plan, made ready.
struct EvaluatedNode {
  const query::PlanNode* plan = nullptr;
  uint32_t number = 0;  // of the node, from 0 in plan order
  // Number of terms[0], or of the words of a prefix, over the whole plan.
  uint32_t first_term = 0;
  std::vector<uint32_t> entities;  // numbers in the catalog, sorted
  std::vector<uint8_t> cases;      // kMention: of its words, by offset
  uint32_t part = 0;
  std::vector<EvaluatedNode> children;
};

// Finds the words of one article.
class WordFinder {
 public:
  virtual ~WordFinder() = default;
  // Appends where the words of a kWord, kPhrase, kPrefix or kMention stand, of
  // one length at each beginning, rising by field and position. Sets field,
  // tokens and, where it knows the text, range.
  virtual void FindWords(const EvaluatedNode& leaf,
                         std::vector<Match>* found) = 0;
  // The children of a kOr that may match, rising; null: any of them. Until the
  // next call about that node.
  virtual const std::vector<uint32_t>* FindChildren(
      const EvaluatedNode& /*any_of*/) {
    return nullptr;
  }
  // Told of work that goes into so many places; may throw to end it.
  virtual void Spend(uint64_t places) = 0;
};

// One article under evaluation. Of one thread.
struct EvaluatedArticle {
  DocRef ref;
  ArticleText* text = nullptr;  // read only for authors
  WordFinder* words = nullptr;  // may be null for plans without words
  ArticleStructure structure;
  Status status;  // why the text could not be read
};

// Respects the plan's logic: nothing from under a kNot or an optional child,
// from a kAnd only when it holds, from a kOr all that hold; of `alternatives`
// that overlap the widest; from a positional operator what satisfies it.
// Thread-safe.
class PlanEvaluator {
 public:
  // Both must outlive the evaluator.
  PlanEvaluator(const query::PlanNode& root, const Catalog& catalog);

  // Whether words decide anything or leave evidence, and whether sentences,
  // paragraphs or zones do.
  bool reads_words() const { return reads_words_; }
  bool reads_structure() const { return reads_structure_; }
  const EvaluatedNode& root() const { return root_; }
  uint32_t terms() const { return terms_; }
  uint32_t nodes() const { return nodes_; }

  // Whether the article matches; then also appends the evidence.
  bool Evaluate(EvaluatedArticle* article, std::vector<Match>* found) const {
    return Evaluate(root_, article, found);
  }
  // The same of a part of the plan: `node` is root() or below it.
  bool Evaluate(const EvaluatedNode& node, EvaluatedArticle* article,
                std::vector<Match>* found) const;

 private:
  static constexpr uint32_t kOwnPart = UINT32_MAX;
  EvaluatedNode Compile(const query::PlanNode& plan, uint32_t part);

  bool EvaluateAnd(const EvaluatedNode& node, EvaluatedArticle* article,
                   std::vector<Match>* found) const;
  bool EvaluateOr(const EvaluatedNode& node, EvaluatedArticle* article,
                  std::vector<Match>* found) const;
  // Calls `take` with the number of each child of a kOr that may match, rising.
  template <typename Take>
  static void VisitChildren(const EvaluatedNode& any_of,
                            EvaluatedArticle* article, const Take& take) {
    const std::vector<uint32_t>* some =
        article->words == nullptr ? nullptr
                                  : article->words->FindChildren(any_of);
    if (some != nullptr) {
      for (const uint32_t child : *some) take(child);
      return;
    }
    for (uint32_t i = 0; i < any_of.children.size(); ++i) take(i);
  }
  bool EvaluateTogether(const EvaluatedNode& node, EvaluatedArticle* article,
                        std::vector<Match>* found, Places* joined) const;
  bool EvaluateAtLeast(const EvaluatedNode& node, EvaluatedArticle* article,
                       std::vector<Match>* found) const;
  bool EvaluateFirst(const EvaluatedNode& node, EvaluatedArticle* article,
                     std::vector<Match>* found) const;
  // As Evaluate, and the places that distances are measured from.
  bool EvaluateOperand(const EvaluatedNode& node, EvaluatedArticle* article,
                       std::vector<Match>* found, Places* places) const;
  void MatchWords(const EvaluatedNode& node, EvaluatedArticle* article,
                  std::vector<Match>* found) const;
  void MatchMentions(const EvaluatedNode& node, EvaluatedArticle* article,
                     std::vector<Match>* found) const;
  void MatchName(const EvaluatedNode& node, EvaluatedArticle* article,
                 std::vector<Match>* found) const;
  bool MatchesAuthor(const EvaluatedNode& node,
                     EvaluatedArticle* article) const;

  const Catalog& catalog_;
  bool reads_words_ = false;
  bool reads_structure_ = false;
  uint32_t parts_ = 0;
  uint32_t terms_ = 0;
  uint32_t nodes_ = 0;
  EvaluatedNode root_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EVIDENCE_EVALUATOR_H_
