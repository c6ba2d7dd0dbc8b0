// Which format a file is in: by its first bytes, then by its name.
#ifndef VIGIE_INDEXER_INPUT_FORMAT_H_
#define VIGIE_INDEXER_INPUT_FORMAT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::indexer {

enum class InputFormat {
  kText,
  kJsonLines,
  kHtml,
  kFeed,    // RSS or Atom
  kNewsMl,  // NewsML-G2
  kNitf,
  kNinjs,
  kWarc,
  kArchive,  // zip, tar, or one file compressed by gzip, zstd, xz or bzip2
};

// Bytes that SniffFormat wants to see.
constexpr size_t kSniffBytes = 4096;

// What `head` begins as, whatever the file is called; nothing when it could be
// of several formats (plain text, JSON) or none.
std::optional<InputFormat> SniffFormat(std::string_view head);

// What files with the ending of `name` hold, in upper or lower case.
std::optional<InputFormat> FormatOfName(std::string_view name);

// The content decides; where it does not, the name.
std::optional<InputFormat> FormatOf(std::string_view head,
                                    std::string_view name);

// "text", "jsonl", "html", "feed", "newsml", "nitf", "ninjs", "warc",
// "archive": what --format takes.
std::optional<InputFormat> FormatFromWord(std::string_view word);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_INPUT_FORMAT_H_
