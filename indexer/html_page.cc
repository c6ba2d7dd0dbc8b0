#include "indexer/html_page.h"

#include <libxml/HTMLparser.h>

#include <utility>

#include "indexer/ascii_text.h"
#include "indexer/markup_limits.h"

namespace vigie::indexer {
namespace {

const char* Chars(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}

// The next node in document order below `root`; `*depth` follows it.
const xmlNode* NextNode(const xmlNode* node, const xmlNode* root,
                        bool into_children, int* depth) {
  if (into_children && node->children != nullptr &&
      node->type == XML_ELEMENT_NODE) {
    ++*depth;
    return node->children;
  }
  while (node != root && node->next == nullptr) {
    node = node->parent;
    --*depth;
  }
  return node == root ? nullptr : node->next;
}

bool IsTooDeep(const xmlNode* root) {
  int depth = 0;
  for (const xmlNode* node = root; node != nullptr;
       node = NextNode(node, root, true, &depth)) {
    if (depth >= kMaxHtmlDepth) return true;
  }
  return false;
}

}  // namespace

HtmlPage::HtmlPage(xmlDoc* document)
    : document_(document), root_(xmlDocGetRootElement(document)) {}

Result<HtmlPage> HtmlPage::Parse(std::string_view utf8) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                           HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_IGNORE_ENC;
  if (HasTooManyAttributes(utf8)) {
    return Status(StatusCode::kInvalidArgument,
                  "an element has more than " + std::to_string(kMaxAttributes) +
                      " attributes",
                  "TOO_DEEP");
  }
  xmlDoc* document = htmlReadMemory(utf8.data(), static_cast<int>(utf8.size()),
                                    nullptr, "UTF-8", kOptions);
  if (document == nullptr) {
    return Status(StatusCode::kInvalidArgument, "no HTML element", "BAD_HTML");
  }
  HtmlPage page(document);
  if (page.root() == nullptr) {
    return Status(StatusCode::kInvalidArgument, "no HTML element", "BAD_HTML");
  }
  if (IsTooDeep(page.root())) {
    return Status(StatusCode::kInvalidArgument,
                  "elements are nested " + std::to_string(kMaxHtmlDepth) +
                      " deep or deeper",
                  "TOO_DEEP");
  }
  return page;
}

std::string_view NameOf(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE ? Chars(node->name) : "";
}

bool HasAttribute(const xmlNode* element, const char* name) {
  for (const xmlAttr* attribute = element->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (std::string_view(Chars(attribute->name)) == name) return true;
  }
  return false;
}

std::string AttributeOf(const xmlNode* element, const char* name) {
  if (element->type != XML_ELEMENT_NODE) return "";
  for (const xmlAttr* attribute = element->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (std::string_view(Chars(attribute->name)) != name) continue;
    std::string value;
    for (const xmlNode* part = attribute->children; part != nullptr;
         part = part->next) {
      if (part->content != nullptr) value += Chars(part->content);
    }
    return value;
  }
  return "";
}

void AppendCollapsed(std::string_view text, std::string* line) {
  for (const char c : text) {
    if (kAsciiBlank.find(c) == std::string_view::npos) {
      line->push_back(c);
    } else if (!line->empty() && line->back() != ' ') {
      line->push_back(' ');
    }
  }
}

std::string TextOf(const xmlNode* element) {
  std::string text;
  int depth = 0;
  bool into_children = true;
  for (const xmlNode* node = element; node != nullptr;
       node = NextNode(node, element, into_children, &depth)) {
    const std::string_view name = NameOf(node);
    into_children = name != "script" && name != "style";
    if (name == "br") AppendCollapsed(" ", &text);
    if (node->type == XML_TEXT_NODE) {
      AppendCollapsed(Chars(node->content), &text);
    }
  }
  if (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

void ForEachElement(const xmlNode* root,
                    const std::function<bool(const xmlNode*)>& visit) {
  int depth = 0;
  bool into_children = true;
  for (const xmlNode* node = root; node != nullptr;
       node = NextNode(node, root, into_children, &depth)) {
    into_children = node->type == XML_ELEMENT_NODE && visit(node);
  }
}

}  // namespace vigie::indexer
