// Whole files in and out.
#ifndef VIGIE_TOOLS_DICTIONARY_TEXT_FILES_H_
#define VIGIE_TOOLS_DICTIONARY_TEXT_FILES_H_

#include <string>

#include "vigie/status.h"

namespace vigie::tools {

// NOT_FOUND when it cannot be read.
Result<std::string> ReadTextFile(const std::string& path);

// The old content or the new is there, whatever happens. UNAVAILABLE when the
// new one cannot be written.
Status ReplaceTextFile(const std::string& path, const std::string& content);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_TEXT_FILES_H_
