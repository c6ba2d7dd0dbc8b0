// A parsed web page and what is asked of its elements.
#ifndef VIGIE_INDEXER_HTML_PAGE_H_
#define VIGIE_INDEXER_HTML_PAGE_H_

#include <libxml/tree.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "vigie/status.h"

namespace vigie::indexer {

// Deeper pages are refused: libxml2 builds nothing below its own limit.
constexpr int kMaxHtmlDepth = 250;

class HtmlPage {
 public:
  // `utf8` is a whole page or a fragment of one. Never touches the network.
  // INVALID_ARGUMENT (reason TOO_DEEP; BAD_HTML when there is no element).
  static Result<HtmlPage> Parse(std::string_view utf8);

  const xmlNode* root() const { return root_; }

 private:
  struct Free {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  };
  explicit HtmlPage(xmlDoc* document);
  std::unique_ptr<xmlDoc, Free> document_;
  const xmlNode* root_ = nullptr;
};

// "" for text and comments, which have no name. HTML names are in lower case.
std::string_view NameOf(const xmlNode* node);
// The value of an attribute, or "".
std::string AttributeOf(const xmlNode* element, const char* name);
bool HasAttribute(const xmlNode* element, const char* name);
// The text below an element, blanks collapsed; scripts and styles left out.
std::string TextOf(const xmlNode* element);

// Calls `visit` on the elements below `root`, itself included, in document
// order; below an element for which it says false nothing is visited.
void ForEachElement(const xmlNode* root,
                    const std::function<bool(const xmlNode*)>& visit);

// Appends `text` to `*line` with blanks (space, tab, line ends) collapsed to
// one space, none at the beginning.
void AppendCollapsed(std::string_view text, std::string* line);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_HTML_PAGE_H_
