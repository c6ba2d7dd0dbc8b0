#include "client/wording.h"

#include <cstdio>
#include <string_view>

#include "client/terminal.h"

namespace vigie::client {

std::string Decimal(double value, int digits, Language language) {
  char text[512];  // holds every double
  std::snprintf(text, sizeof(text), "%.*f", digits, value);
  std::string decimal = text;
  if (language == Language::kFrench) {
    for (char& c : decimal) c = c == '.' ? ',' : c;
  }
  return decimal;
}

std::string Grouped(uint64_t count, Language language) {
  std::string digits = std::to_string(count);
  for (size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, Say(language, "\u202F", ","));
  }
  return digits;
}

std::string Number(Language language, uint64_t count, const char* singular,
                   const char* plural) {
  const bool one = count == 1 || (count == 0 && language == Language::kFrench);
  return Grouped(count, language) + " " + (one ? singular : plural);
}

std::string ServerMessage(const std::string& text, Language language) {
  std::string message = SafeForTerminal(text);
  if (language != Language::kFrench) return message;
  constexpr char kNarrow[] = "\u202F";
  for (const char* mark : {" :", " ;", " !", " ?", " »"}) {
    for (size_t at = message.find(mark); at != message.npos;
         at = message.find(mark, at + 1)) {
      message.replace(at, 1, kNarrow);
    }
  }
  constexpr std::string_view kOpen = "« ";
  for (size_t at = message.find(kOpen); at != message.npos;
       at = message.find(kOpen, at + 1)) {
    message.replace(at + kOpen.size() - 1, 1, kNarrow);
  }
  return message;
}

std::string Quoted(const std::string& text, Language language) {
  return Say(language, "« ", "“") + SafeForTerminal(text) +
         Say(language, " »", "”");
}

std::string FieldName(v1::Field field, Language language) {
  return field == v1::FIELD_TITLE ? Say(language, "titre", "title")
                                  : Say(language, "texte", "text");
}

}  // namespace vigie::client
