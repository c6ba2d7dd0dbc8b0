// Why one article matches: the plan evaluated on its text and its mentions.
#ifndef VIGIE_MATCH_EVIDENCE_H_
#define VIGIE_MATCH_EVIDENCE_H_

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/article_text.h"
#include "match/catalog.h"
#include "match/evidence_evaluator.h"
#include "match/spans.h"
#include "query/plan.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::match {

struct Evidence {
  bool matches = false;
  // Ordered by field, begin, longer first, then entities before text; no two
  // equal in field, range and entity. Empty when !matches.
  std::vector<Match> found;
};

// Evaluates one plan as PlanEvaluator does, on the analysed text. Dates,
// sources and authors decide but leave no evidence. Thread-safe.
class EvidenceFinder {
 public:
  // Both must outlive the finder.
  EvidenceFinder(const query::PlanNode& root, const Catalog& catalog);

  // Whether words decide anything, so that articles must be read.
  bool reads_text() const { return evaluator_.reads_words(); }

  // `text` is of the same document; it is analysed only if reads_text().
  // DATA_LOSS.
  Result<Evidence> Find(DocRef ref, ArticleText* text) const;

 private:
  // Numbers of terms, as EvaluatedNode::first_term counts them.
  using TermNumbers =
      std::unordered_map<std::string_view, std::vector<uint32_t>>;
  class AnalyzedWords;

  void Number(const EvaluatedNode& node);

  const Catalog& catalog_;
  PlanEvaluator evaluator_;
  TermNumbers by_form_;
  TermNumbers by_stem_;
  TermNumbers by_exact_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EVIDENCE_H_
