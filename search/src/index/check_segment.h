// What a sealed segment must be, beyond the checksums of its files.
#ifndef VIGIE_INDEX_CHECK_SEGMENT_H_
#define VIGIE_INDEX_CHECK_SEGMENT_H_

#include <string>

#include "index/segment.h"
#include "vigie/status.h"

namespace vigie::index {

// Every article can be read; every mention names bytes of its field that begin
// and end with whole characters and no white space, inside its sentence and
// its parent; counts and the database's documents agree with the
// manifest's record. DATA_LOSS says what is wrong and where. O(text).
Status CheckSegment(const Segment& segment);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_CHECK_SEGMENT_H_
