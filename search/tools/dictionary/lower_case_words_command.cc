#include "tools/dictionary/lower_case_words_command.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>

#include "analysis/analyzer.h"
#include "analysis/lexicon.h"

namespace vigie::tools {
namespace {

constexpr uint32_t kLeastSeen = 5;
constexpr uint32_t kOftenSeen = 20;
constexpr size_t kShortest = 3;  // bytes

struct Seen {
  uint32_t lower = 0;
  uint32_t capital = 0;
};

bool IsWord(const std::string& form) {
  return form.size() >= kShortest &&
         std::all_of(form.begin(), form.end(),
                     [](char c) { return c >= 'a' && c <= 'z'; });
}

bool IsInLexicon(const std::string& form) {
  const auto entry = analysis::FindInLexicon(form);
  return entry.has_value() && (entry->flags & analysis::kLexProper) == 0;
}

}  // namespace

Status ListLowerCaseWords(std::istream& in, std::ostream& out) {
  std::unordered_map<std::string, Seen> seen;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto json =
        nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded() || !json.is_object() || !json.contains("text") ||
        !json["text"].is_string()) {
      return {StatusCode::kInvalidArgument,
              "line " + std::to_string(number) + ": no object with a text"};
    }
    const std::string& text = json["text"].get_ref<const std::string&>();
    for (const analysis::Token& token : analysis::Analyze(text).tokens) {
      if ((token.flags & analysis::kSentenceInitial) != 0 ||
          (token.rules & analysis::kRuleAddress) != 0) {
        continue;
      }
      Seen& word = seen[token.form];
      const bool capital =
          (token.flags & (analysis::kCapitalized | analysis::kInnerCaps)) != 0;
      ++(capital ? word.capital : word.lower);
    }
  }
  std::map<std::string, Seen> common;
  for (const auto& [form, count] : seen) {
    if (IsWord(form) && count.lower >= kLeastSeen &&
        (count.lower > count.capital || count.lower >= kOftenSeen) &&
        !IsInLexicon(form)) {
      common.emplace(form, count);
    }
  }
  for (const auto& [form, count] : common) out << form << '\n';
  return OkStatus();
}

}  // namespace vigie::tools
