#include "tools/dictionary/overlay_command.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string_view>
#include <vector>

#include "entities/dictionary.h"
#include "tools/dictionary/text_files.h"

namespace vigie::tools {
namespace {

using entities::Dictionary;

Result<std::string> ReadDictionary(const std::string& path) {
  if (path.empty()) return std::string(Dictionary::ShippedJsonLines());
  return ReadTextFile(path);
}

Result<std::shared_ptr<const Dictionary>> Load(const OverlayFiles& files,
                                               const std::string& overlay) {
  Result<std::string> lines = ReadDictionary(files.dictionary);
  if (!lines.ok()) return lines.status();
  const std::string name =
      files.dictionary.empty() ? "shipped dictionary" : files.dictionary;
  if (files.overlay.empty()) return Dictionary::Parse(*lines, name);
  return Dictionary::Parse(
      Dictionary::WithOverlay(*lines, overlay, files.overlay), name);
}

// What the overlay holds; nothing when there is no such file yet.
Result<std::string> ReadOverlay(const std::string& path) {
  if (!std::filesystem::exists(path)) return std::string();
  return ReadTextFile(path);
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(std::move(line));
  }
  return lines;
}

Status CheckAndReplace(const OverlayFiles& files, const std::string& overlay) {
  const auto loaded = Load(files, overlay);
  if (!loaded.ok()) return loaded.status();
  return ReplaceTextFile(files.overlay, overlay);
}

}  // namespace

Status AppendChange(const OverlayFiles& files, const std::string& change) {
  Result<std::string> overlay = ReadOverlay(files.overlay);
  if (!overlay.ok()) return overlay.status();
  if (!overlay->empty() && overlay->back() != '\n') *overlay += '\n';
  return CheckAndReplace(files, *overlay + change + '\n');
}

Status UndoChange(const OverlayFiles& files, uint64_t line) {
  const Result<std::string> overlay = ReadTextFile(files.overlay);
  if (!overlay.ok()) return overlay.status();
  std::vector<std::string> lines = LinesOf(*overlay);
  if (line == 0) line = lines.size();
  if (line == 0 || line > lines.size()) {
    return {StatusCode::kInvalidArgument, files.overlay + " has " +
                                              std::to_string(lines.size()) +
                                              " lines; name one of them"};
  }
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line - 1));
  std::string rest;
  for (const std::string& kept : lines) rest += kept + '\n';
  return CheckAndReplace(files, rest);
}

Status CheckDictionary(const OverlayFiles& files) {
  std::string overlay;
  if (!files.overlay.empty()) {
    Result<std::string> read = ReadTextFile(files.overlay);
    if (!read.ok()) return read.status();
    overlay = *std::move(read);
  }
  const auto loaded = Load(files, overlay);
  if (!loaded.ok()) return loaded.status();
  const Dictionary& dictionary = **loaded;
  std::cout << dictionary.version() << ": " << dictionary.listed()
            << " entities in lines, " << dictionary.gazetteer().size()
            << " compiled with " << dictionary.gazetteer().aliases()
            << " names\n";
  return OkStatus();
}

}  // namespace vigie::tools
