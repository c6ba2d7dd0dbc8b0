#include "tools/dictionary/import_skos.h"

#include <libxml/xmlreader.h>

#include <memory>
#include <string_view>

namespace vigie::tools {
namespace {

constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kWikidata = "wikidata.org/entity/";

using Reader = std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)>;

std::string_view View(const xmlChar* text) {
  return text == nullptr
             ? std::string_view()
             : std::string_view(reinterpret_cast<const char*>(text));
}

std::string Take(xmlChar* text) {
  std::string taken(View(text));
  xmlFree(text);
  return taken;
}

const xmlChar* Chars(std::string_view text) {
  return reinterpret_cast<const xmlChar*>(text.data());
}

bool Is(xmlTextReaderPtr reader, std::string_view space,
        std::string_view name) {
  return View(xmlTextReaderConstNamespaceUri(reader)) == space &&
         View(xmlTextReaderConstLocalName(reader)) == name;
}

std::string Attribute(xmlTextReaderPtr reader, std::string_view name,
                      std::string_view space) {
  return Take(xmlTextReaderGetAttributeNs(reader, Chars(name), Chars(space)));
}

// "http://www.wikidata.org/entity/Q95" -> "Q95".
std::string WikidataId(const std::string& address) {
  const size_t at = address.find(kWikidata);
  return at == std::string::npos ? "" : address.substr(at + kWikidata.size());
}

// Reads the elements of one document in order.
class SkosReader {
 public:
  SkosReader(xmlTextReaderPtr reader, const ImportedEntity& empty,
             EntityOutput* out)
      : reader_(reader), empty_(empty), out_(out) {}

  // Takes the node that the reader stands on. False when it is refused.
  bool Step() {
    const int kind = xmlTextReaderNodeType(reader_);
    if (kind == XML_READER_TYPE_DOCUMENT_TYPE ||
        kind == XML_READER_TYPE_ENTITY_REFERENCE) {
      return false;
    }
    const int depth = xmlTextReaderDepth(reader_);
    if (kind == XML_READER_TYPE_END_ELEMENT && depth == depth_) End();
    if (kind != XML_READER_TYPE_ELEMENT) return true;
    if (depth_ < 0) {
      Begin(depth);
    } else if (depth == depth_ + 1) {
      Property();
    }
    return true;
  }

 private:
  void Begin(int depth) {
    const bool is_concept = Is(reader_, kSkos, "Concept");
    if (!is_concept && !Is(reader_, kRdf, "Description")) return;
    if (xmlTextReaderIsEmptyElement(reader_) == 1) return;
    depth_ = depth;
    line_ =
        static_cast<uint64_t>(xmlGetLineNo(xmlTextReaderCurrentNode(reader_)));
    is_concept_ = is_concept;
    entity_ = empty_;
  }

  void Property() {
    if (Is(reader_, kRdf, "type") && Attribute(reader_, "resource", kRdf) ==
                                         std::string(kSkos) + "Concept") {
      is_concept_ = true;
    }
    if (Is(reader_, kSkos, "exactMatch")) {
      const std::string id = WikidataId(Attribute(reader_, "resource", kRdf));
      if (!id.empty()) entity_.wikidata_id = id;
    }
    const bool preferred = Is(reader_, kSkos, "prefLabel");
    if (!preferred && !Is(reader_, kSkos, "altLabel") &&
        !Is(reader_, kSkos, "hiddenLabel")) {
      return;
    }
    const std::string language =
        std::string(View(xmlTextReaderConstXmlLang(reader_))).substr(0, 2);
    const std::string text = Take(xmlTextReaderReadString(reader_));
    if (!language.empty() && language != "fr" && language != "en") return;
    if (preferred && language == "en") {
      entity_.label_en = text;
    } else if (preferred && entity_.label.empty()) {
      entity_.label = text;
    } else {
      entity_.names.push_back({text, language});
    }
  }

  void End() {
    depth_ = -1;
    if (!is_concept_) return;
    if (entity_.label.empty()) entity_.label = entity_.label_en;
    if (entity_.label.empty()) {
      out_->Reject(line_, "prefLabel: neither French nor English");
    } else {
      out_->Write(line_, entity_);
    }
  }

  xmlTextReaderPtr reader_;
  const ImportedEntity& empty_;
  EntityOutput* out_;
  int depth_ = -1;  // of the element that is read, -1 outside
  uint64_t line_ = 0;
  bool is_concept_ = false;
  ImportedEntity entity_;
};

Status Malformed(xmlTextReaderPtr reader, const std::string& path,
                 const std::string& what) {
  return {StatusCode::kInvalidArgument,
          path + ':' +
              std::to_string(xmlTextReaderGetParserLineNumber(reader)) + ": " +
              what};
}

}  // namespace

Status ImportSkos(const std::string& path, const std::string& type,
                  EntityOutput* out) {
  ImportedEntity empty;
  if (!ReadTypeName(type, &empty)) {
    return {StatusCode::kInvalidArgument, "\"" + type + "\" is no type"};
  }
  const Reader reader(xmlReaderForFile(path.c_str(), nullptr,
                                       XML_PARSE_NONET | XML_PARSE_NOERROR |
                                           XML_PARSE_NOWARNING),
                      xmlFreeTextReader);
  if (reader == nullptr) {
    return {StatusCode::kNotFound, path + " cannot be read"};
  }
  SkosReader skos(reader.get(), empty, out);
  int more = xmlTextReaderRead(reader.get());
  for (; more == 1; more = xmlTextReaderRead(reader.get())) {
    if (!skos.Step()) {
      return Malformed(reader.get(), path,
                       "a document type or an entity; remove it");
    }
  }
  if (more != 0) return Malformed(reader.get(), path, "not well-formed XML");
  return OkStatus();
}

}  // namespace vigie::tools
