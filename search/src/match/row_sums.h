// Sums of one attribute's values, counted from rows laid out for it.
#ifndef VIGIE_MATCH_ROW_SUMS_H_
#define VIGIE_MATCH_ROW_SUMS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "match/call_poll.h"
#include "match/catalog.h"
#include "match/doc_set.h"
#include "match/value_sums.h"
#include "vigie/status.h"

namespace vigie::match {

// Sums of `docs` of the first segment, which numbers its values as the catalog
// does: brief ones that begin with the `limit` most frequent values, or have
// all. None: it has no rows, values of single documents are among the most
// frequent, or the documents are so few that to list their values takes no
// longer. O(values of the attribute in the documents, or in the others when
// these are fewer), and when they are many O(values that several documents
// have). Errors of the poll.
Result<std::optional<ValueSums>> RowSums(const std::string& attribute,
                                         const DocSet& docs, uint32_t limit,
                                         const Catalog& catalog,
                                         CallPoll* poll);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ROW_SUMS_H_
