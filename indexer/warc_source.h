// WARC, the format of web archives (ISO 28500).
#ifndef VIGIE_INDEXER_WARC_SOURCE_H_
#define VIGIE_INDEXER_WARC_SOURCE_H_

#include <memory>

#include "indexer/article_source.h"
#include "indexer/source_options.h"

namespace vigie::indexer {

// A record with more is passed over without being held in memory.
constexpr uint64_t kMaxWarcBlockBytes = 9ULL << 20;

// Pages and feeds of `response` and `resource` records, texts of `conversion`
// records. Other records are counted as passed over: revisits, requests,
// pictures, answers other than 200. A damaged record is rejected (BAD_WARC)
// with the byte at which it begins, and reading goes on at the next one.
// libarchive's own reader of WARC loses the address and stops early.
std::unique_ptr<ArticleSource> MakeWarcSource(SourceInput input,
                                              const SourceOptions& options,
                                              uint32_t depth);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_WARC_SOURCE_H_
