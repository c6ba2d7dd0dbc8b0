// What the sources of XML formats share.
#ifndef VIGIE_INDEXER_XML_SOURCE_H_
#define VIGIE_INDEXER_XML_SOURCE_H_

#include <memory>

#include "indexer/article_source.h"
#include "indexer/xml_document.h"

namespace vigie::indexer {

enum class XmlRole {
  kOther,    // looked into
  kContext,  // holds for the articles after it, e.g. the title of a channel
  kArticle,
};

// How a format turns elements into articles.
class XmlFormat {
 public:
  virtual ~XmlFormat() = default;
  // Only the element itself and those around it are there to be looked at.
  virtual XmlRole RoleOf(const xmlNode* element) const = 0;
  virtual void ReadContext(const xmlNode* /*element*/) {}
  // Fills an article; its id may stay empty. Dates that cannot be read become
  // repairs of `item`.
  virtual Article Read(const xmlNode* element, SourceItem* item) const = 0;
};

// A source of the articles that `format` finds. Articles without id get
// `input.id`, with "#" and their number from the second one on.
std::unique_ptr<ArticleSource> MakeXmlSource(SourceInput input,
                                             std::unique_ptr<XmlFormat> format);

// Title and text of the <body> of NITF.
void ReadNitfBody(const xmlNode* body, Article* article);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_XML_SOURCE_H_
