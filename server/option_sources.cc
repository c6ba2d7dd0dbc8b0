#include "server/option_sources.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <utility>

#include "server/whole_file.h"

namespace vigie::server {
namespace {

Status Invalid(const std::string& message) {
  return Status(StatusCode::kInvalidArgument, message);
}

std::optional<std::string> TextOf(const toml::node& value) {
  if (const auto text = value.value_exact<std::string>()) return *text;
  if (const auto number = value.value_exact<int64_t>()) {
    return std::to_string(*number);
  }
  if (const auto flag = value.value_exact<bool>()) {
    return *flag ? "true" : "false";
  }
  return std::nullopt;
}

Result<std::vector<std::string>> WordsOfFile(
    const std::vector<std::string>& names, const std::string& path) {
  const Result<std::string> text = ReadWholeFile(path);
  if (!text.ok()) return text.status();
  std::vector<std::string> words;
  try {
    const toml::table document = toml::parse(*text);
    for (const auto& [key, value] : document) {
      const std::string name(key.str());
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        return Invalid(path + ": \"" + name + "\" is no option");
      }
      const auto setting = TextOf(value);
      if (!setting) {
        return Invalid(path + ": " + name +
                       " is neither text, number nor boolean");
      }
      words.push_back("--" + name + "=" + *setting);
    }
  } catch (const toml::parse_error& error) {
    return Invalid(path + ", line " +
                   std::to_string(error.source().begin.line) + ": " +
                   std::string(error.description()));
  }
  return words;
}

}  // namespace

std::string VariableOf(const std::string& name) {
  std::string variable = "VIGIE_SERVER_";
  for (const char c : name) {
    variable +=
        c == '-'
            ? '_'
            : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return variable;
}

Result<std::vector<std::string>> WordsOfSettings(
    const std::vector<std::string>& names, const std::string& path) {
  std::vector<std::string> words;
  if (!path.empty()) {
    Result<std::vector<std::string>> of_file = WordsOfFile(names, path);
    if (!of_file.ok()) return of_file;
    words = *std::move(of_file);
  }
  for (const std::string& name : names) {
    const char* value = std::getenv(VariableOf(name).c_str());
    if (value != nullptr) words.push_back("--" + name + "=" + value);
  }
  return words;
}

}  // namespace vigie::server
