// How inputs are read, whatever becomes of the articles.
#ifndef VIGIE_INDEXER_SOURCE_OPTIONS_H_
#define VIGIE_INDEXER_SOURCE_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "indexer/input_format.h"

namespace vigie::indexer {

struct SourceOptions {
  // Of every file, and of every member of an archive; absent: as content and
  // name say.
  std::optional<InputFormat> format;
  // Articles that are surely in another language are rejected. Empty: none.
  std::vector<std::string> languages = {"fr"};
};

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_SOURCE_OPTIONS_H_
