#include "entities/entry_parser.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "entities/concept_rules.h"
#include "entities/entry_words.h"
#include "entities/json_reader.h"

namespace vigie::entities {
namespace {

using nlohmann::json;

struct TypePrefix {
  EntityType type;
  std::string_view prefix;
};
constexpr std::array<TypePrefix, 7> kPrefixes = {{
    {EntityType::kPerson, "person"},
    {EntityType::kOrganization, "org"},
    {EntityType::kAgency, "agency"},
    {EntityType::kPlace, "place"},
    {EntityType::kProduct, "product"},
    {EntityType::kEvent, "event"},
    {EntityType::kConcept, "concept"},
}};

void ReadItems(const JsonObject& object, std::string_view name,
               std::vector<std::string>* target, JsonFaults* faults) {
  object.ReadStrings(name, target);
  for (const std::string& item : *target) {
    CheckWords(item, object.PathOf(name), faults);
  }
}

void ReadType(const JsonObject& object, Entity* entity, JsonFaults* faults) {
  std::string type;
  object.ReadString("type", &type);
  const size_t dot = type.find('.');
  const std::string main = type.substr(0, dot);
  entity->type = EntityTypeFromName(main);
  if (dot != std::string::npos) entity->subtype = type.substr(dot + 1);
  const bool subtype_ok = dot == std::string::npos || !entity->subtype.empty();
  if (entity->type == EntityType::kUnspecified || !subtype_ok ||
      EntityTypeName(entity->type) != main) {
    faults->Add("type",
                "write person, organization, agency, place, product, event or "
                "concept, and a subtype after a full stop if need be");
  }
}

void ReadId(const JsonObject& object, Entity* entity, JsonFaults* faults) {
  object.ReadString("id", &entity->id);
  std::string_view wanted;
  for (const TypePrefix& known : kPrefixes) {
    if (known.type == entity->type) wanted = known.prefix;
  }
  const size_t slash = entity->id.find('/');
  const std::string slug =
      slash == std::string::npos ? "" : entity->id.substr(slash + 1);
  const bool slug_ok =
      !slug.empty() && std::all_of(slug.begin(), slug.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.' || c == '_' || c == '+';
      });
  if (!slug_ok || entity->id.substr(0, slash) != wanted) {
    faults->Add("id", "write \"" + std::string(wanted) +
                          "/\" and a name of a-z, 0-9, -, ., _ and +, as the "
                          "type asks");
  }
}

void ReadLabel(const JsonObject& object, Entity* entity, JsonFaults* faults) {
  const json* value = object.Find("label");
  if (value == nullptr) {
    faults->Add("label", "add {\"fr\": \"...\"}");
    return;
  }
  const JsonObject label(*value, "label", faults);
  label.AllowOnly({"fr", "en"});
  label.ReadString("fr", &entity->label);
  label.ReadString("en", &entity->label_en);
  if (entity->label.empty()) faults->Add("label.fr", "add the French label");
}

void ReadQid(const JsonObject& object, Entity* entity, JsonFaults* faults) {
  object.ReadString("qid", &entity->wikidata_id);
  const std::string& qid = entity->wikidata_id;
  if (qid.empty()) return;
  const bool digits = qid.size() > 1 && qid[0] == 'Q' && qid[1] != '0' &&
                      std::all_of(qid.begin() + 1, qid.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) faults->Add("qid", "write a Wikidata id such as Q95");
}

void ReadFormerIds(const JsonObject& object, std::vector<std::string>* ids,
                   JsonFaults* faults) {
  const json* value = object.Find("was");
  if (value == nullptr) return;
  const auto is_id = [](const json& id) {
    return id.is_string() &&
           id.get_ref<const std::string&>().find('/') != std::string::npos;
  };
  if (!value->is_array() || !std::all_of(value->begin(), value->end(), is_id)) {
    faults->Add("was", "write an array of former ids");
    return;
  }
  *ids = value->get<std::vector<std::string>>();
}

Alias ReadAlias(const json& value, const std::string& path,
                const Alias& defaults, JsonFaults* faults) {
  Alias alias = defaults;
  if (value.is_string()) {
    alias.text = value.get<std::string>();
    CheckWords(alias.text, path, faults);
    return alias;
  }
  const JsonObject object(value, path, faults);
  object.AllowOnly({"t", "case", "accents", "match", "lang", "kind", "need",
                    "need_full", "apart", "capital", "min_score"});
  object.ReadString("t", &alias.text);
  CheckWords(alias.text, object.PathOf("t"), faults);
  int word = static_cast<int>(alias.case_policy);
  object.ReadWord("case", {"exact", "cap", "any"}, &word);
  alias.case_policy = static_cast<CasePolicy>(word);
  word = 0;
  object.ReadWord("kind", {"full", "short", "nominal"}, &word);
  alias.kind = static_cast<AliasKind>(word);
  // An entity's min_score guards its full names; the others already rest on
  // a mention that passed it.
  if (alias.kind != AliasKind::kFull) alias.min_score = 1;
  word = -1;
  object.ReadWord("lang", {"fr", "en"}, &word);
  alias.language = static_cast<AliasLanguage>(word + 1);
  word = 0;
  object.ReadWord("accents", {"fold", "exact"}, &word);
  alias.exact_accents = word == 1;
  word = 0;
  object.ReadWord("match", {"form", "lemma"}, &word);
  alias.by_lemma = word == 1;
  object.ReadBool("need_full", &alias.need_full);
  object.ReadBool("apart", &alias.apart);
  object.ReadBool("capital", &alias.capital);
  object.ReadInt("min_score", 0, kHighestScore, &alias.min_score);
  ReadItems(object, "need", &alias.need, faults);
  return alias;
}

void ReadAliases(const JsonObject& object, Entry* entry, JsonFaults* faults) {
  const json* value = object.Find("aliases");
  if (value == nullptr) return;
  if (!value->is_array()) {
    faults->Add("aliases", "write an array of objects and strings");
    return;
  }
  Alias defaults;
  defaults.min_score = entry->rules.min_score;
  if (entry->entity.type == EntityType::kConcept) {
    defaults.case_policy = CasePolicy::kAny;
  }
  for (size_t i = 0; i < value->size(); ++i) {
    const std::string path = "aliases[" + std::to_string(i) + "]";
    entry->rules.aliases.push_back(
        ReadAlias((*value)[i], path, defaults, faults));
    entry->entity.aliases.push_back(entry->rules.aliases.back().text);
  }
}

}  // namespace

