#include "vigie/encoding.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace vigie {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// What Windows-1252 makes of 0x80 to 0x9F (WHATWG Encoding Standard, with the
// five unassigned bytes as U+FFFD).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void AppendUtf8(char32_t c, std::string* out) {
  std::array<char, U8_MAX_LENGTH> buffer{};
  int32_t size = 0;
  U8_APPEND_UNSAFE(buffer.data(), size, c);
  out->append(buffer.data(), static_cast<size_t>(size));
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool IsUnwantedControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

void DecodeUtf16(std::string_view bytes, bool big_endian, DecodedText* out) {
  const size_t units = bytes.size() / 2;
  const auto unit = [&](size_t i) {
    const auto first = static_cast<unsigned char>(bytes[2 * i]);
    const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
    return static_cast<char16_t>(big_endian ? first << 8 | second
                                            : second << 8 | first);
  };
  for (size_t i = 0; i < units; ++i) {
    char32_t c = unit(i);
    if (U16_IS_LEAD(c) && i + 1 < units && U16_IS_TRAIL(unit(i + 1))) {
      c = U16_GET_SUPPLEMENTARY(c, unit(++i));
    } else if (U16_IS_SURROGATE(c)) {
      c = kReplacement;
      out->repaired_bytes += 2;
    }
    AppendUtf8(c, &out->text);
  }
  if (bytes.size() % 2 != 0) {
    AppendUtf8(kReplacement, &out->text);
    out->repaired_bytes += 1;
  }
}

void DecodeWindows1252(std::string_view bytes, DecodedText* out) {
  out->text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (c < 0x80) {
      out->text.push_back(byte);
      continue;
    }
    ++out->repaired_bytes;
    AppendUtf8(c < 0xA0 ? kWindows1252[c - 0x80] : c, &out->text);
  }
}

void ReplaceControls(DecodedText* decoded) {
  for (char& c : decoded->text) {
    if (IsUnwantedControl(c)) {
      c = ' ';
      ++decoded->repaired_bytes;
    }
  }
}

}  // namespace

bool IsValidUtf8(std::string_view text, size_t* error_offset) {
  const auto size = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < size;) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const int64_t begin = i;
    int32_t c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) {
      if (error_offset != nullptr) *error_offset = static_cast<size_t>(begin);
      return false;
    }
  }
  return true;
}

DecodedText DecodeToUtf8(std::string_view bytes) {
  DecodedText decoded;
  if (StartsWith(bytes, "\xFF\xFE")) {
    decoded.encoding = "utf-16le";
    DecodeUtf16(bytes.substr(2), /*big_endian=*/false, &decoded);
  } else if (StartsWith(bytes, "\xFE\xFF")) {
    decoded.encoding = "utf-16be";
    DecodeUtf16(bytes.substr(2), /*big_endian=*/true, &decoded);
  } else {
    if (StartsWith(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (IsValidUtf8(bytes, nullptr)) {
      decoded.encoding = "utf-8";
      decoded.text = bytes;
    } else {
      decoded.encoding = "windows-1252";
      DecodeWindows1252(bytes, &decoded);
    }
  }
  ReplaceControls(&decoded);
  return decoded;
}

}  // namespace vigie
