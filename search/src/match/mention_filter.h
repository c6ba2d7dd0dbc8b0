// Which mentions of an article a request wants.
#ifndef VIGIE_MATCH_MENTION_FILTER_H_
#define VIGIE_MATCH_MENTION_FILTER_H_

#include <cstdint>
#include <vector>

#include "match/catalog.h"
#include "match/spans.h"
#include "vigie/search.h"

namespace vigie::match {

// The types, roles, sections, speakers and confidence of a request. Of one
// thread.
class MentionFilter {
 public:
  // Both must outlive it.
  MentionFilter(const MentionRequest& request, const Catalog& catalog);

  // Every mention is wanted.
  bool keeps_all() const { return keeps_all_; }
  // The article of the next questions.
  void MoveTo(DocRef ref);
  // REQUIRES a match of that article, with its token positions where the
  // request names sections.
  bool Keeps(const Match& match);

 private:
  bool HasRole(const Match& match) const;
  bool IsInSection(const Match& match);
  bool IsSaidBySpeaker(const Match& match) const;

  const MentionRequest& request_;
  const Catalog& catalog_;
  const bool keeps_all_;
  std::vector<uint32_t> speakers_;  // numbers of the catalog, rising
  DocRef ref_;
  index::DocumentTokens tokens_;  // of ref_, where sections count
  ArticleStructure structure_;
  struct Quotation {
    Field field = Field::kText;
    ByteRange range;
  };
  std::vector<Quotation> quotations_;  // of ref_, by the speakers
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_MENTION_FILTER_H_
