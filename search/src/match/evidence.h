// Why one article matches: the plan evaluated on its text and its mentions.
#ifndef VIGIE_MATCH_EVIDENCE_H_
#define VIGIE_MATCH_EVIDENCE_H_

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/article_text.h"
#include "match/catalog.h"
#include "query/plan.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::match {

// One occurrence that satisfies a positive leaf.
struct Match {
  Field field = Field::kText;
  ByteRange range;
  // Of the segment; null for a match in the text.
  const index::StoredMention* mention = nullptr;
  // Numbers the distinct things asked for: leaves, and `alternatives` as one.
  uint32_t part = 0;
};

struct Evidence {
  bool matches = false;
  // Ordered by field, begin, longer first, then entities before text; no two
  // equal in field, range and entity. Empty when !matches.
  std::vector<Match> found;
};

// Evaluates one plan. Respects its logic: nothing from under a kNot, from a
// kAnd only when it holds, from a kOr all that hold; of `alternatives` that
// overlap the widest, an entity before a text match of the same range. Dates
// and sources decide but leave no evidence. Thread-safe.
class EvidenceFinder {
 public:
  // Both must outlive the finder.
  EvidenceFinder(const query::PlanNode& root, const Catalog& catalog);

  // Whether words decide anything, so that articles must be read.
  bool reads_text() const { return reads_text_; }

  // `text` is of the same document; it is analysed only if reads_text().
  // DATA_LOSS.
  Result<Evidence> Find(DocRef ref, ArticleText* text) const;

 private:
  struct Node {
    const query::PlanNode* plan = nullptr;
    std::vector<uint32_t> terms;     // numbers of its words
    std::vector<uint32_t> entities;  // numbers in the catalog, sorted
    uint32_t part = 0;
    std::vector<Node> children;
  };
  struct Article;  // one article under evaluation
  using TermNumbers =
      std::unordered_map<std::string_view, std::vector<uint32_t>>;

  static constexpr uint32_t kOwnPart = UINT32_MAX;
  Node Compile(const query::PlanNode& plan, uint32_t part);
  uint32_t Number(const query::TermSpec& term);
  void LocateTerms(Field field, Article* article) const;
  bool Evaluate(const Node& node, Article* article,
                std::vector<Match>* found) const;
  bool EvaluateAnd(const Node& node, Article* article,
                   std::vector<Match>* found) const;
  bool EvaluateOr(const Node& node, Article* article,
                  std::vector<Match>* found) const;
  void MatchText(const Node& node, Article* article,
                 std::vector<Match>* found) const;
  void MatchMentions(const Node& node, Article* article,
                     std::vector<Match>* found) const;

  const Catalog& catalog_;
  bool reads_text_ = false;
  uint32_t parts_ = 0;
  uint32_t terms_ = 0;
  TermNumbers by_form_;
  TermNumbers by_stem_;
  TermNumbers by_exact_;
  Node root_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EVIDENCE_H_
