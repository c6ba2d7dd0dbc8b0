// How long writes are slowed down and stopped.
#ifndef VIGIE_INDEX_WRITE_HOOK_H_
#define VIGIE_INDEX_WRITE_HOOK_H_

#include <cstdint>
#include <functional>

#include "vigie/status.h"

namespace vigie::index {

// Told of bytes written since it was told last; may wait; an error stops the
// writing and is returned. Null: nobody is told.
using WriteHook = std::function<Status(uint64_t bytes)>;

}  // namespace vigie::index

#endif  // VIGIE_INDEX_WRITE_HOOK_H_
