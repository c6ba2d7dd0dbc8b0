// The verbs of vigie-dictionary that make dictionaries: open-data,
// lower-case-words, import, compile, check.
#ifndef VIGIE_TOOLS_DICTIONARY_MAKE_VERBS_H_
#define VIGIE_TOOLS_DICTIONARY_MAKE_VERBS_H_

#include <CLI/CLI.hpp>

#include "vigie/status.h"

namespace vigie::tools {

// What a verb comes to is put into `done`, which must outlive `app`'s parsing.
void AddMakeVerbs(CLI::App& app, Status* done);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_MAKE_VERBS_H_
