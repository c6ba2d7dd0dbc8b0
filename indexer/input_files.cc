#include "indexer/input_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>

namespace vigie::indexer {
namespace {

namespace fs = std::filesystem;

// By the first bytes and the name; archives by both, since many files that
// hold no articles are zips.
std::optional<InputFormat> FormatOfFile(const fs::path& path,
                                        const SourceOptions& options) {
  if (options.format) return options.format;
  std::string head;
  PeekHead(OpenFile(path.string()), kSniffBytes, &head);
  const std::string name = path.filename().string();
  const std::optional<InputFormat> named = FormatOfName(name);
  const std::optional<InputFormat> sniffed = SniffFormat(head);
  if (sniffed && (named || sniffed != InputFormat::kArchive)) return sniffed;
  return named;
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

bool IsHidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.empty() || name.front() == '.' || name.back() == '~';
}

void WalkFolder(const fs::path& root, const SourceOptions& options,
                InputFiles* found) {
  std::vector<InputFile> files;
  std::vector<fs::path> folders = {root};
  while (!folders.empty()) {
    const fs::path folder = folders.back();
    folders.pop_back();
    for (const fs::directory_entry& entry : EntriesOf(folder, found)) {
      const fs::path& path = entry.path();
      std::error_code ignored;
      if (fs::is_directory(entry.symlink_status(ignored))) {
        if (!IsHidden(path)) folders.push_back(path);
      } else if (auto file =
                     TakeFileOfFolder(path.string(), root.string(), options)) {
        files.push_back(std::move(*file));
      } else {
        ++found->skipped;
      }
    }
  }
  std::sort(files.begin(), files.end(),
            [](const InputFile& a, const InputFile& b) { return a.id < b.id; });
  std::move(files.begin(), files.end(), std::back_inserter(found->files));
}

}  // namespace

std::optional<InputFile> TakeFileOfFolder(const std::string& path,
                                          const std::string& root,
                                          const SourceOptions& options) {
  const fs::path file(path);
  std::error_code ignored;
  if (IsHidden(file) ||
      !fs::is_regular_file(fs::symlink_status(file, ignored))) {
    return std::nullopt;
  }
  const std::optional<InputFormat> format = FormatOfFile(file, options);
  if (!format) return std::nullopt;
  return InputFile{path, file.lexically_relative(root).string(), *format,
                   SizeOf(file)};
}

InputFiles FindInputFiles(const std::vector<std::string>& arguments,
                          const SourceOptions& options) {
  InputFiles found;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      found.files.push_back(
          {"-", "stdin", options.format.value_or(InputFormat::kJsonLines), 0});
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
      WalkFolder(path.lexically_normal(), options, &found);
    } else if (const auto format = FormatOfFile(path, options)) {
      found.files.push_back(
          {argument, path.filename().string(), *format, SizeOf(path)});
    } else {
      found.rejected.push_back(Rejected(argument, StatusCode::kInvalidArgument,
                                        "unknown format; --format tells it",
                                        "UNKNOWN_FORMAT"));
    }
  }
  return found;
}

}  // namespace vigie::indexer
