#include "text/character.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <memory>

namespace vigie::text {
namespace {

// Latin, Greek, Cyrillic, Arabic, Indic and punctuation: below CJK.
constexpr char32_t kTableSize = 0x3000;

void Store(std::string_view text, SmallText* out) {
  out->size = static_cast<uint8_t>(text.size());
  std::copy(text.begin(), text.end(), out->bytes.begin());
}

bool Fits(std::string_view text) {
  return text.size() <= std::tuple_size_v<decltype(SmallText::bytes)>;
}

struct Replacement {
  char32_t from;
  std::string_view to;
};

// Characters whose typographic normal form Unicode does not give.
constexpr std::array<Replacement, 17> kTypography = {{{0x2019, "'"},
                                                      {0x2018, "'"},
                                                      {0x201B, "'"},
                                                      {0x02BC, "'"},
                                                      {0x02B9, "'"},
                                                      {0x00B4, "'"},
                                                      {0x0060, "'"},
                                                      {0xFF07, "'"},
                                                      {0x2010, "-"},
                                                      {0x2011, "-"},
                                                      {0xFF0D, "-"},
                                                      {0x00B7, "\u00B7"},
                                                      {0x2022, "\u00B7"},
                                                      {0x2027, "\u00B7"},
                                                      {0x22C5, "\u00B7"},
                                                      {0x2219, "\u00B7"},
                                                      {0x30FB, "\u00B7"}}};

// Letters that have no canonical decomposition but a plain equivalent.
constexpr std::array<Replacement, 10> kPlainLetters = {{{0x0153, "oe"},
                                                        {0x00E6, "ae"},
                                                        {0x00F8, "o"},
                                                        {0x00DF, "ss"},
                                                        {0x0111, "d"},
                                                        {0x0142, "l"},
                                                        {0x0131, "i"},
                                                        {0x00FE, "th"},
                                                        {0x00F0, "d"},
                                                        {0x0127, "h"}}};

template <size_t N>
const Replacement* Find(const std::array<Replacement, N>& table, char32_t c) {
  const auto* found =
      std::find_if(table.begin(), table.end(),
                   [c](const Replacement& r) { return r.from == c; });
  return found == table.end() ? nullptr : found;
}

CharKind KindOf(char32_t c) {
  const auto cp = static_cast<UChar32>(c);
  if (u_isUWhiteSpace(cp) || u_charType(cp) == U_CONTROL_CHAR) {
    return CharKind::kSpace;
  }
  switch (u_charType(cp)) {
    case U_FORMAT_CHAR:
      return CharKind::kIgnored;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharKind::kMark;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return CharKind::kUpper;
    case U_LOWERCASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return CharKind::kLetter;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return CharKind::kDigit;
    default:
      return CharKind::kOther;
  }
}

std::string Normalized(const char* form, UNormalization2Mode mode,
                       const icu::UnicodeString& source) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer =
      icu::Normalizer2::getInstance(nullptr, form, mode, error);
  std::string utf8;
  if (U_SUCCESS(error)) {
    normalizer->normalize(source, error).toUTF8String(utf8);
  }
  if (U_FAILURE(error)) {
    utf8.clear();
    source.toUTF8String(utf8);
  }
  return utf8;
}

// Lower case; compatibility variants of letters and digits made plain.
std::string LowerOf(char32_t c, CharKind kind) {
  const icu::UnicodeString source(u_tolower(static_cast<UChar32>(c)));
  std::string plain;
  source.toUTF8String(plain);
  if (!IsWordKind(kind)) return plain;
  std::string compatible = Normalized("nfkc", UNORM2_COMPOSE, source);
  return Fits(compatible) ? compatible : plain;
}

std::string WithoutMarks(const std::string& lower) {
  const icu::UnicodeString decomposed = icu::UnicodeString::fromUTF8(Normalized(
      "nfkc", UNORM2_DECOMPOSE, icu::UnicodeString::fromUTF8(lower)));
  std::string folded;
  for (int32_t i = 0; i < decomposed.length();
       i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    const Replacement* plain = Find(kPlainLetters, static_cast<char32_t>(c));
    if (plain != nullptr) {
      folded += plain->to;
    } else if (u_charType(c) != U_NON_SPACING_MARK) {
      AppendUtf8(static_cast<char32_t>(c), &folded);
    }
  }
  return folded;
}

CharInfo Compute(char32_t c) {
  CharInfo info;
  info.kind = KindOf(c);
  if (const Replacement* typographic = Find(kTypography, c)) {
    info.kind = CharKind::kOther;
    Store(typographic->to, &info.lower);
    info.folded = info.lower;
    return info;
  }
  if (info.kind == CharKind::kIgnored) return info;
  if (info.kind == CharKind::kSpace) {
    Store(" ", &info.lower);
    info.folded = info.lower;
    return info;
  }
  const std::string lower = LowerOf(c, info.kind);
  Store(lower, &info.lower);
  const std::string folded =
      IsWordKind(info.kind) ? WithoutMarks(lower) : lower;
  Store(Fits(folded) ? folded : lower, &info.folded);
  return info;
}

std::unique_ptr<const std::array<CharInfo, kTableSize>> MakeTable() {
  auto table = std::make_unique<std::array<CharInfo, kTableSize>>();
  for (char32_t c = 0; c < kTableSize; ++c) (*table)[c] = Compute(c);
  return table;
}

}  // namespace

const CharInfo& DescribeChar(char32_t c, CharInfo* scratch) {
  static const auto table = MakeTable();
  if (c < kTableSize) return (*table)[c];
  *scratch = c == kInvalidChar ? CharInfo() : Compute(c);
  return *scratch;
}

char32_t Compose(char32_t base, char32_t mark) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return 0;
  const UChar32 pair =
      nfc->composePair(static_cast<UChar32>(base), static_cast<UChar32>(mark));
  return pair < 0 ? 0 : static_cast<char32_t>(pair);
}

char32_t DecodeNext(std::string_view text, size_t* offset) {
  const auto size = static_cast<int64_t>(text.size());
  auto i = static_cast<int64_t>(*offset);
  int32_t c = 0;
  U8_NEXT(text.data(), i, size, c);
  *offset = static_cast<size_t>(i);
  return c < 0 ? kInvalidChar : static_cast<char32_t>(c);
}

void AppendUtf8(char32_t c, std::string* out) {
  std::array<char, U8_MAX_LENGTH> buffer{};
  int32_t size = 0;
  U8_APPEND_UNSAFE(buffer.data(), size, c);
  out->append(buffer.data(), static_cast<size_t>(size));
}

std::string_view CutAtCharacter(std::string_view text, size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && U8_IS_TRAIL(text[limit])) --limit;
  return text.substr(0, limit);
}

std::string UnicodeDataVersion() {
  return std::string("icu-") + U_ICU_VERSION + "-unicode-" + U_UNICODE_VERSION;
}

}  // namespace vigie::text
