// From the arguments of `add` to the files that hold articles.
#ifndef VIGIE_INDEXER_INPUT_FILES_H_
#define VIGIE_INDEXER_INPUT_FILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/article_source.h"

namespace vigie::indexer {

enum class InputFormat { kText, kJsonLines };

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
// names left out; they yield *.txt, *.jsonl and *.ndjson. A file given by name
// must have one of these endings. "-" is JSON Lines on standard input.
InputFiles FindInputFiles(const std::vector<std::string>& arguments);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_INPUT_FILES_H_
