// Looks for one phrase in the token columns of a segment.
#ifndef VIGIE_MATCH_PHRASE_SCAN_H_
#define VIGIE_MATCH_PHRASE_SCAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/segment.h"
#include "match/catalog.h"
#include "match/doc_set.h"
#include "match/match_tree.h"
#include "match/position_budget.h"
#include "match/word_codes.h"
#include "query/plan.h"

namespace vigie::match {

// Says of an article what PlanEvaluator says of a kPhrase, or an exact kWord,
// without asking where: the words seen so far are bits of one number. Of a
// segment that is of a file, the bytes are searched. Of one thread.
class PhraseScan {
 public:
  // Whether a node is such a phrase, anywhere in an article and not too long.
  static bool Knows(const query::PlanNode& node);

  struct Context {
    const Catalog& catalog;
    uint32_t segment = 0;  // of the catalog
    TermSource* terms = nullptr;
    PositionBudget* budget = nullptr;
  };
  // REQUIRES Knows(phrase). The arguments must outlive it.
  PhraseScan(const query::PlanNode& phrase, const Context& context);

  // Those of the documents that hold it. Once. Throws Stopped. O(tokens).
  DocSet Holding(const DocSet& candidates);

 private:
  // Of documents with all pairs of the phrase, those where the words inside of
  // it stand once: there the pairs meet.
  DocSet Certain(const DocSet& beside) const;
  DocSet Searched(const DocSet& candidates);
  // REQUIRES no search_.
  bool Holds(uint32_t doc);
  uint64_t Seen(uint32_t code) const;

  const query::PlanNode& phrase_;
  const Context context_;
  const index::Segment& segment_;
  PositionBudget& budget_;
  // Of a segment that is of no file.
  std::optional<WordCodes> codes_;
  std::vector<uint64_t> bits_;  // by word: where it may stand in the phrase
  uint64_t anything_ = 0;       // places that any word may have
  uint64_t last_ = 0;
  index::SoughtTokens tokens_;
  bool nowhere_ = false;  // some word is not in the segment
  // Of a segment that is of a file: the codes of the words that may stand at
  // each place, none: any word may.
  std::vector<std::vector<uint32_t>> places_;
};

// Names what a phrase asks for: equal names, equal articles.
std::string PhraseName(const query::PlanNode& phrase);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_PHRASE_SCAN_H_
