#include "query/characters.h"

#include <cstddef>

#include "text/character.h"

namespace vigie::query {
namespace {

constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr char32_t kOpenGuillemet = 0xAB;
constexpr char32_t kCloseGuillemet = 0xBB;
constexpr char32_t kOpenCurly = 0x201C;
constexpr char32_t kCloseCurly = 0x201D;

text::CharKind KindOf(char32_t code) {
  text::CharInfo scratch;
  return text::DescribeChar(code, &scratch).kind;
}

bool IsControl(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

}  // namespace

Character CharacterAt(std::string_view text, uint32_t at) {
  if (at >= text.size()) return {};
  size_t next = at;
  const char32_t code = text::DecodeNext(text, &next);
  return {code, static_cast<uint32_t>(next) - at};
}

bool IsSpace(char32_t code) {
  return IsControl(code) || code == kByteOrderMark ||
         KindOf(code) == text::CharKind::kSpace;
}

bool IsLetter(char32_t code) {
  const text::CharKind kind = KindOf(code);
  return kind == text::CharKind::kLetter || kind == text::CharKind::kUpper ||
         kind == text::CharKind::kMark;
}

bool IsLowerCase(char32_t code) {
  return KindOf(code) == text::CharKind::kLetter;
}

bool IsLetterOrDigit(char32_t code) { return text::IsWordKind(KindOf(code)); }

bool IsQuote(char32_t code) {
  return code == U'"' || code == kOpenGuillemet || code == kCloseGuillemet ||
         code == kOpenCurly || code == kCloseCurly;
}

char32_t ClosingQuote(char32_t code) {
  if (code == U'"') return U'"';
  if (code == kOpenGuillemet) return kCloseGuillemet;
  if (code == kOpenCurly) return kCloseCurly;
  return 0;
}

std::string RepairUtf8(std::string_view query, Diagnostics& diagnostics) {
  std::string repaired(query);
  size_t at = 0;
  while (at < query.size()) {
    const size_t begin = at;
    if (text::DecodeNext(query, &at) != text::kInvalidChar) continue;
    for (size_t i = begin; i < at; ++i) repaired[i] = ' ';
    diagnostics.Add(
        WarningCode::kInvalidUtf8,
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(at)},
        {"Octets qui ne sont pas de l’UTF-8 : lus comme une espace.",
         "Bytes that are not UTF-8: read as a space."});
  }
  return repaired;
}

}  // namespace vigie::query
