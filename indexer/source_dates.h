// Dates as files of news write them.
#ifndef VIGIE_INDEXER_SOURCE_DATES_H_
#define VIGIE_INDEXER_SOURCE_DATES_H_

#include <optional>
#include <string_view>

#include "indexer/article_source.h"

namespace vigie::indexer {

// What ParsePublicationTime (vigie/time.h) reads, offsets without colon, the
// basic form of ISO 8601 (20260314T180509+0100, 20260314) and that of mail
// (Sat, 14 Mar 2026 18:05:09 +0100). INVALID_ARGUMENT.
Result<PublicationTime> ParseSourceDate(std::string_view text);

// The same; absent when `text` is empty or, with a repair (REPAIRED_DATE) in
// `item`, when it cannot be read.
std::optional<PublicationTime> ReadSourceDate(std::string_view text,
                                              SourceItem* item);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_SOURCE_DATES_H_
