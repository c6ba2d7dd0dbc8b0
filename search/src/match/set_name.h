// Names of the sets of documents that trees match.
#ifndef VIGIE_MATCH_SET_NAME_H_
#define VIGIE_MATCH_SET_NAME_H_

#include <string>

#include "match/match_tree.h"
#include "match/selection.h"

namespace vigie::match {

// Trees and selections with one name match the same documents in every segment,
// whatever the snapshot. Empty: the set has no name, or one longer than 8 KiB.
// O(tree).
std::string SetName(const MatchNode& tree, const Selections& selections);

// Trees with one name have the same nodes over the same terms in the same
// order, weights aside. Empty: it has no name. O(tree).
std::string TreeName(const MatchNode& tree);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SET_NAME_H_
