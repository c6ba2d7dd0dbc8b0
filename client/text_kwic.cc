// Mentions in their context, one per line, aligned on the mention.
#include "client/facet_keys.h"
#include "client/text_format.h"

namespace vigie::client {
namespace {

constexpr size_t kSourceColumns = 18;

// The byte where the character before `at` begins.
size_t Previous(const std::string& text, size_t at) {
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80);
  return at;
}

std::string Printable(const std::string& text) {
  return SafeForTerminal(OneLine(text));
}

// The last `columns` of `text`, filled with spaces on the left.
std::string RightAligned(const std::string& text, size_t columns) {
  size_t begin = text.size();
  while (begin > 0) {
    const size_t before = Previous(text, begin);
    if (DisplayWidth(std::string_view(text).substr(before)) > columns) break;
    begin = before;
  }
  const std::string shown = text.substr(begin);
  return std::string(columns - DisplayWidth(shown), ' ') + shown;
}

// The first `columns` of `text`.
std::string Cut(std::string text, size_t columns) {
  while (DisplayWidth(text) > columns) text.resize(Previous(text, text.size()));
  return text;
}

std::string Filled(const std::string& text, size_t columns) {
  const std::string shown = Cut(text, columns);
  return shown + std::string(columns - DisplayWidth(shown), ' ');
}

}  // namespace

void TextPrinter::Kwic(const v1::MentionRow& row, uint32_t window) {
  const v1::ArticleSummary& article = row.article();
  const std::string& source =
      article.source().empty() ? article.id() : article.source();
  out_ << Filled(Printable(article.published_at().local()), 10) << "  "
       << style_.Source(Filled(Printable(source), kSourceColumns)) << "  "
       << RightAligned(Printable(row.window().left()), window)
       << style_.Strong("[" + Printable(row.mention().surface()) + "]")
       << Cut(Printable(row.window().right()), window) << "\n";
}

}  // namespace vigie::client
