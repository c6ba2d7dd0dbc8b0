// Bytes of a document -> UTF-8, with what told the character set.
#ifndef VIGIE_INDEXER_CHARSET_H_
#define VIGIE_INDEXER_CHARSET_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::indexer {

// Character sets that are declared, in order of trust; empty: none.
struct DeclaredCharsets {
  std::string header;    // around the document: HTTP, MIME
  std::string document;  // inside it: <meta>, XML declaration
};

struct DecodedDocument {
  std::string text;     // valid UTF-8, without byte order mark
  std::string charset;  // lower case, e.g. "utf-8", "windows-1252"
  // What told it: "byte order mark", "declared", "valid", "broken", "detected"
  // or "assumed".
  std::string evidence;
  // Control characters that became spaces, and bytes above 0x7F whose meaning
  // nothing declared.
  uint32_t repaired_bytes = 0;
};

// A byte order mark decides, then what is declared unless UTF-8 is declared
// and the bytes are none, then whether they are valid UTF-8 or UTF-8 with a
// few broken bytes, then uchardet, then windows-1252. Latin-1 is read as
// windows-1252, as browsers do (encoding.spec.whatwg.org). Never fails.
// O(bytes).
DecodedDocument DecodeDocument(std::string_view bytes,
                               const DeclaredCharsets& declared);

// E.g. "windows-1252 (declared)".
std::string DescribeCharset(const DecodedDocument& document);

// What <meta charset>, <meta http-equiv> or an XML declaration in the first
// bytes of `bytes` says; empty: nothing.
std::string CharsetInside(std::string_view bytes);

// The charset parameter of a media type such as "text/html; charset=utf-8".
std::string CharsetOfMediaType(std::string_view media_type);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_CHARSET_H_
