#include "query/word_lists.h"

#include <cstddef>

// Defined by word_lists.S.
extern "C" {
extern const char kVigieAcronymsBegin[];
extern const char kVigieAcronymsEnd[];
extern const char kVigieWeakWordsBegin[];
extern const char kVigieWeakWordsEnd[];
}

namespace vigie::query {
namespace {

std::vector<std::string_view> Cut(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

ListLines LinesOf(const char* begin, const char* end) {
  ListLines lines;
  for (const std::string_view line :
       Cut({begin, static_cast<size_t>(end - begin)}, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    lines.push_back(Cut(line, '\t'));
  }
  return lines;
}

}  // namespace

ListLines AcronymLines() {
  return LinesOf(kVigieAcronymsBegin, kVigieAcronymsEnd);
}

ListLines WeakWordLines() {
  return LinesOf(kVigieWeakWordsBegin, kVigieWeakWordsEnd);
}

}  // namespace vigie::query
