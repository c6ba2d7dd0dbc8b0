#include "json/members.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace vigie::json {
namespace {

Status Invalid(std::string message) {
  return Status(StatusCode::kInvalidArgument, std::move(message), "JSON");
}

}  // namespace

Members::Members(const nlohmann::json& object, std::string path, Status* status)
    : object_(object), path_(std::move(path)), status_(status) {
  if (!object_.is_object()) {
    FailAt(path_.empty() ? "the text" : path_, "an object");
  }
}

std::string Members::PathOf(std::string_view name) const {
  std::string path = path_;
  if (!path.empty()) path += '.';
  return path.append(name);
}

void Members::FailAt(const std::string& path, std::string_view wanted) {
  if (status_->ok()) {
    *status_ = Invalid(path + " must be " + std::string(wanted));
  }
}

void Members::Fail(const char* name, std::string_view wanted) {
  FailAt(PathOf(name), wanted);
}

const nlohmann::json* Members::Take(const char* name) {
  known_.emplace_back(name);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

const nlohmann::json* Members::TakeArray(const char* name) {
  const nlohmann::json* member = Take(name);
  if (member == nullptr || member->is_array()) return member;
  Fail(name, "an array");
  return nullptr;
}

void Members::Read(const char* name, std::string* value) {
  const nlohmann::json* member = Take(name);
  if (member == nullptr) return;
  if (!member->is_string()) return Fail(name, "a string");
  *value = member->get<std::string>();
}

void Members::Read(const char* name, std::vector<std::string>* value) {
  const nlohmann::json* member = TakeArray(name);
  if (member == nullptr) return;
  for (const nlohmann::json& element : *member) {
    if (!element.is_string()) return Fail(name, "an array of strings");
    value->push_back(element.get<std::string>());
  }
}

void Members::Read(const char* name, bool* value) {
  const nlohmann::json* member = Take(name);
  if (member == nullptr) return;
  if (!member->is_boolean()) return Fail(name, "true or false");
  *value = member->get<bool>();
}

uint64_t Members::Integer(const char* name, uint64_t most, uint64_t otherwise) {
  const nlohmann::json* member = Take(name);
  if (member == nullptr) return otherwise;
  if (member->is_number_unsigned() && member->get<uint64_t>() <= most) {
    return member->get<uint64_t>();
  }
  Fail(name, "an integer from 0 to " + std::to_string(most));
  return otherwise;
}

void Members::Read(const char* name, uint32_t* value) {
  *value = static_cast<uint32_t>(
      Integer(name, std::numeric_limits<uint32_t>::max(), *value));
}

void Members::Read(const char* name, std::optional<uint32_t>* value) {
  if (Take(name) == nullptr) return;
  Read(name, &value->emplace());
}

void Members::Read(const char* name, uint64_t* value) {
  *value = Integer(name, std::numeric_limits<uint64_t>::max(), *value);
}

void Members::Read(const char* name, double* value) {
  const nlohmann::json* member = Take(name);
  if (member == nullptr) return;
  if (!member->is_number()) return Fail(name, "a number");
  *value = member->get<double>();
}

void Members::Read(const char* name, float* value) {
  double wide = *value;
  Read(name, &wide);
  *value = static_cast<float>(wide);
}

size_t Members::IndexOf(const nlohmann::json& value, const std::string& path,
                        const std::string_view* names, size_t count) {
  const auto* end = names + count;
  const auto* found = end;
  if (value.is_string()) {
    found = std::find(names, end, value.get_ref<const std::string&>());
  }
  if (found != end) return static_cast<size_t>(found - names);
  std::string wanted = "one of";
  for (const auto* name = names; name != end; ++name) {
    wanted.append(name == names ? " " : ", ").append(*name);
  }
  FailAt(path, wanted);
  return 0;
}

bool Members::ReadObject(const char* name, const Body& body) {
  const nlohmann::json* member = Take(name);
  if (member == nullptr) return false;
  Members inner(*member, PathOf(name), status_);
  body(inner);
  inner.Finish();
  return true;
}

void Members::ReadObjects(const char* name, const Body& body) {
  const nlohmann::json* member = TakeArray(name);
  if (member == nullptr) return;
  for (size_t i = 0; i < member->size(); ++i) {
    Members inner((*member)[i], PathOf(name) + '[' + std::to_string(i) + ']',
                  status_);
    body(inner);
    inner.Finish();
  }
}

void Members::Finish() {
  if (!status_->ok()) return;
  for (const auto& [name, value] : object_.items()) {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      *status_ = Invalid("there is no member " + PathOf(name));
      return;
    }
  }
}

Status ReadObjectText(std::string_view text, const Members::Body& body) {
  nlohmann::json object;
  try {
    object = nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    return Invalid("not JSON: byte " + std::to_string(error.byte) +
                   " is not what was expected");
  } catch (const nlohmann::json::out_of_range&) {
    return Invalid("a number is larger than a double can hold");
  }
  Status status;
  Members members(object, "", &status);
  body(members);
  members.Finish();
  return status;
}

}  // namespace vigie::json
