#include "client/option_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace vigie::client {
namespace {

// "relevance, newest, oldest".
std::string Listed(const std::vector<std::string>& choices) {
  std::string list;
  for (const std::string& choice : choices) {
    list += (list.empty() ? "" : ", ") + choice;
  }
  return list;
}

std::string Number(double value) {
  char text[32];
  const auto end =
      std::to_chars(text, text + sizeof(text), value, std::chars_format::fixed,
                    value == std::floor(value) ? 0 : 2)
          .ptr;
  return std::string(text, end);
}

// Reads the whole of `text` as a number within the bounds of `option`.
template <typename T>
std::string ReadNumber(const OptionSpec& option, const std::string& text,
                       Language language, T* value) {
  T read = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, read);
  const bool whole = error == std::errc() && stop == end && !text.empty();
  const auto number = static_cast<double>(read);
  if (!whole || !std::isfinite(number) || number < option.least ||
      number > option.most) {
    return Say(language, "attend un nombre de ", "takes a number from ") +
           Number(option.least) + Say(language, " à ", " to ") +
           Number(option.most);
  }
  *value = read;
  return "";
}

}  // namespace

bool OptionSpec::IsFlag() const { return !positional && *value.french == '\0'; }

bool OptionSpec::TakesMany() const {
  return std::holds_alternative<std::vector<std::string> Options::*>(target);
}

OptionSpec OptionSpec::Letter(char short_name) const {
  OptionSpec copy = *this;
  copy.letter = short_name;
  return copy;
}

OptionSpec OptionSpec::Between(double lowest, double highest) const {
  OptionSpec copy = *this;
  copy.least = lowest;
  copy.most = highest;
  return copy;
}

OptionSpec OptionSpec::OneOf(std::vector<std::string> values) const {
  OptionSpec copy = *this;
  copy.choices = std::move(values);
  return copy;
}

OptionSpec OptionSpec::Completed(Completion how) const {
  OptionSpec copy = *this;
  copy.completion = how;
  return copy;
}

OptionSpec OptionSpec::Required() const {
  OptionSpec copy = *this;
  copy.required = true;
  return copy;
}

OptionSpec Flag(const char* name, Wording help, Target target) {
  return {name, {"", ""}, help, target};
}

OptionSpec Value(const char* name, Wording value, Wording help, Target target) {
  return {name, value, help, target};
}

OptionSpec Argument(Wording value, Wording help, Target target) {
  OptionSpec argument{value.english, value, help, target};
  argument.positional = true;
  return argument;
}

const CommandSpec* FindCommand(std::string_view name) {
  for (const CommandSpec& command : Commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

const OptionSpec* FindOption(const std::vector<OptionSpec>& options,
                             std::string_view name) {
  for (const OptionSpec& option : options) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

std::string Assign(const OptionSpec& option,
                   const std::vector<std::string>& values, Options* options) {
  const Language language = options->language;
  for (const std::string& value : values) {
    if (!option.choices.empty() &&
        std::find(option.choices.begin(), option.choices.end(), value) ==
            option.choices.end()) {
      return Say(language, "attend un de ces mots : ", "takes one of: ") +
             Listed(option.choices);
    }
  }
  const std::string& last = values.back();
  if (const auto* flag = std::get_if<bool Options::*>(&option.target)) {
    options->** flag = true;
  } else if (const auto* off = std::get_if<Off>(&option.target)) {
    options->*off->field = false;
  } else if (const auto* text =
                 std::get_if<std::string Options::*>(&option.target)) {
    options->** text = last;
  } else if (const auto* list =
                 std::get_if<std::vector<std::string> Options::*>(
                     &option.target)) {
    options->** list = values;
  } else if (const auto* count =
                 std::get_if<uint32_t Options::*>(&option.target)) {
    return ReadNumber(option, last, language, &(options->**count));
  } else if (const auto* real =
                 std::get_if<double Options::*>(&option.target)) {
    return ReadNumber(option, last, language, &(options->**real));
  } else if (const auto* maybe =
                 std::get_if<std::optional<uint32_t> Options::*>(
                     &option.target)) {
    uint32_t number = 0;
    const std::string fault = ReadNumber(option, last, language, &number);
    if (!fault.empty()) return fault;
    options->** maybe = number;
  } else if (const auto* choose = std::get_if<Choose>(&option.target)) {
    (*choose)(last, options);
  }
  return "";
}

}  // namespace vigie::client
