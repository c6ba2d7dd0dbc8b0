// Version of the library in use.
#ifndef VIGIE_VERSION_H_
#define VIGIE_VERSION_H_

#include "vigie/export.h"

namespace vigie {

// "MAJOR.MINOR.PATCH", as given to CMake's project().
VIGIE_API const char* Version();

}  // namespace vigie

#endif  // VIGIE_VERSION_H_
