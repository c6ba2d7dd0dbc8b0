// Sums of facets that queries made of whole sets of documents.
#ifndef VIGIE_MATCH_KEPT_SUMS_H_
#define VIGIE_MATCH_KEPT_SUMS_H_

#include <memory>
#include <string>
#include <vector>

#include "match/carried_sums.h"
#include "match/doc_set.h"
#include "match/kept_by_name.h"
#include "match/value_sums.h"

namespace vigie::match {

using KeptSums = KeptByName<ValueSums>;
using FacetSums = NamedKept<ValueSums>;

// Of the whole process: a revision finds what the one before it left of the
// segments that both have. 48 MiB.
const std::shared_ptr<KeptSums>& SharedSums();

// Under which name the sums of what facets count over are kept.
struct KeptScope {
  const FacetSums* sums = nullptr;         // null: none is kept
  const CarriedMemory* carried = nullptr;  // null: none is carried on
  // SetName of the live documents and `tombstoned` together; empty: has none.
  std::string name;
  std::vector<DocSet> tombstoned;  // by segment
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KEPT_SUMS_H_
