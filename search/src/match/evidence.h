// Why one article matches: the plan evaluated on its text and its mentions.
#ifndef VIGIE_MATCH_EVIDENCE_H_
#define VIGIE_MATCH_EVIDENCE_H_

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/article_text.h"
#include "match/catalog.h"
#include "match/column_words.h"
#include "match/evidence_evaluator.h"
#include "match/prefix.h"
#include "match/spans.h"
#include "match/text_layout.h"
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

// Evaluates one plan as PlanEvaluator does. Dates, sources and authors decide
// but leave no evidence. Thread-safe.
class EvidenceFinder {
 public:
  // The arguments must outlive the finder. `prefixes`: of the plan, as the
  // executor searched them; null: whatever begins so.
  EvidenceFinder(const query::PlanNode& root, const Catalog& catalog,
                 const PrefixWords* prefixes = nullptr);

  // Whether words decide anything.
  bool reads_words() const { return evaluator_.reads_words(); }

  // On the analysed text. `text` is of the same document; it is analysed only
  // if reads_words(). DATA_LOSS.
  Result<Evidence> Find(DocRef ref, ArticleText* text) const;

  // On the token column, which takes a hundredth of the time: the same
  // matches, but those of words have bytes in the title only.
  class InColumn;

 private:
  // Numbers of terms, as EvaluatedNode::first_term counts them.
  using TermNumbers =
      std::unordered_map<std::string_view, std::vector<uint32_t>>;
  class AnalyzedWords;

  void Number(const EvaluatedNode& node);

  const Catalog& catalog_;
  PlanEvaluator evaluator_;
  const PrefixWords* prefixes_;
  TermNumbers by_form_;
  TermNumbers by_stem_;
  TermNumbers by_exact_;
};

// Reuse it for many articles; of one thread.
class EvidenceFinder::InColumn {
 public:
  // `finder` must outlive it.
  explicit InColumn(const EvidenceFinder& finder);
  ~InColumn();

  // As EvidenceFinder::Find, but of words no byte is known. `text` is of the
  // same document; read only for authors. DATA_LOSS.
  Result<Evidence> Find(DocRef ref, ArticleText* text);
  // As Find, in no order and with duplicates.
  Result<Evidence> FindUnordered(DocRef ref, ArticleText* text);
  // Marks of the text's positions (index/structure.h); what is found in the
  // same document next is found on what was read for them. Valid until another
  // one is asked about.
  index::Span<uint8_t> ReadTextMarks(DocRef ref);

 private:
  const EvidenceFinder& finder_;
  PlanWords words_;
  ColumnWords column_;
};

// Gives the words among `found` that stand in one field, laid out, their bytes.
void LocateWords(Field field, const TextLayout& layout,
                 std::vector<Match>* found);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_EVIDENCE_H_
