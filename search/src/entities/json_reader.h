// Typed reading of one JSON object with faults that name the field.
#ifndef VIGIE_ENTITIES_JSON_READER_H_
#define VIGIE_ENTITIES_JSON_READER_H_

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::entities {

// Collects the first fault, as "field: what to do". Readers below leave their
// target as it is when the field is absent or faulty. Not thread-safe.
class JsonFaults {
 public:
  bool ok() const { return fault_.empty(); }
  const std::string& fault() const { return fault_; }
  void Add(const std::string& field, std::string_view what_to_do);

 private:
  std::string fault_;
};

// One object at `path`, e.g. "aliases[2]" ("" for the whole line). `json` and
// `faults` must outlive it.
class JsonObject {
 public:
  // Anything but an object is a fault and reads as an empty one.
  JsonObject(const nlohmann::json& json, std::string path, JsonFaults* faults);

  // A field that is not in `names` is a fault.
  void AllowOnly(std::initializer_list<std::string_view> names) const;

  bool has(std::string_view name) const { return Find(name) != nullptr; }
  const nlohmann::json* Find(std::string_view name) const;
  std::string PathOf(std::string_view name) const;

  // A string that is not empty.
  void ReadString(std::string_view name, std::string* target) const;
  void ReadBool(std::string_view name, bool* target) const;
  // A whole number in [low, high].
  void ReadInt(std::string_view name, int low, int high, int* target) const;
  // An array of strings that are not empty.
  void ReadStrings(std::string_view name,
                   std::vector<std::string>* target) const;
  // The index of a string in `words`.
  void ReadWord(std::string_view name,
                std::initializer_list<std::string_view> words,
                int* target) const;

 private:
  const nlohmann::json* json_;
  std::string path_;
  JsonFaults* faults_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_JSON_READER_H_
