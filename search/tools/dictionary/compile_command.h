// vigie-dictionary compile: JSON Lines -> a file that loads without parsing.
#ifndef VIGIE_TOOLS_DICTIONARY_COMPILE_COMMAND_H_
#define VIGIE_TOOLS_DICTIONARY_COMPILE_COMMAND_H_

#include <string>
#include <vector>

#include "vigie/status.h"

namespace vigie::tools {

// INVALID_ARGUMENT names file, line and field of the first fault; concepts with
// rules and names compared by lemma are faults.
Status CompileDictionary(const std::vector<std::string>& paths,
                         const std::string& out);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_COMPILE_COMMAND_H_
