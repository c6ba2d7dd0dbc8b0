#include "entities/change.h"

#include <nlohmann/json.hpp>

#include "entities/json_reader.h"

namespace vigie::entities {
namespace {

using nlohmann::json;

void ReadNeeded(const JsonObject& object, std::string_view name,
                std::string* target, JsonFaults* faults) {
  object.ReadString(name, target);
  if (target->empty()) {
    faults->Add(object.PathOf(name), "write the id of an entity");
  }
}

void ReadLabels(const JsonObject& object, Change* change, JsonFaults* faults) {
  const json* value = object.Find("label");
  if (value == nullptr) {
    faults->Add("label", "add {\"fr\": \"...\"}");
    return;
  }
  const JsonObject label(*value, "label", faults);
  label.AllowOnly({"fr", "en"});
  label.ReadString("fr", &change->label);
  label.ReadString("en", &change->label_en);
  if (change->label.empty()) faults->Add("label.fr", "add the French label");
}

std::string ReadSplit(const JsonObject& object, Change* change) {
  const json* value = object.Find("into");
  if (value == nullptr || !value->is_object()) {
    return "into: write the new entity, as a line of a dictionary has it";
  }
  const std::string fault = ParseEntry(value->dump(), &change->split);
  return fault.empty() ? "" : "into." + fault;
}

}  // namespace

std::string ParseChange(std::string_view line, Change* change) {
  *change = Change();
  const json value = json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) {
    return "line: not valid JSON in UTF-8; write one object on one line";
  }
  JsonFaults faults;
  const JsonObject object(value, "", &faults);
  int kind = -1;
  object.ReadWord("op", {"merge", "split", "hide", "rename"}, &kind);
  if (!faults.ok()) return faults.fault();
  change->kind = static_cast<Change::Kind>(kind);
  ReadNeeded(object, "id", &change->id, &faults);
  std::string note;
  object.ReadString("note", &note);
  switch (change->kind) {
    case Change::Kind::kMerge:
      object.AllowOnly({"op", "id", "into", "note"});
      ReadNeeded(object, "into", &change->into, &faults);
      break;
    case Change::Kind::kSplit:
      object.AllowOnly({"op", "id", "into", "note"});
      if (faults.ok()) return ReadSplit(object, change);
      break;
    case Change::Kind::kHide:
      object.AllowOnly({"op", "id", "alias", "note"});
      object.ReadString("alias", &change->alias);
      break;
    case Change::Kind::kRename:
      object.AllowOnly({"op", "id", "label", "note"});
      ReadLabels(object, change, &faults);
      break;
  }
  return faults.fault();
}

}  // namespace vigie::entities
