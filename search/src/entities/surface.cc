#include "entities/surface.h"

#include <algorithm>
#include <array>

namespace vigie::entities {
namespace {

struct Replacement {
  std::string_view bytes;
  std::string_view plain;
};

constexpr std::array<Replacement, 12> kPlain = {{
    {"\u2018", "'"},
    {"\u2019", "'"},
    {"\u02BC", "'"},
    {"\u00A0", " "},
    {"\u202F", " "},
    {"\u2009", " "},
    {"\u2010", "-"},
    {"\u2011", "-"},
    {"\u00AD", ""},
    {"\n", " "},
    {"\r", " "},
    {"\t", " "},
}};

constexpr std::array<std::string_view, 4> kApostrophes = {"'", "\u2019",
                                                          "\u2018", "\u02BC"};

constexpr std::array<bool, 128> PlainSeparators() {
  std::array<bool, 128> separators{};
  for (const char c : std::string_view(",;:!?()[]\"/|")) {
    separators[static_cast<unsigned char>(c)] = true;
  }
  return separators;
}
constexpr std::array<bool, 128> kPlainSeparators = PlainSeparators();
constexpr std::array<std::string_view, 8> kWideSeparators = {
    "\u00AB", "\u00BB", "\u201C", "\u201D",
    "\u201E", "\u2013", "\u2014", "\u2026"};

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool IsLead(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

bool IsLetterByte(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0x80 || (value >= 'a' && value <= 'z') ||
         (value >= 'A' && value <= 'Z');
}

}  // namespace

std::string PlainTypography(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto* found = std::find_if(
        kPlain.begin(), kPlain.end(),
        [&](const Replacement& r) { return StartsWith(text, r.bytes); });
    const std::string_view piece =
        found == kPlain.end() ? text.substr(0, 1) : found->plain;
    if (piece != " " || plain.empty() || plain.back() != ' ') plain += piece;
    text.remove_prefix(found == kPlain.end() ? 1 : found->bytes.size());
  }
  return plain;
}

std::string_view ElidedWordBefore(std::string_view text, uint32_t at) {
  const std::string_view before = text.substr(0, at);
  for (std::string_view apostrophe : kApostrophes) {
    if (before.size() <= apostrophe.size() ||
        before.substr(before.size() - apostrophe.size()) != apostrophe) {
      continue;
    }
    size_t begin = before.size() - apostrophe.size();
    // Elided words are plain ASCII: l, d, qu, jusqu...
    while (begin > 0 && IsLetterByte(before[begin - 1]) &&
           static_cast<unsigned char>(before[begin - 1]) < 0x80) {
      --begin;
    }
    if (begin < before.size() - apostrophe.size()) return before.substr(begin);
  }
  return {};
}

bool JoinsWords(std::string_view gap) {
  for (size_t at = 0; at < gap.size(); ++at) {
    if (const auto byte = static_cast<unsigned char>(gap[at]); byte < 0x80) {
      if (kPlainSeparators[byte]) return false;
      continue;
    }
    const std::string_view rest = gap.substr(at);
    if (std::any_of(kWideSeparators.begin(), kWideSeparators.end(),
                    [&](std::string_view separator) {
                      return StartsWith(rest, separator);
                    })) {
      return false;
    }
  }
  return true;
}

std::string_view FirstCharacters(std::string_view text, size_t count) {
  size_t at = 0;
  for (; at < text.size(); ++at) {
    if (!IsLead(text[at])) continue;
    if (count == 0) break;
    --count;
  }
  return text.substr(0, at);
}

size_t CountCharacters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), IsLead));
}

}  // namespace vigie::entities
