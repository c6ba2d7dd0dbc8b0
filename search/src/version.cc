#include "vigie/version.h"

namespace vigie {

const char* Version() { return VIGIE_VERSION; }

}  // namespace vigie
