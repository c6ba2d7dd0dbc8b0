#include "indexer/input_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>

namespace vigie::indexer {
namespace {

namespace fs = std::filesystem;

std::optional<InputFormat> FormatOf(const fs::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".txt") return InputFormat::kText;
  if (extension == ".jsonl" || extension == ".ndjson") {
    return InputFormat::kJsonLines;
  }
  return std::nullopt;
}

SourceItem Rejected(const std::string& path, StatusCode code,
                    std::string message, std::string reason) {
  SourceItem item;
  item.place.file = path;
  item.rejection = Status(code, std::move(message), std::move(reason));
  return item;
}

uint64_t SizeOf(const fs::path& path) {
  std::error_code error;
  const uint64_t bytes = fs::file_size(path, error);
  return error ? 0 : bytes;
}

// What `folder` holds, by name. A folder that cannot be read is rejected by
// itself; what lies beside it is still found.
std::vector<fs::directory_entry> EntriesOf(const fs::path& folder,
                                           InputFiles* found) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator walk(folder, error);
       !error && walk != fs::directory_iterator(); walk.increment(error)) {
    entries.push_back(*walk);
  }
  if (error) {
    found->rejected.push_back(Rejected(folder.string(),
                                       StatusCode::kUnavailable,
                                       error.message(), "UNREADABLE"));
  }
  return entries;
}

void WalkFolder(const fs::path& root, InputFiles* found) {
  std::vector<InputFile> files;
  std::vector<fs::path> folders = {root};
  while (!folders.empty()) {
    const fs::path folder = folders.back();
    folders.pop_back();
    for (const fs::directory_entry& entry : EntriesOf(folder, found)) {
      const fs::path& path = entry.path();
      const bool hidden = path.filename().string().front() == '.';
      std::error_code ignored;
      const fs::file_status status = entry.symlink_status(ignored);
      const std::optional<InputFormat> format = FormatOf(path);
      if (fs::is_directory(status)) {
        if (!hidden) folders.push_back(path);
      } else if (hidden || !fs::is_regular_file(status) || !format) {
        ++found->skipped;
      } else {
        files.push_back({path.string(), path.lexically_relative(root).string(),
                         *format, SizeOf(path)});
      }
    }
  }
  std::sort(files.begin(), files.end(),
            [](const InputFile& a, const InputFile& b) { return a.id < b.id; });
  std::move(files.begin(), files.end(), std::back_inserter(found->files));
}

}  // namespace

InputFiles FindInputFiles(const std::vector<std::string>& arguments) {
  InputFiles found;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      found.files.push_back({"-", "stdin", InputFormat::kJsonLines, 0});
      continue;
    }
    const fs::path path(argument);
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      found.rejected.push_back(Rejected(argument, StatusCode::kNotFound,
                                        "no such file or folder",
                                        "UNREADABLE"));
    } else if (fs::is_directory(status)) {
      WalkFolder(path.lexically_normal(), &found);
    } else if (const auto format = FormatOf(path)) {
      found.files.push_back(
          {argument, path.filename().string(), *format, SizeOf(path)});
    } else {
      found.rejected.push_back(
          Rejected(argument, StatusCode::kInvalidArgument,
                   "unknown format; known are .txt, .jsonl and .ndjson",
                   "UNKNOWN_FORMAT"));
    }
  }
  return found;
}

}  // namespace vigie::indexer
