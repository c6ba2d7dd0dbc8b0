#include "json/writer.h"

#include <charconv>
#include <cmath>

#include "vigie/encoding.h"

namespace vigie::json {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void PutEscaped(char c, std::string* out) {
  *out += '\\';
  switch (c) {
    case '"':
    case '\\':
      *out += c;
      return;
    case '\b':
      *out += 'b';
      return;
    case '\f':
      *out += 'f';
      return;
    case '\n':
      *out += 'n';
      return;
    case '\r':
      *out += 'r';
      return;
    case '\t':
      *out += 't';
      return;
    default:
      *out += "u00";
      *out += kHex[(c >> 4) & 0xF];
      *out += kHex[c & 0xF];
  }
}

bool NeedsEscape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

}  // namespace

void Writer::Separate() {
  if (out_.empty()) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

void Writer::Name(const char* name) {
  Separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void Writer::PutText(std::string_view value) {
  // What articles and queries hold is UTF-8; other bytes would make the whole
  // answer unreadable.
  if (!IsValidUtf8(value, nullptr)) {
    return PutText(DecodeToUtf8(value).text);
  }
  Separate();
  out_ += '"';
  size_t done = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    if (!NeedsEscape(value[i])) continue;
    out_.append(value, done, i - done);
    PutEscaped(value[i], &out_);
    done = i + 1;
  }
  out_.append(value, done);
  out_ += '"';
}

void Writer::Texts(const char* name, const std::vector<std::string>& values) {
  Name(name);
  out_ += '[';
  for (const std::string& value : values) PutText(value);
  out_ += ']';
}

void Writer::Flag(const char* name, bool value) {
  Name(name);
  out_ += value ? "true" : "false";
}

void Writer::Count(const char* name, uint64_t value) {
  Name(name);
  char digits[20];
  out_.append(digits,
              std::to_chars(digits, digits + sizeof(digits), value).ptr);
}

template <typename Number>
void Writer::PutReal(Number value) {
  if (!std::isfinite(value)) {
    out_ += "null";
    return;
  }
  char digits[32];
  const auto* end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
  const std::string_view text(digits, static_cast<size_t>(end - digits));
  out_ += text;
  // A whole number stays a real one for readers that tell them apart.
  if (text.find_first_of(".e") == std::string_view::npos) out_ += ".0";
}

void Writer::Real(const char* name, double value) {
  Name(name);
  PutReal(value);
}

void Writer::Real(const char* name, float value) {
  Name(name);
  PutReal(value);
}

}  // namespace vigie::json
