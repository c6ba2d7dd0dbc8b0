#include "tools/dictionary/import_wikidata.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "tools/dictionary/entity_ids.h"

namespace vigie::tools {
namespace {

using nlohmann::json;

// Null when a step of the path is missing or no object.
const json* Find(const json& from, std::initializer_list<const char*> path) {
  const json* at = &from;
  for (const char* name : path) {
    if (!at->is_object()) return nullptr;
    const auto next = at->find(name);
    if (next == at->end()) return nullptr;
    at = &*next;
  }
  return at;
}

std::string TextOf(const json& from, std::initializer_list<const char*> path) {
  const json* text = Find(from, path);
  return text != nullptr && text->is_string() ? text->get<std::string>() : "";
}

// The type of the first class that the item is an instance of and that
// `classes` has; empty for none. Deprecated statements do not count.
std::string TypeOf(const json& item,
                   const std::map<std::string, std::string>& classes) {
  const json* claims = Find(item, {"claims", "P31"});
  if (claims == nullptr || !claims->is_array()) return "";
  for (const json& claim : *claims) {
    if (TextOf(claim, {"rank"}) == "deprecated") continue;
    const auto known =
        classes.find(TextOf(claim, {"mainsnak", "datavalue", "value", "id"}));
    if (known != classes.end()) return known->second;
  }
  return "";
}

void AddAliases(const json& item, const char* language,
                ImportedEntity* entity) {
  const json* aliases = Find(item, {"aliases", language});
  if (aliases == nullptr || !aliases->is_array()) return;
  for (const json& alias : *aliases) {
    entity->names.push_back({TextOf(alias, {"value"}), language});
  }
}

// Without the comma that ends it and white space; empty for the brackets.
std::string_view ItemOf(std::string_view line) {
  while (!line.empty() &&
         (line.back() == ',' || line.back() == '\r' || line.back() == ' ')) {
    line.remove_suffix(1);
  }
  return line == "[" || line == "]" ? std::string_view() : line;
}

void WriteItem(uint64_t line, const json& item, const WikidataOptions& options,
               EntityOutput* out) {
  const std::string type = TypeOf(item, options.classes);
  if (type.empty()) return;
  const json* sitelinks = Find(item, {"sitelinks"});
  const size_t links = sitelinks == nullptr ? 0 : sitelinks->size();
  if (links < options.least_sitelinks) return;
  ImportedEntity entity;
  if (!ReadTypeName(type, &entity)) {
    return out->Reject(line, "P31: \"" + type + "\" is no type");
  }
  entity.wikidata_id = TextOf(item, {"id"});
  entity.label_en = TextOf(item, {"labels", "en", "value"});
  entity.label = TextOf(item, {"labels", "fr", "value"});
  if (entity.label.empty()) entity.label = entity.label_en;
  if (entity.label.empty()) {
    return out->Reject(line, "labels: neither French nor English");
  }
  entity.id = IdPrefix(entity.type) + SlugOf(entity.wikidata_id);
  AddAliases(item, "fr", &entity);
  AddAliases(item, "en", &entity);
  out->Write(line, entity);
}

}  // namespace

std::map<std::string, std::string> DefaultWikidataClasses() {
  return {{"Q5", "person"},
          {"Q4830453", "organization.company"},
          {"Q6881511", "organization.company"},
          {"Q783794", "organization.company"},
          {"Q891723", "organization.company"},
          {"Q22687", "organization.bank"},
          {"Q43229", "organization"},
          {"Q163740", "organization.ngo"},
          {"Q327333", "organization.institution"},
          {"Q484652", "organization.intergovernmental"},
          {"Q7278", "organization.party"},
          {"Q178790", "organization.union"},
          {"Q3918", "organization.university"},
          {"Q476028", "organization.club"},
          {"Q11032", "organization.media"},
          {"Q41298", "organization.media"},
          {"Q1616075", "organization.media"},
          {"Q192283", "agency"},
          {"Q6256", "place.country"},
          {"Q3624078", "place.country"},
          {"Q36784", "place.region"},
          {"Q6465", "place.department"},
          {"Q484170", "place.city"},
          {"Q515", "place.city"},
          {"Q1549591", "place.city"},
          {"Q7397", "product.software"},
          {"Q431289", "product"},
          {"Q35127", "product"},
          {"Q1190554", "event"},
          {"Q40231", "event"}};
}

Status ImportWikidata(std::istream& in, const WikidataOptions& options,
                      EntityOutput* out) {
  std::string text;
  for (uint64_t line = 1; std::getline(in, text); ++line) {
    const std::string_view item = ItemOf(text);
    if (item.empty()) continue;
    const json value = json::parse(item, nullptr, /*allow_exceptions=*/false);
    if (!value.is_object()) {
      out->Reject(line, "line: no JSON object in UTF-8");
      continue;
    }
    WriteItem(line, value, options, out);
  }
  return OkStatus();
}

}  // namespace vigie::tools
