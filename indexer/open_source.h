// From an input file to the source that reads it.
#ifndef VIGIE_INDEXER_OPEN_SOURCE_H_
#define VIGIE_INDEXER_OPEN_SOURCE_H_

#include <memory>

#include "indexer/article_source.h"
#include "indexer/input_files.h"
#include "indexer/source_options.h"

namespace vigie::indexer {

// Reads `file`, whatever its format, what is packed in it included. Never
// null: a file that cannot be read is a source of one rejection.
std::unique_ptr<ArticleSource> OpenSource(const InputFile& file,
                                          const SourceOptions& options);

// The source of one format; `depth` counts the archives around the input.
std::unique_ptr<ArticleSource> MakeSource(InputFormat format, SourceInput input,
                                          const SourceOptions& options,
                                          uint32_t depth);

// A source of one rejection.
std::unique_ptr<ArticleSource> MakeRejection(SourceItem item);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_OPEN_SOURCE_H_
