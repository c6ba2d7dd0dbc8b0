#include "match/kwic.h"

#include <algorithm>
#include <string>

namespace vigie::match {
namespace {

bool IsContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool IsSpace(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

// Where the left side begins.
size_t LeftEnd(std::string_view field, size_t begin, uint32_t characters) {
  size_t at = begin;
  for (uint32_t left = characters; left > 0 && at > 0; --left) {
    size_t before = at - 1;
    while (before > 0 && IsContinuation(field[before])) --before;
    if (field[before] == '\n') break;
    at = before;
  }
  const bool cuts = at > 0 && !IsSpace(field[at - 1]) && field[at - 1] != '\n';
  while (cuts && at < begin && !IsSpace(field[at])) ++at;
  while (at < begin && IsSpace(field[at])) ++at;
  return at;
}

// Where the right side ends.
size_t RightEnd(std::string_view field, size_t end, uint32_t characters) {
  size_t at = end;
  for (uint32_t left = characters; left > 0 && at < field.size(); --left) {
    if (field[at] == '\n') break;
    ++at;
    while (at < field.size() && IsContinuation(field[at])) ++at;
  }
  const bool cuts =
      at < field.size() && !IsSpace(field[at]) && field[at] != '\n';
  while (cuts && at > end && !IsSpace(field[at - 1])) --at;
  while (at > end && IsSpace(field[at - 1])) --at;
  return at;
}

}  // namespace

MentionWindow WindowAround(std::string_view field, ByteRange range,
                           uint32_t characters) {
  const uint32_t most = std::min(characters, kMaxWindow);
  if (most == 0) return {};
  const size_t begin = LeftEnd(field, range.begin, most);
  const size_t end = RightEnd(field, range.end, most);
  MentionWindow window;
  window.range = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  window.left = std::string(field.substr(begin, range.begin - begin));
  window.right = std::string(field.substr(range.end, end - range.end));
  return window;
}

}  // namespace vigie::match
