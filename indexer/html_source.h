// Web pages and fragments of HTML as articles.
#ifndef VIGIE_INDEXER_HTML_SOURCE_H_
#define VIGIE_INDEXER_HTML_SOURCE_H_

#include <memory>
#include <string>

#include "indexer/article_source.h"

namespace vigie::indexer {

// Larger pages are refused (TOO_LARGE).
constexpr uint64_t kMaxPageBytes = 8ULL << 20;

// A page is one article: its main text (main_text.h), with what the page says
// of itself. The id is the canonical URL, else `input.id`. Reads at most
// kMaxPageBytes. Rejections: TOO_LARGE, TOO_DEEP, BAD_HTML, EMPTY_ARTICLE when
// no text is found, the input's own.
std::unique_ptr<ArticleSource> MakeHtmlSource(SourceInput input);

// All text of a fragment, as feeds carry it, without markup; "" when there is
// none or it cannot be parsed.
std::string TextOfFragment(const std::string& html);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_HTML_SOURCE_H_
