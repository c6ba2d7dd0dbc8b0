#include "indexer/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "indexer/ascii_text.h"
#include "vigie/encoding.h"

namespace vigie::indexer {
namespace {

// Where a declaration must stand (WHATWG; XML has it in the first line).
constexpr size_t kDeclarationBytes = 2048;
// uchardet sees no more: it has decided long before.
constexpr size_t kDetectionBytes = 1U << 16;
// Below that many bytes above 0x7F its answers outside Latin are chance.
constexpr ptrdiff_t kEvidenceBytes = 40;

// The word after `position`, without quotes.
std::string WordAt(std::string_view text, size_t position) {
  position = text.find_first_not_of(" \t\r\n\"'=", position);
  if (position == std::string_view::npos) return "";
  const size_t end = text.find_first_of(" \t\r\n\"';?/>,", position);
  return std::string(text.substr(position, end - position));
}

std::string Canonical(std::string_view name) {
  const std::string lower = LowerAscii(name);
  for (const std::string_view latin :
       {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii",
        "cp1252", "windows-1252", "x-ansi"}) {
    if (lower == latin) return "windows-1252";
  }
  for (const std::string_view utf8 : {"utf8", "utf-8", "unicode-1-1-utf-8"}) {
    if (lower == utf8) return "utf-8";
  }
  // A document whose declaration could be read is in no UTF-16.
  return lower.rfind("utf-16", 0) == 0 ? "utf-8" : lower;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::optional<std::string> Convert(std::string_view bytes,
                                   const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(
      ucnv_open(charset.c_str(), &error));
  if (U_FAILURE(error)) return std::nullopt;
  const icu::UnicodeString wide(
      bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), error);
  if (U_FAILURE(error)) return std::nullopt;
  std::string text;
  wide.toUTF8String(text);
  return text;
}

struct CloseDetector {
  void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};

ptrdiff_t CountHighBytes(std::string_view bytes) {
  return std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x7F;
  });
}

std::string Detect(std::string_view bytes) {
  bytes = bytes.substr(0, kDetectionBytes);
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, CloseDetector>
      detector(uchardet_new());
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) {
    return "";
  }
  uchardet_data_end(detector.get());
  const std::string name = Canonical(uchardet_get_charset(detector.get()));
  if (name == "windows-1252" || name == "utf-8") return "";
  const bool c1 = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0;
  });
  if (name == "iso-8859-15") return c1 ? "" : name;
  return CountHighBytes(bytes) >= kEvidenceBytes ? name : "";
}

DecodedDocument Decoded(std::string_view bytes, std::string evidence) {
  DecodedText decoded = DecodeToUtf8(bytes);
  return {std::move(decoded.text), std::move(decoded.encoding),
          std::move(evidence), decoded.repaired_bytes};
}

// UTF-8 in which a few bytes are broken, as cut fields and faulty storage leave
// it: those become U+FFFD. Nothing when it is more than one in five characters
// above ASCII.
std::optional<DecodedDocument> DecodeBrokenUtf8(std::string_view bytes) {
  constexpr ptrdiff_t kWholePerBroken = 8;  // bytes: four letters
  const ptrdiff_t high = CountHighBytes(bytes);
  ptrdiff_t broken = 0;
  std::string text;
  for (;;) {
    size_t fault = 0;
    if (IsValidUtf8(bytes, &fault)) break;
    if (++broken * kWholePerBroken > high) return std::nullopt;
    text.append(bytes.substr(0, fault)).append("\uFFFD");
    bytes.remove_prefix(fault + 1);
  }
  text.append(bytes);
  DecodedDocument document = Decoded(text, "broken");
  document.repaired_bytes += static_cast<uint32_t>(broken);
  return document;
}

bool HasByteOrderMark(std::string_view bytes) {
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (bytes.substr(0, mark.size()) == mark) return true;
  }
  return false;
}

std::optional<DecodedDocument> DecodeAs(std::string_view bytes,
                                        const std::string& charset,
                                        const char* evidence) {
  std::optional<std::string> text = Convert(bytes, charset);
  if (!text) return std::nullopt;
  DecodedDocument document = Decoded(*text, evidence);
  document.charset = charset;
  return document;
}

}  // namespace

DecodedDocument DecodeDocument(std::string_view bytes,
                               const DeclaredCharsets& declared) {
  if (HasByteOrderMark(bytes)) return Decoded(bytes, "byte order mark");
  const bool valid = IsValidUtf8(bytes, nullptr);
  for (const std::string& name : {declared.header, declared.document}) {
    const std::string charset = Canonical(name);
    if (charset.empty()) continue;
    if (charset == "utf-8") {
      if (valid) return Decoded(bytes, "declared");
      continue;
    }
    // Valid UTF-8 with letters above ASCII is no accident: old pages declare
    // what their server no longer sends.
    if (valid && !StartsWith(charset, "iso-2022")) break;
    if (auto document = DecodeAs(bytes, charset, "declared")) return *document;
  }
  if (valid) return Decoded(bytes, "valid");
  if (auto document = DecodeBrokenUtf8(bytes)) return *document;
  const std::string detected = Detect(bytes);
  if (!detected.empty()) {
    if (auto document = DecodeAs(bytes, detected, "detected")) {
      document->repaired_bytes = static_cast<uint32_t>(CountHighBytes(bytes));
      return *document;
    }
  }
  return Decoded(bytes, "assumed");
}

std::string DescribeCharset(const DecodedDocument& document) {
  return document.charset + " (" + document.evidence + ")";
}

std::string CharsetInside(std::string_view bytes) {
  const std::string head = LowerAscii(bytes.substr(0, kDeclarationBytes));
  if (head.find("<?xml") < 4) {
    const std::string_view line =
        std::string_view(head).substr(0, head.find("?>"));
    const size_t found = line.find("encoding");
    if (found != std::string_view::npos) return WordAt(line, found + 8);
  }
  for (size_t meta = head.find("<meta"); meta != std::string::npos;
       meta = head.find("<meta", meta + 1)) {
    const std::string_view tag =
        std::string_view(head).substr(meta, head.find('>', meta) - meta);
    const size_t found = tag.find("charset");
    if (found != std::string_view::npos) return WordAt(tag, found + 7);
  }
  return "";
}

std::string CharsetOfMediaType(std::string_view media_type) {
  const std::string lower = LowerAscii(media_type);
  const size_t found = lower.find("charset=");
  return found == std::string::npos ? "" : WordAt(lower, found + 8);
}

}  // namespace vigie::indexer
