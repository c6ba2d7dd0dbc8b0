// Counts of the values of one attribute over documents that count whole.
#ifndef VIGIE_MATCH_ATTRIBUTE_COUNTS_H_
#define VIGIE_MATCH_ATTRIBUTE_COUNTS_H_

#include <string>
#include <vector>

#include "match/call_poll.h"
#include "match/doc_set.h"
#include "match/facet_columns.h"
#include "match/facet_counter.h"
#include "match/kept_sums.h"
#include "vigie/status.h"

namespace vigie::match {

// Counts the values of the attribute in `docs`, by segment. O(values of all
// attributes in the documents, or of the sums that `kept` has of them), and
// O(values of the catalog) when that is less. Errors of the poll.
Status CountAttribute(const std::string& attribute,
                      const std::vector<DocSet>& docs, const KeptScope& kept,
                      const FacetColumns& columns, CallPoll* poll,
                      FacetCounter* counter);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ATTRIBUTE_COUNTS_H_
