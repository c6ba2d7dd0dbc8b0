// A segment as those see it who may read some sources only.
#ifndef VIGIE_INDEX_RESTRICTED_SEGMENT_H_
#define VIGIE_INDEX_RESTRICTED_SEGMENT_H_

#include <memory>
#include <string>
#include <vector>

#include "index/segment.h"

namespace vigie::index {

// Documents of other sources than `sources` (sorted) are hidden: tombstoned, in
// no posting list and no frequency. Names of sources, entities and attribute
// values that no visible document has are empty. The numbers of documents, and
// the ordinals of the tables, stay as they are. `scope_key` is short and tells
// sets of sources apart. O(documents + their entities and attributes).
std::shared_ptr<const Segment> RestrictSegment(
    std::shared_ptr<const Segment> segment,
    const std::vector<std::string>& sources, const std::string& scope_key);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_RESTRICTED_SEGMENT_H_
