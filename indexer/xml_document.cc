#include "indexer/xml_document.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <utility>

#include "indexer/ascii_text.h"
#include "indexer/charset.h"
#include "indexer/markup_limits.h"
#include "indexer/xml_formats.h"
#include "vigie/encoding.h"

namespace vigie::indexer {
namespace {

const char* Chars(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

Status BadXml(std::string message) {
  return Status(StatusCode::kInvalidArgument, std::move(message), "BAD_XML");
}

// XML knows five names; the others are those of HTML.
bool IsXmlEntity(std::string_view name) {
  for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"}) {
    if (name == known) return true;
  }
  return false;
}

std::string WithNumericEntities(std::string_view text) {
  constexpr size_t kLongestName = 10;
  std::string numeric;
  numeric.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    numeric += text[i];
    if (text[i] != '&') continue;
    const size_t end = text.substr(0, i + kLongestName + 2).find(';', i);
    if (end == std::string_view::npos) continue;
    const std::string name(text.substr(i + 1, end - i - 1));
    if (IsXmlEntity(name)) continue;
    const htmlEntityDesc* entity =
        htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (entity == nullptr) continue;
    numeric += "#" + std::to_string(entity->value);
    i = end - 1;
  }
  return numeric;
}

// The offset of a document type that declares something itself.
size_t FindInternalSubset(std::string_view text) {
  const size_t type = text.find("<!DOCTYPE");
  if (type == std::string_view::npos) return type;
  const size_t end = text.find('>', type);
  const size_t subset = text.find('[', type);
  return subset < end ? type : std::string_view::npos;
}

// The first fault of a document, and where it is.
struct Fault {
  Status status;
  size_t offset = 0;
};

void KeepFirst(void* fault, xmlError* error) {
  auto* first = static_cast<Fault*>(fault);
  if (!first->status.ok() || error->level < XML_ERR_ERROR) return;
  const xmlParserCtxt* context = static_cast<xmlParserCtxt*>(error->ctxt);
  const long byte = context == nullptr
                        ? 0
                        : xmlByteConsumed(const_cast<xmlParserCtxt*>(context));
  first->offset = byte < 0 ? 0 : static_cast<size_t>(byte);
  first->status = BadXml(
      "line " + std::to_string(error->line) + ", byte " +
      std::to_string(first->offset) + ": " +
      std::string(TrimAscii(error->message == nullptr ? "" : error->message)));
}

xmlDoc* Parse(std::string_view text, Fault* fault) {
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOCDATA |
                           XML_PARSE_RECOVER | XML_PARSE_IGNORE_ENC |
                           XML_PARSE_BIG_LINES;
  struct Free {
    void operator()(xmlParserCtxt* context) const {
      xmlFreeParserCtxt(context);
    }
  };
  const std::unique_ptr<xmlParserCtxt, Free> context(xmlNewParserCtxt());
  xmlSetStructuredErrorFunc(fault, &KeepFirst);
  xmlDoc* document = xmlCtxtReadMemory(context.get(), text.data(),
                                       static_cast<int>(text.size()), nullptr,
                                       "UTF-8", kOptions);
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  return document;
}

}  // namespace

Result<std::unique_ptr<XmlDocument>> XmlDocument::Read(SourceInput* input) {
  const Result<std::string> bytes = ReadAll(input->bytes.get(), kMaxXmlBytes);
  if (!bytes.ok()) return bytes.status();
  const DecodedDocument decoded =
      DecodeDocument(*bytes, {input->charset, CharsetInside(*bytes)});
  const size_t subset = FindInternalSubset(decoded.text);
  if (subset != std::string::npos) {
    return BadXml("byte " + std::to_string(subset) +
                  ": document types that declare entities are refused");
  }
  if (HasTooManyAttributes(decoded.text)) {
    return Status(StatusCode::kInvalidArgument,
                  "an element has more than " + std::to_string(kMaxAttributes) +
                      " attributes",
                  "TOO_DEEP");
  }
  const std::string text = WithNumericEntities(TrimAscii(decoded.text));
  std::unique_ptr<XmlDocument> document(new XmlDocument);
  document->charset_ = DescribeCharset(decoded);
  Fault fault;
  document->document_.reset(Parse(text, &fault));
  document->status_ = fault.status;
  if (!fault.status.ok()) {
    Fault of_cut;
    document->document_.reset(
        Parse(std::string_view(text).substr(0, fault.offset), &of_cut));
  }
  if (document->document_ == nullptr ||
      xmlDocGetRootElement(document->document_.get()) == nullptr) {
    return fault.status.ok() ? BadXml("no element") : fault.status;
  }
  return document;
}

const xmlNode* XmlDocument::Next(
    const std::function<bool(const xmlNode*)>& wanted) {
  const xmlNode* root = xmlDocGetRootElement(document_.get());
  const xmlNode* node = position_;
  bool into_children = false;
  for (;;) {
    if (node == nullptr) {
      node = root;
    } else if (into_children && node->children != nullptr) {
      node = node->children;
    } else {
      while (node != root && node->next == nullptr) node = node->parent;
      if (node == root) return nullptr;
      node = node->next;
    }
    into_children = node->type == XML_ELEMENT_NODE;
    if (!into_children || !wanted(node)) continue;
    if (IsCut(node)) return nullptr;
    position_ = node;
    return node;
  }
}

// Elements that the fault left open are the last ones, each in the other.
bool XmlDocument::IsCut(const xmlNode* element) const {
  if (status_.ok()) return false;
  for (const xmlNode* node = xmlDocGetRootElement(document_.get());
       node != nullptr; node = node->last) {
    if (node == element) return true;
    if (node->type != XML_ELEMENT_NODE) return false;
  }
  return false;
}

std::string_view LocalName(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE ? Chars(node->name) : "";
}

const xmlNode* ChildOf(const xmlNode* parent, std::string_view name) {
  if (parent == nullptr) return nullptr;
  for (const xmlNode* child = parent->children; child != nullptr;
       child = child->next) {
    if (LocalName(child) == name) return child;
  }
  return nullptr;
}

const xmlNode* Descend(const xmlNode* parent, std::string_view path) {
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    parent = ChildOf(parent, path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parent;
}

std::vector<const xmlNode*> ChildrenOf(const xmlNode* parent,
                                       std::string_view name) {
  std::vector<const xmlNode*> children;
  if (parent == nullptr) return children;
  for (const xmlNode* child = parent->children; child != nullptr;
       child = child->next) {
    if (LocalName(child) == name) children.push_back(child);
  }
  return children;
}

std::string XmlText(const xmlNode* element) {
  if (element == nullptr) return "";
  xmlChar* content = xmlNodeGetContent(element);
  std::string text(TrimAscii(Chars(content)));
  xmlFree(content);
  return DecodeToUtf8(text).text;
}

std::string XmlAttribute(const xmlNode* element, std::string_view name) {
  if (element == nullptr) return "";
  for (const xmlAttr* attribute = element->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (Chars(attribute->name) == name && attribute->children != nullptr) {
      return Chars(attribute->children->content);
    }
  }
  return "";
}

std::string MarkupBelow(const xmlNode* element) {
  if (element == nullptr) return "";
  struct Free {
    void operator()(xmlBuffer* buffer) const { xmlBufferFree(buffer); }
  };
  const std::unique_ptr<xmlBuffer, Free> buffer(xmlBufferCreate());
  for (xmlNode* child = element->children; child != nullptr;
       child = child->next) {
    xmlNodeDump(buffer.get(), element->doc, child, 0, 0);
  }
  return Chars(xmlBufferContent(buffer.get()));
}

}  // namespace vigie::indexer
