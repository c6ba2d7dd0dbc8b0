#include "client/shell_words.h"

namespace vigie::client {

SplitLine SplitWords(std::string_view line) {
  SplitLine split;
  std::string word;
  bool begun = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && split.open_quote != '\'' && i + 1 < line.size()) {
      word += line[++i];
      begun = true;
    } else if (c == split.open_quote) {
      split.open_quote = 0;
    } else if (split.open_quote == 0 && (c == '"' || c == '\'')) {
      split.open_quote = c;
      begun = true;
    } else if (split.open_quote == 0 && (c == ' ' || c == '\t')) {
      if (begun) split.words.push_back(std::move(word));
      word.clear();
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  split.words.push_back(std::move(word));
  return split;
}

}  // namespace vigie::client
