// What is packed: zip, tar, and single files compressed by gzip, zstd, xz or
// bzip2, one inside the other.
#ifndef VIGIE_INDEXER_ARCHIVE_SOURCE_H_
#define VIGIE_INDEXER_ARCHIVE_SOURCE_H_

#include <memory>

#include "indexer/article_source.h"
#include "indexer/source_options.h"

namespace vigie::indexer {

// Archives inside archives: no deeper than this.
constexpr uint32_t kMaxArchiveDepth = 3;
// Unpacked bytes that need no justification, and how many more there may be
// for each byte of the file on disk.
constexpr uint64_t kFreeUnpackedBytes = 64ULL << 20;
constexpr uint64_t kMaxUnpackingRatio = 100;

// Nothing is written to disk. Members are read in their order; those of no
// known format are passed over, and rejected alone are links, devices, unsafe
// paths (UNSAFE_PATH), encrypted ones (ENCRYPTED) and archives too deep
// (TOO_DEEP). Too large an expansion (EXPANSION) and damage (BAD_ARCHIVE) end
// the file; what was read before stays.
std::unique_ptr<ArticleSource> MakeArchiveSource(SourceInput input,
                                                 const SourceOptions& options,
                                                 uint32_t depth);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_ARCHIVE_SOURCE_H_
