#include "tools/dictionary/compile_command.h"

#include <utility>

#include "entities/entry_lines.h"
#include "entities/gazetteer_builder.h"
#include "tools/dictionary/text_files.h"

namespace vigie::tools {

Status CompileDictionary(const std::vector<std::string>& paths,
                         const std::string& out) {
  entities::GazetteerBuilder builder;
  entities::EntryLines take;
  take.header = [](const entities::FileHeader&) { return std::string(); };
  take.change = [](std::string_view) {
    return std::string("op: only entities are compiled");
  };
  take.entry = [&builder](entities::Entry entry) {
    return builder.Add(std::move(entry));
  };
  for (const std::string& path : paths) {
    const Result<std::string> text = ReadTextFile(path);
    if (!text.ok()) return text.status();
    Status read = entities::ReadEntryLines(*text, path, take);
    if (!read.ok()) return read;
  }
  return ReplaceTextFile(out, builder.Finish());
}

}  // namespace vigie::tools
