// Reads the members of a JSON object with their types checked.
#ifndef VIGIE_JSON_MEMBERS_H_
#define VIGIE_JSON_MEMBERS_H_

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/names.h"
#include "vigie/status.h"

namespace vigie::json {

// Each Read takes one member: absent or null leaves the value as it is. The
// first fault is kept in the Status that all levels share, and says where it
// is ("selections[0].key.dimension"); later reads then change nothing that
// counts. REQUIRES that object and status outlive it. Thread-compatible.
class Members {
 public:
  Members(const nlohmann::json& object, std::string path, Status* status);

  void Read(const char* name, std::string* value);
  void Read(const char* name, std::vector<std::string>* value);
  void Read(const char* name, bool* value);
  void Read(const char* name, uint32_t* value);
  void Read(const char* name, std::optional<uint32_t>* value);
  void Read(const char* name, uint64_t* value);
  void Read(const char* name, double* value);
  void Read(const char* name, float* value);

  // One of `names`; the value is its index.
  template <size_t kCount, typename Enum>
  void ReadEnum(const char* name, const Names<kCount>& names, Enum* value) {
    const nlohmann::json* member = Take(name);
    if (member == nullptr) return;
    *value =
        static_cast<Enum>(IndexOf(*member, PathOf(name), names.data(), kCount));
  }

  template <size_t kCount, typename Enum>
  void ReadEnums(const char* name, const Names<kCount>& names,
                 std::vector<Enum>* values) {
    const nlohmann::json* member = TakeArray(name);
    if (member == nullptr) return;
    for (const nlohmann::json& element : *member) {
      values->push_back(static_cast<Enum>(
          IndexOf(element, PathOf(name), names.data(), kCount)));
    }
  }

  using Body = std::function<void(Members&)>;
  // A member that is an object; returns whether it is there.
  bool ReadObject(const char* name, const Body& body);
  // A member that is an array of objects.
  void ReadObjects(const char* name, const Body& body);

  // Fails on a member that no Read has named. Called by the two above for what
  // they hand over.
  void Finish();
  void Fail(const char* name, std::string_view wanted);

 private:
  const nlohmann::json* Take(const char* name);
  const nlohmann::json* TakeArray(const char* name);
  std::string PathOf(std::string_view name) const;
  size_t IndexOf(const nlohmann::json& value, const std::string& path,
                 const std::string_view* names, size_t count);
  void FailAt(const std::string& path, std::string_view wanted);
  uint64_t Integer(const char* name, uint64_t most, uint64_t otherwise);

  const nlohmann::json& object_;
  const std::string path_;
  Status* status_;
  std::vector<std::string_view> known_;
};

// Parses `text`, one object, and hands its members to `body`.
// INVALID_ARGUMENT (reason JSON) says which byte or member is wrong.
Status ReadObjectText(std::string_view text, const Members::Body& body);

}  // namespace vigie::json

#endif  // VIGIE_JSON_MEMBERS_H_
