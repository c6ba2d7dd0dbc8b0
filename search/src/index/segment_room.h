// How much a segment can hold.
#ifndef VIGIE_INDEX_SEGMENT_ROOM_H_
#define VIGIE_INDEX_SEGMENT_ROOM_H_

#include <cstdint>
#include <limits>

#include "vigie/status.h"

namespace vigie::index {

// Of documents, mentions and symbols: RESOURCE_EXHAUSTED when `more` of a kind
// do not fit beside those `held`.
inline Status CheckRoom(uint64_t held, uint64_t more) {
  constexpr uint64_t kMost = std::numeric_limits<uint32_t>::max() - 1;
  if (held + more < kMost) return OkStatus();
  return Status(StatusCode::kResourceExhausted, "the segment is full");
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SEGMENT_ROOM_H_
