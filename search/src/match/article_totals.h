// What the articles of one segment come to.
#ifndef VIGIE_MATCH_ARTICLE_TOTALS_H_
#define VIGIE_MATCH_ARTICLE_TOTALS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "index/segment.h"
#include "vigie/article.h"

namespace vigie::match {

struct ArticleTotals {
  uint64_t articles = 0;
  uint64_t length = 0;  // as Segment::lengths
  uint64_t mentions = 0;
  // Of publication; of several at once, that of the first document.
  std::optional<PublicationTime> oldest;
  std::optional<PublicationTime> newest;
  std::vector<uint32_t> entity_articles;  // by the segment's ordinals
  std::vector<uint32_t> source_articles;
};

// Of all documents that are not hidden, tombstoned ones included. O(documents
// and their entities).
ArticleTotals TotalsOfVisible(const index::Segment& segment);

// Of the live ones. `visible` is what the function above gives. O(documents,
// entities of the segment and of tombstoned documents).
ArticleTotals TotalsOfLive(const index::Segment& segment,
                           const ArticleTotals& visible);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ARTICLE_TOTALS_H_
