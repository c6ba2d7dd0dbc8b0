// The documents that pass a selection, as sets.
#ifndef VIGIE_MATCH_SELECTION_SETS_H_
#define VIGIE_MATCH_SELECTION_SETS_H_

#include <cstdint>

#include "match/doc_set.h"
#include "match/match_tree.h"
#include "match/selection.h"

namespace vigie::match {

// Of `docs` of a segment, those that pass the selection of one dimension (an
// index into Selections::dimensions()). Entities and attributes are looked up
// in the posting lists, other values in the columns of each document.
DocSet Passing(const Selections& selections, size_t dimension,
               const Catalog& catalog, uint32_t segment, const DocSet& docs,
               TermSource* terms);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SELECTION_SETS_H_
