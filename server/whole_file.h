// Small files, read and replaced whole.
#ifndef SERVER_WHOLE_FILE_H_
#define SERVER_WHOLE_FILE_H_

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "vigie/status.h"

namespace vigie::server {

inline constexpr size_t kMostFileBytes = 4U << 20;

// NOT_FOUND: none at `path`; INVALID_ARGUMENT: more than kMostFileBytes, or no
// plain file; PERMISSION_DENIED: it cannot be read.
Result<std::string> ReadWholeFile(const std::string& path);

// Readers of `path` see what was there or all of `text`. UNAVAILABLE: it cannot
// be written; nothing has changed then. `mode` as of open(2).
Status ReplaceFile(const std::string& path, std::string_view text, mode_t mode);

}  // namespace vigie::server

#endif  // SERVER_WHOLE_FILE_H_
