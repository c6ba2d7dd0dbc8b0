// What a search found, of which any page can be shown.
#ifndef VIGIE_MATCH_FOUND_HITS_H_
#define VIGIE_MATCH_FOUND_HITS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "match/corpus.h"
#include "match/facet_columns.h"
#include "match/hit_order.h"
#include "match/page_token.h"
#include "match/query_run.h"
#include "match/shown_rows.h"
#include "query/plan.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// Rows [begin, end) of an answer.
struct RowRange {
  uint64_t begin = 0;
  uint64_t end = 0;
};

struct FoundHits {
  // Rows of an answer that are found for later pages, where there are so many.
  static constexpr uint64_t kMostRows = 200;

  // A hit, best of its group where hits are grouped.
  struct Row {
    ScoredDoc hit;
    double key = 0;  // that rows are ordered by, falling
  };

  // What a page shows of the matches in an article, and the rest of it.
  struct ShownHit {
    ShownRowPointer row;
    HitCards::Card card;
  };
  // Of the first rows, as far as known.
  struct Shown {
    uint32_t passages = 0;  // that were wanted of each
    std::vector<ShownHit> hits;
  };
  static constexpr size_t kMostShown = 20;

  query::Plan plan;              // understanding completed
  PrefixWords prefix_words;      // that were searched
  uint64_t total = 0;            // hits
  uint64_t rows_in_all = 0;      // hits, or groups
  bool grouped = false;          // by SearchRequest::collapse
  uint64_t first = 0;            // of `rows`, among all
  std::vector<Row> rows;         // in their order
  std::vector<HitGroup> groups;  // of each of `rows`; empty unless grouped
  Shown shown;
  std::vector<QuerySuggestion> suggestions;
  std::vector<ClauseDiagnosis> diagnosis;
  PartialReason partial = PartialReason::kComplete;
  uint64_t articles_searched = 0;  // when partial

  // Of those that a page shows, what there is.
  RowRange PageRows(uint64_t begin, uint32_t size) const {
    const uint64_t from = std::min(begin, rows_in_all);
    return {from, std::min(from + size, rows_in_all)};
  }
  bool Has(const RowRange& range) const {
    return first <= range.begin && range.end <= first + rows.size();
  }
};

// Orders what a query found as far as `page` needs, with `more` as far as
// FoundHits::kMostRows of what `run` has, and says which rows the page shows.
// Leaves to the caller what it takes from `run` otherwise. Errors as
// PutInOrder and GroupHits.
struct OrderedHits {
  FoundHits found;
  RowRange page;
};
Result<OrderedHits> OrderFound(const Corpus& corpus,
                               const FacetColumns& columns,
                               const SearchRequest& request,
                               const PageStart& page, bool more, QueryRun* run);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_FOUND_HITS_H_
