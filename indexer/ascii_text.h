// Names of formats, headers, tags: ASCII, compared without case.
#ifndef VIGIE_INDEXER_ASCII_TEXT_H_
#define VIGIE_INDEXER_ASCII_TEXT_H_

#include <string>
#include <string_view>

namespace vigie::indexer {

inline constexpr std::string_view kAsciiBlank = " \t\r\n\f";

// A to Z become a to z; other bytes stay.
inline std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

inline bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

inline bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

// Without the blanks around it.
inline std::string_view TrimAscii(std::string_view text) {
  const size_t begin = text.find_first_not_of(kAsciiBlank);
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(kAsciiBlank) + 1 - begin);
}

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_ASCII_TEXT_H_
