// ninjs, the JSON format of news agencies.
#ifndef VIGIE_INDEXER_NINJS_SOURCE_H_
#define VIGIE_INDEXER_NINJS_SOURCE_H_

#include <memory>

#include "indexer/article_source.h"

namespace vigie::indexer {

// A larger file is refused (TOO_LARGE).
constexpr uint64_t kMaxNinjsBytes = 64ULL << 20;

// One item or an array of them, versions 1 and 2 (iptc.org/standards/ninjs).
// The id is its uri. A file of one object per line is read as JSON Lines.
std::unique_ptr<ArticleSource> MakeNinjsSource(SourceInput input);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_NINJS_SOURCE_H_
