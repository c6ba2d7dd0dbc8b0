// A file of XML, without DTD, entities or network.
#ifndef VIGIE_INDEXER_XML_DOCUMENT_H_
#define VIGIE_INDEXER_XML_DOCUMENT_H_

#include <libxml/tree.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article_source.h"

namespace vigie::indexer {

// Entities that HTML names (&eacute;) are read as the characters they stand
// for, since feeds use them undeclared. A document type is passed over; one
// that declares anything itself is refused, which is what "billion laughs" and
// external entities need. Of a document that is not well formed, what stands
// whole before the first fault can be read. Not thread-safe.
class XmlDocument {
 public:
  // Why nothing can be read: TOO_LARGE, BAD_XML, the input's own.
  static Result<std::unique_ptr<XmlDocument>> Read(SourceInput* input);

  // The next element, in document order, for which `wanted` holds; what is
  // below it is passed over. Nothing at the end or at the first fault, which
  // status() tells.
  const xmlNode* Next(const std::function<bool(const xmlNode*)>& wanted);

  // BAD_XML with line and byte when the document is not well formed.
  const Status& status() const { return status_; }
  const std::string& charset() const { return charset_; }

 private:
  struct Free {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  };
  XmlDocument() = default;
  bool IsCut(const xmlNode* element) const;

  std::unique_ptr<xmlDoc, Free> document_;
  std::string charset_;
  Status status_;
  const xmlNode* position_ = nullptr;  // given last; null: none yet
};

// Elements are asked for by local name, whatever the prefix.
std::string_view LocalName(const xmlNode* node);
// The first child element of that name, or null.
const xmlNode* ChildOf(const xmlNode* parent, std::string_view name);
// Along a path of children such as "head/title"; null when one is absent.
const xmlNode* Descend(const xmlNode* parent, std::string_view path);
std::vector<const xmlNode*> ChildrenOf(const xmlNode* parent,
                                       std::string_view name);
// All text below, as it stands, without blanks around it; "" when null.
std::string XmlText(const xmlNode* element);
std::string XmlAttribute(const xmlNode* element, std::string_view name);
// What is below as markup; "" when null.
std::string MarkupBelow(const xmlNode* element);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_XML_DOCUMENT_H_
