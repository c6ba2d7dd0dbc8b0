// Bytes of unknown encoding -> UTF-8.
#ifndef VIGIE_ENCODING_H_
#define VIGIE_ENCODING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "vigie/export.h"

namespace vigie {

// True iff `text` is well-formed UTF-8 (Unicode table 3-7: no surrogates, no
// overlong form). Otherwise `*error_offset` (may be null) is the first byte of
// the first ill-formed sequence. O(bytes).
VIGIE_API bool IsValidUtf8(std::string_view text, size_t* error_offset);

struct DecodedText {
  std::string text;  // valid UTF-8, without byte order mark
  // Bytes that are not what was meant: control characters (C0 other than tab,
  // line feed and carriage return; U+0000 included) replaced by spaces,
  // ill-formed UTF-16 units, and bytes read as Windows-1252 above 0x7F.
  uint32_t repaired_bytes = 0;
  std::string encoding;  // "utf-8", "utf-16le", "utf-16be", "windows-1252"
};

// A byte order mark decides; else well-formed UTF-8 is taken as it is; else
// the whole text is read as Windows-1252, in which any byte has a meaning
// (the five unassigned ones become U+FFFD). Never fails. O(bytes).
VIGIE_API DecodedText DecodeToUtf8(std::string_view bytes);

}  // namespace vigie

#endif  // VIGIE_ENCODING_H_
