// A line of text as a shell splits it.
#ifndef VIGIE_CLIENT_SHELL_WORDS_H_
#define VIGIE_CLIENT_SHELL_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

namespace vigie::client {

struct SplitLine {
  // Without their quotes. A line that ends behind a space ends with an empty
  // word: the one that is to be typed next.
  std::vector<std::string> words;
  char open_quote = 0;  // the quote that the line does not close
};

// Words are parted by spaces outside quotes; a backslash takes the next
// character as it is, but for single quotes.
SplitLine SplitWords(std::string_view line);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_SHELL_WORDS_H_