std::string ParseEntry(std::string_view line, Entry* entry) {
  *entry = Entry();
  const json value = json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) {
    return "line: not valid JSON in UTF-8; write one object on one line";
  }
  JsonFaults faults;
  const JsonObject object(value, "", &faults);
  object.AllowOnly({"id", "type", "label", "aliases", "pos", "neg", "min_score",
                    "qid", "ner_block", "sets", "mask", "rules", "was"});
  ReadType(object, &entry->entity, &faults);
  ReadId(object, &entry->entity, &faults);
  ReadLabel(object, &entry->entity, &faults);
  ReadQid(object, &entry->entity, &faults);
  ReadFormerIds(object, &entry->former_ids, &faults);
  object.ReadInt("min_score", 0, kHighestScore, &entry->rules.min_score);
  object.ReadBool("ner_block", &entry->rules.ner_block);
  ReadItems(object, "pos", &entry->rules.pos, &faults);
  ReadItems(object, "neg", &entry->rules.neg, &faults);
  ReadAliases(object, entry, &faults);
  const bool is_concept = entry->entity.type == EntityType::kConcept;
  for (std::string_view field : {"sets", "mask", "rules"}) {
    if (object.has(field) && !is_concept) {
      faults.Add(std::string(field), "only a concept may have it; remove it");
    }
  }
  ReadConceptRules(object, &entry->rules, &faults);
  if (entry->rules.aliases.empty() && entry->rules.near.empty() &&
      entry->rules.find.empty() && entry->rules.phrases.empty()) {
    faults.Add("aliases", "add at least one alias or rule");
  }
  return faults.fault();
}

}  // namespace vigie::entities
