#include "entities/quotations.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vigie::entities {
namespace {

struct Marks {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Marks, 3> kMarks = {
    {{"\u00AB", "\u00BB"}, {"\u201C", "\u201D"}, {"\"", "\""}}};
constexpr std::array<std::string_view, 3> kBlanks = {" ", "\u00A0", "\u202F"};
// One word is a name or a term, not what somebody says.
constexpr uint32_t kFewestWords = 2;

void DropBlanks(std::string_view text, ByteRange* range) {
  for (bool changed = true; changed && range->begin < range->end;) {
    changed = false;
    for (std::string_view blank : kBlanks) {
      const auto size = static_cast<uint32_t>(blank.size());
      if (range->size() < size) continue;
      if (text.substr(range->begin, size) == blank) {
        range->begin += size;
        changed = true;
      } else if (text.substr(range->end - size, size) == blank) {
        range->end -= size;
        changed = true;
      }
    }
  }
}

// Where one of the marks may stand, from `at` on.
size_t NextMark(std::string_view text, size_t at) {
  while (at < text.size() && text[at] != kMarks[0].open[0] &&
         text[at] != kMarks[1].open[0] && text[at] != kMarks[2].open[0]) {
    ++at;
  }
  return at;
}

// The first position that begins at or after byte `at`.
uint32_t PositionAt(const Lattice& lattice, uint32_t at, uint32_t from) {
  while (from < lattice.positions() && lattice.plain(from).range.begin < at) {
    ++from;
  }
  return from;
}

}  // namespace

std::vector<Quotation> FindQuotations(const Lattice& lattice) {
  const std::string_view text = lattice.text();
  std::vector<Quotation> found;
  uint32_t position = 0;
  for (size_t at = NextMark(text, 0); at < text.size();
       at = NextMark(text, at)) {
    const auto* const marks =
        std::find_if(kMarks.begin(), kMarks.end(), [&](const Marks& known) {
          return text.compare(at, known.open.size(), known.open) == 0;
        });
    if (marks == kMarks.end()) {
      ++at;
      continue;
    }
    const size_t begin = at + marks->open.size();
    const size_t line = std::min(text.find('\n', begin), text.size());
    const size_t close = text.find(marks->close, begin);
    const bool closed = close < line;
    const size_t end = closed ? close : line;
    Quotation quotation;
    quotation.range = {static_cast<uint32_t>(begin),
                       static_cast<uint32_t>(end)};
    quotation.marked = {
        static_cast<uint32_t>(at),
        static_cast<uint32_t>(closed ? end + marks->close.size() : end)};
    DropBlanks(text, &quotation.range);
    position = PositionAt(lattice, quotation.range.begin, position);
    quotation.words.begin = position;
    position = PositionAt(lattice, quotation.range.end, position);
    quotation.words.end = position;
    if (quotation.words.end - quotation.words.begin >= kFewestWords) {
      found.push_back(quotation);
    }
    at = quotation.marked.end;
  }
  return found;
}

}  // namespace vigie::entities
