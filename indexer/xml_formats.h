// Sources of the XML formats of news.
#ifndef VIGIE_INDEXER_XML_FORMATS_H_
#define VIGIE_INDEXER_XML_FORMATS_H_

#include <memory>

#include "indexer/article_source.h"

namespace vigie::indexer {

// Larger documents are refused (TOO_LARGE).
constexpr uint64_t kMaxXmlBytes = 32ULL << 20;

// All of them: an article without text is rejected alone (EMPTY_ARTICLE); a
// fault of the XML (BAD_XML, with line and byte) ends the file, and what stood
// before it stays. Document types that declare entities are refused.

// Each item of RSS 0.9x, 1.0, 2.0 and each entry of Atom is an article; its
// text is content:encoded or content, else description or summary. The id is
// the canonical link, else guid or id.
std::unique_ptr<ArticleSource> MakeFeedSource(SourceInput input);

// Each newsItem (iptc.org/standards/newsml-g2), also inside a newsMessage,
// with inline XHTML, NITF or plain text. The id is its guid.
std::unique_ptr<ArticleSource> MakeNewsMlSource(SourceInput input);

// The document (iptc.org/standards/nitf). The id is doc-id, else `input.id`.
std::unique_ptr<ArticleSource> MakeNitfSource(SourceInput input);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_XML_FORMATS_H_
