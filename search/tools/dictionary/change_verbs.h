// The verbs of vigie-dictionary that change an overlay file: merge, split,
// hide, rename, undo.
#ifndef VIGIE_TOOLS_DICTIONARY_CHANGE_VERBS_H_
#define VIGIE_TOOLS_DICTIONARY_CHANGE_VERBS_H_

#include <CLI/CLI.hpp>

#include "vigie/status.h"

namespace vigie::tools {

// What a verb comes to is put into `done`, which must outlive `app`'s parsing.
void AddChangeVerbs(CLI::App& app, Status* done);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_CHANGE_VERBS_H_
