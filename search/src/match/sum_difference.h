// What came and went of an attribute's values since sums were made.
#ifndef VIGIE_MATCH_SUM_DIFFERENCE_H_
#define VIGIE_MATCH_SUM_DIFFERENCE_H_

#include <cstdint>
#include <vector>

#include "match/attribute_sums.h"
#include "match/call_poll.h"
#include "match/changed_rows.h"
#include "match/doc_set.h"
#include "match/facet_columns.h"
#include "match/value_sums.h"
#include "vigie/status.h"

namespace vigie::match {

// What some documents have of the attribute.
struct CountedSums {
  std::vector<ValueSum> sums;  // rising by value
  uint32_t missing = 0;
  uint64_t documents = 0;
};

// What came and went since something was counted.
struct SumDifference {
  CountedSums removed;  // tombstoned in the first segment
  CountedSums gone;     // tombstoned in the others that were counted
  CountedSums added;    // the live ones of segments that were not

  uint64_t documents() const {
    return removed.documents + gone.documents + added.documents;
  }
  int64_t missing() const {
    return int64_t{added.missing} - removed.missing - gone.missing;
  }
};

// Since the first segment alone was counted, tombstoned documents included.
// `name`: the attribute's number in the catalog; `live`: by segment. Errors of
// the poll.
Result<SumDifference> DifferenceFromFirst(uint32_t name,
                                          const std::vector<DocSet>& live,
                                          const AttributeSums& sums,
                                          const FacetColumns& columns,
                                          CallPoll* poll);

// Since an earlier snapshot was.
SumDifference DifferenceBy(const ChangedRows& rows,
                           const std::vector<DocSet>& live,
                           const AttributeSums& sums);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SUM_DIFFERENCE_H_
