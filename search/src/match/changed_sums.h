// Sums of one segment with what other segments and tombstones change of them.
#ifndef VIGIE_MATCH_CHANGED_SUMS_H_
#define VIGIE_MATCH_CHANGED_SUMS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "match/call_poll.h"
#include "match/doc_set.h"
#include "match/facet_columns.h"
#include "match/kept_sums.h"
#include "vigie/status.h"

namespace vigie::match {

// As OnlySums, of the first segment when its sums are kept and few documents
// are elsewhere or tombstoned: a brief one that begins with the `limit` most
// frequent values, or has all, numbered as the catalog does. Where an earlier
// revision left its own, those documents alone are counted that changed since.
// None: to count everything takes less. O(values of those few documents x log
// values); where the most frequent are not certain, O(values of the first
// segment's). Errors of the poll.
Result<std::optional<ValueSums>> ChangedSums(const std::string& attribute,
                                             const std::vector<DocSet>& live,
                                             const KeptScope& kept,
                                             uint32_t limit,
                                             const FacetColumns& columns,
                                             CallPoll* poll);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CHANGED_SUMS_H_
