// Checking lists of pairs against the tokens they were made from.
#ifndef VIGIE_INDEX_CHECK_PAIR_LISTS_H_
#define VIGIE_INDEX_CHECK_PAIR_LISTS_H_

#include "index/segment.h"
#include "vigie/status.h"

namespace vigie::index {

// DATA_LOSS when the lists are not as a writer makes them, or one of 256
// documents, whose tokens are read, stands in others than its own. O(bytes of
// the lists + tokens of those documents + rows log words).
Status CheckPairLists(const Segment& segment);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_CHECK_PAIR_LISTS_H_
