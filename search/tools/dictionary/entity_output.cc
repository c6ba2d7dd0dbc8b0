#include "tools/dictionary/entity_output.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "analysis/analyzer.h"
#include "entities/entry_parser.h"
#include "tools/dictionary/entity_ids.h"

namespace vigie::tools {
namespace {

using nlohmann::ordered_json;

// An acronym is compared letter by letter, a person's single name counts
// after the full one only.
ordered_json EncodeName(const ImportedName& name, EntityType type) {
  const analysis::AnalyzedText analyzed = analysis::Analyze(name.text);
  const bool one_word = analyzed.positions == 1;
  const bool acronym =
      one_word && (analyzed.tokens.front().flags & analysis::kAllCaps) != 0;
  ordered_json alias = {{"t", name.text}};
  if (acronym) alias["case"] = "exact";
  if (one_word && type == EntityType::kPerson) alias["kind"] = "short";
  if (!name.language.empty()) alias["lang"] = name.language;
  return alias.size() == 1 ? ordered_json(name.text) : alias;
}

ordered_json EncodeNames(const ImportedEntity& entity) {
  ordered_json aliases = ordered_json::array();
  std::unordered_set<std::string> seen;
  const auto add = [&](const ImportedName& name) {
    if (!name.text.empty() && seen.insert(name.text).second) {
      aliases.push_back(EncodeName(name, entity.type));
    }
  };
  add({entity.label, ""});
  add({entity.label_en, "en"});
  for (const ImportedName& name : entity.names) add(name);
  return aliases;
}

}  // namespace

bool ReadTypeName(const std::string& name, ImportedEntity* entity) {
  const size_t dot = name.find('.');
  entity->type = EntityTypeFromName(name.substr(0, dot));
  entity->subtype = dot == std::string::npos ? "" : name.substr(dot + 1);
  return entity->type != EntityType::kUnspecified &&
         (dot == std::string::npos || !entity->subtype.empty());
}

void EntityOutput::Write(uint64_t line, const ImportedEntity& entity) {
  std::string id = entity.id;
  if (id.empty()) id = IdPrefix(entity.type) + SlugOf(entity.label);
  ordered_json entry;
  entry["id"] = id;
  entry["type"] = std::string(EntityTypeName(entity.type)) +
                  (entity.subtype.empty() ? "" : "." + entity.subtype);
  entry["label"] = {{"fr", entity.label}};
  if (!entity.label_en.empty() && entity.label_en != entity.label) {
    entry["label"]["en"] = entity.label_en;
  }
  if (!entity.wikidata_id.empty()) entry["qid"] = entity.wikidata_id;
  entry["aliases"] = EncodeNames(entity);
  const std::string text =
      entry.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  entities::Entry checked;
  const std::string fault = entities::ParseEntry(text, &checked);
  if (!fault.empty()) {
    Reject(line, fault);
    return;
  }
  const auto known = line_of_id_.emplace(id, line);
  if (!known.second) {
    Reject(line, "id: \"" + id + "\" is already on line " +
                     std::to_string(known.first->second));
    return;
  }
  out_ << text << '\n';
  ++written_;
}

void EntityOutput::Reject(uint64_t line, const std::string& fault) {
  rejects_ << source_ << ':' << line << ": " << fault << '\n';
  ++rejected_;
}

}  // namespace vigie::tools
