#include "client/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace vigie::client {
namespace {

bool WantsColor(ColorMode mode) {
  if (mode != ColorMode::kAuto) return mode == ColorMode::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  if (term == nullptr || std::string_view(term) == "dumb") return false;
  return isatty(STDOUT_FILENO) != 0;
}

// Length of an unsafe character at `text[i]`, or 0.
size_t UnsafeLength(std::string_view text, size_t i) {
  const auto byte = [&](size_t k) {
    return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
  };
  if ((byte(i) < 0x20 && byte(i) != '\n') || byte(i) == 0x7F) return 1;
  if (byte(i) == 0xC2 && byte(i + 1) >= 0x80 && byte(i + 1) < 0xA0) return 2;
  if (byte(i) == 0xD8 && byte(i + 1) == 0x9C) return 2;  // U+061C
  if (byte(i) == 0xE2) {
    // U+200E, U+200F, U+202A..202E and U+2066..2069: bidirectional controls.
    const bool override_mark =
        byte(i + 1) == 0x80 && ((byte(i + 2) >= 0xAA && byte(i + 2) <= 0xAE) ||
                                byte(i + 2) == 0x8E || byte(i + 2) == 0x8F);
    const bool isolate =
        byte(i + 1) == 0x81 && byte(i + 2) >= 0xA6 && byte(i + 2) <= 0xA9;
    if (override_mark || isolate) return 3;
  }
  return 0;
}

}  // namespace

std::string SafeForTerminal(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t unsafe = UnsafeLength(text, i);
    safe += unsafe > 0 ? ' ' : text[i];
    i += std::max<size_t>(unsafe, 1);
  }
  return safe;
}

std::string OneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const unsigned next =
        i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const unsigned last =
        i + 2 < text.size() ? static_cast<unsigned char>(text[i + 2]) : 0U;
    if ((byte & 0xC0U) == 0x80) continue;
    const bool combining =
        byte == 0xCC || (byte == 0xCD && next < 0xB0);  // U+0300..036F
    const bool joiner = byte == 0xE2 && next == 0x80 && last >= 0x8B &&
                        last <= 0x8F;  // U+200B..200F
    const bool selector = byte == 0xEF && next == 0xB8 && last <= 0x8F;
    width += combining || joiner || selector ? 0 : 1;
  }
  return width;
}

Style::Style(ColorMode mode) : colored_(WantsColor(mode)) {}

std::string Style::Wrap(const char* code, std::string_view text) const {
  const std::string safe = SafeForTerminal(text);
  return colored_ ? std::string("\033[") + code + "m" + safe + "\033[0m" : safe;
}

std::string Style::Strong(std::string_view text) const {
  return Wrap("1", text);
}

std::string Style::Faint(std::string_view text) const {
  return Wrap("2", text);
}

std::string Style::Source(std::string_view text) const {
  return Wrap("36", text);
}

std::string Style::Highlight(
    std::string_view text, uint32_t base,
    const google::protobuf::RepeatedPtrField<v1::TextRange>& ranges) const {
  std::string marked;
  size_t done = 0;
  for (const v1::TextRange& range : ranges) {
    if (range.begin() < base || range.end() < range.begin()) continue;
    const size_t begin = range.begin() - base;
    const size_t end = range.end() - base;
    if (begin < done || end > text.size()) continue;
    marked += SafeForTerminal(text.substr(done, begin - done));
    const std::string_view core = text.substr(begin, end - begin);
    marked += colored_ ? Wrap("1;33", core) : "[" + SafeForTerminal(core) + "]";
    done = end;
  }
  return marked + SafeForTerminal(text.substr(done));
}

}  // namespace vigie::client
