// vigie-dictionary merge, split, hide, rename, undo: the changes of an overlay
// file, each checked against its dictionary before it is written.
#ifndef VIGIE_TOOLS_DICTIONARY_OVERLAY_COMMAND_H_
#define VIGIE_TOOLS_DICTIONARY_OVERLAY_COMMAND_H_

#include <cstdint>
#include <string>

#include "vigie/status.h"

namespace vigie::tools {

struct OverlayFiles {
  std::string overlay;
  std::string dictionary;  // JSON Lines; empty: the shipped one
};

// Writes `change`, a line of docs/entities.md, behind the others.
// INVALID_ARGUMENT, and an untouched file, when it does not apply.
Status AppendChange(const OverlayFiles& files, const std::string& change);

// Takes a line away, 0 for the last one. INVALID_ARGUMENT, and an untouched
// file, when there is none or a later change needs it.
Status UndoChange(const OverlayFiles& files, uint64_t line);

// The version, entities and names of a dictionary, JSON Lines or compiled,
// with an overlay unless it is empty.
Status CheckDictionary(const OverlayFiles& files);

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_OVERLAY_COMMAND_H_
