// From the arguments of `add` to the files that hold articles.
#ifndef VIGIE_INDEXER_INPUT_FILES_H_
#define VIGIE_INDEXER_INPUT_FILES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/article_source.h"
#include "indexer/source_options.h"

namespace vigie::indexer {

struct InputFile {
  std::string path;  // "-" is standard input
  std::string id;    // path relative to the argument; the file name when the
                     // argument is the file itself
  InputFormat format = InputFormat::kText;
  uint64_t bytes = 0;  // 0 for standard input
};

struct InputFiles {
  std::vector<InputFile> files;  // per argument, sorted by id
  // Arguments that do not exist or files that are of no known format.
  std::vector<SourceItem> rejected;
  uint64_t skipped = 0;  // hidden files and other formats inside folders
};

// Folders are walked recursively, without following symbolic links, hidden
// names left out; they yield the files whose content or name is of a known
// format (input_format.h). A file given by name must be of one. "-" is
// standard input, JSON Lines when `options` says nothing else.
InputFiles FindInputFiles(const std::vector<std::string>& arguments,
                          const SourceOptions& options);

// The file at `path`, or nothing when it is hidden, no regular file or of no
// known format: as files of folders are taken.
std::optional<InputFile> TakeFileOfFolder(const std::string& path,
                                          const std::string& root,
                                          const SourceOptions& options);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_INPUT_FILES_H_
