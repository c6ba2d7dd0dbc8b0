// The lines of a dictionary file, each checked on its own.
#ifndef VIGIE_ENTITIES_ENTRY_LINES_H_
#define VIGIE_ENTITIES_ENTRY_LINES_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entities/entry_parser.h"
#include "vigie/status.h"

namespace vigie::entities {

// What the first line of a file may say of the others.
struct FileHeader {
  bool open_data = false;  // the shipped open data stand behind the entries
  // Lists of words; "@NAME" in a `need`, `pos` or `neg` stands for one.
  std::map<std::string, std::vector<std::string>> lists;
};

// Take what a line holds; return "" or its fault as "field: what to do".
struct EntryLines {
  std::function<std::string(const FileHeader&)> header;
  std::function<std::string(Entry)> entry;
  std::function<std::string(std::string_view)> change;  // a line with "op"
};

// Reads JSON Lines to the end or to the first fault. INVALID_ARGUMENT names
// `source_name`, line and field. O(bytes).
// A line of OverlayLine says that those after it are of another file.
Status ReadEntryLines(std::string_view json_lines,
                      const std::string& source_name, const EntryLines& take);

// Stands between the lines of a dictionary and those of its overlay.
std::string OverlayLine(const std::string& overlay_name);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_ENTRY_LINES_H_
