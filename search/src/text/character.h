// What each Unicode character becomes; knows no French.
#ifndef VIGIE_TEXT_CHARACTER_H_
#define VIGIE_TEXT_CHARACTER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::text {

enum class CharKind : uint8_t {
  kOther,    // punctuation, symbols: separates words
  kSpace,    // white space of any width
  kIgnored,  // soft hyphen, joiners, other format characters: not there
  kMark,     // combining mark
  kLetter,   // letter, not upper case
  kUpper,    // upper or title case letter
  kDigit,
};

inline bool IsWordKind(CharKind kind) { return kind >= CharKind::kLetter; }

// A short UTF-8 string.
struct SmallText {
  std::array<char, 7> bytes{};
  uint8_t size = 0;
  std::string_view view() const { return {bytes.data(), size}; }
};

struct CharInfo {
  // Typographic normal form in lower case, accents kept: apostrophes are ',
  // hyphens -, inner dots U+00B7, spaces U+0020; compatibility letters and
  // digits are plain ones (ﬁ -> fi, ᵉ -> e).
  SmallText lower;
  SmallText folded;  // without accents, ligatures split; ASCII where Latin
  CharKind kind = CharKind::kOther;
};

// Thread-safe. The reference is valid forever, or until `scratch` changes.
const CharInfo& DescribeChar(char32_t c, CharInfo* scratch);

// The canonical composition of `base` and the mark after it, or 0.
char32_t Compose(char32_t base, char32_t mark);

// Decodes the character at `*offset` and moves past it; an ill-formed
// sequence moves by one byte at least and gives kInvalidChar.
// REQUIRES *offset < text.size().
inline constexpr char32_t kInvalidChar = 0xFFFFFFFF;
char32_t DecodeNext(std::string_view text, size_t* offset);

void AppendUtf8(char32_t c, std::string* out);

// The longest prefix of `text` that has at most `limit` bytes and cuts no
// character.
std::string_view CutAtCharacter(std::string_view text, size_t limit);

// "icu-72.1-unicode-15.0": the data that DescribeChar depends on.
std::string UnicodeDataVersion();

}  // namespace vigie::text

#endif  // VIGIE_TEXT_CHARACTER_H_
