#include "indexer/markup_limits.h"

#include <algorithm>

#include "indexer/ascii_text.h"

namespace vigie::indexer {
namespace {

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsBlank(char c) { return kAsciiBlank.find(c) != std::string_view::npos; }

// The end of the start tag at `begin`; `*signs` counts each "=" and each word
// after a blank: at most two for an attribute.
size_t EndOfTag(std::string_view markup, size_t begin, size_t* signs) {
  char quote = 0;
  for (size_t i = begin; i < markup.size(); ++i) {
    const char c = markup[i];
    const char before = markup[i - 1];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return i;
    } else if ((c == '"' || c == '\'') && (before == '=' || IsBlank(before))) {
      quote = c;
    } else if (c == '=' || (IsBlank(before) && !IsBlank(c))) {
      ++*signs;
    }
  }
  return markup.size();
}

// Past the end tag of <script> or <style>, else `end`.
size_t PastRawText(std::string_view markup, size_t begin, size_t end) {
  const std::string name = LowerAscii(markup.substr(begin, 6));
  const char* close = StartsWith(name, "script")  ? "</script"
                      : StartsWith(name, "style") ? "</style"
                                                  : nullptr;
  return close == nullptr ? end
                          : std::min(markup.find(close, end), markup.size());
}

}  // namespace

bool HasTooManyAttributes(std::string_view markup) {
  for (size_t at = markup.find('<'); at < markup.size();
       at = markup.find('<', at)) {
    const size_t name = ++at;
    if (name >= markup.size() || !IsLetter(markup[name])) continue;
    size_t signs = 0;
    at = EndOfTag(markup, name, &signs);
    if (signs > 2 * kMaxAttributes) return true;
    at = PastRawText(markup, name, at);
  }
  return false;
}

}  // namespace vigie::indexer
