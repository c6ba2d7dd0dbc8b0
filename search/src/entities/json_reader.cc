#include "entities/json_reader.h"

#include <algorithm>
#include <utility>

namespace vigie::entities {
namespace {

const nlohmann::json& EmptyObject() {
  static const nlohmann::json empty = nlohmann::json::object();
  return empty;
}

std::string Listed(std::initializer_list<std::string_view> words) {
  std::string list;
  for (std::string_view word : words) {
    if (!list.empty()) list += ", ";
    list += word;
  }
  return list;
}

}  // namespace

void JsonFaults::Add(const std::string& field, std::string_view what_to_do) {
  if (!ok()) return;
  fault_ = field + ": " + std::string(what_to_do);
}

JsonObject::JsonObject(const nlohmann::json& json, std::string path,
                       JsonFaults* faults)
    : json_(&json), path_(std::move(path)), faults_(faults) {
  if (json.is_object()) return;
  json_ = &EmptyObject();
  faults_->Add(path_.empty() ? "line" : path_, "write a JSON object {...}");
}

void JsonObject::AllowOnly(
    std::initializer_list<std::string_view> names) const {
  for (const auto& item : json_->items()) {
    if (std::find(names.begin(), names.end(), item.key()) == names.end()) {
      faults_->Add(PathOf(item.key()),
                   "unknown field; remove it or use one of " + Listed(names));
    }
  }
}

const nlohmann::json* JsonObject::Find(std::string_view name) const {
  const auto it = json_->find(std::string(name));
  return it == json_->end() ? nullptr : &*it;
}

std::string JsonObject::PathOf(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void JsonObject::ReadString(std::string_view name, std::string* target) const {
  const nlohmann::json* value = Find(name);
  if (value == nullptr) return;
  if (!value->is_string() || value->get_ref<const std::string&>().empty()) {
    faults_->Add(PathOf(name), "write a string that is not empty");
    return;
  }
  *target = value->get<std::string>();
}

void JsonObject::ReadBool(std::string_view name, bool* target) const {
  const nlohmann::json* value = Find(name);
  if (value == nullptr) return;
  if (!value->is_boolean()) {
    faults_->Add(PathOf(name), "write true or false");
    return;
  }
  *target = value->get<bool>();
}

void JsonObject::ReadInt(std::string_view name, int low, int high,
                         int* target) const {
  const nlohmann::json* value = Find(name);
  if (value == nullptr) return;
  const bool in_range = value->is_number_integer() &&
                        *value >= nlohmann::json(low) &&
                        *value <= nlohmann::json(high);
  if (!in_range) {
    faults_->Add(PathOf(name), "write a whole number from " +
                                   std::to_string(low) + " to " +
                                   std::to_string(high));
    return;
  }
  *target = value->get<int>();
}

void JsonObject::ReadStrings(std::string_view name,
                             std::vector<std::string>* target) const {
  const nlohmann::json* value = Find(name);
  if (value == nullptr) return;
  std::vector<std::string> strings;
  bool ok = value->is_array();
  if (ok) {
    for (const nlohmann::json& item : *value) {
      ok =
          ok && item.is_string() && !item.get_ref<const std::string&>().empty();
      if (ok) strings.push_back(item.get<std::string>());
    }
  }
  if (!ok) {
    faults_->Add(PathOf(name), "write an array of strings that are not empty");
    return;
  }
  *target = std::move(strings);
}

void JsonObject::ReadWord(std::string_view name,
                          std::initializer_list<std::string_view> words,
                          int* target) const {
  const nlohmann::json* value = Find(name);
  if (value == nullptr) return;
  int index = 0;
  for (std::string_view word : words) {
    if (value->is_string() && value->get_ref<const std::string&>() == word) {
      *target = index;
      return;
    }
    ++index;
  }
  faults_->Add(PathOf(name), "write one of " + Listed(words));
}

}  // namespace vigie::entities
