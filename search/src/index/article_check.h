// What makes an article acceptable, and what makes two of them the same.
#ifndef VIGIE_INDEX_ARTICLE_CHECK_H_
#define VIGIE_INDEX_ARTICLE_CHECK_H_

#include <cstdint>
#include <string_view>

#include "vigie/article.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// INVALID_ARGUMENT names the field, and the limit of ArticleLimits or the
// byte at which it breaks UTF-8 or holds a NUL (in the id: any control
// character). Dates lie in the years 1600 to 9999.
Status CheckArticle(const Article& article);

// INVALID_ARGUMENT (reason INDEX_OPTIONS) names the attribute that no article
// could have.
Status CheckIndexOptions(const IndexOptions& options);

// FAILED_PRECONDITION (reason STALE_VERSION) when a write of `version` comes
// after one of a higher version, `last`; 0 is no version and always comes.
Status CheckNotStale(std::string_view id, uint64_t version, uint64_t last);

// NOT_FOUND (reason ARTICLE_NOT_FOUND).
Status NoSuchArticle(std::string_view id);

// Of every field, and of the versions of the analyser and of recognition
// (RecognitionVersion) that decide what an index holds of them.
uint64_t ContentHash(const Article& article,
                     std::string_view recognition_version);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_ARTICLE_CHECK_H_
