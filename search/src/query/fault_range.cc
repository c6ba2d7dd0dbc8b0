#include "query/fault_range.h"

#include <charconv>

namespace vigie::query {
namespace {

constexpr std::string_view kOpen = "query bytes [";
constexpr std::string_view kBetween = ", ";
constexpr std::string_view kClose = "): ";

// Takes `expected` off the front of `text`. False: something else is there.
bool Take(std::string_view expected, std::string_view* text) {
  if (text->substr(0, expected.size()) != expected) return false;
  text->remove_prefix(expected.size());
  return true;
}

bool TakeNumber(std::string_view* text, uint32_t* number) {
  const char* const begin = text->data();
  const auto read = std::from_chars(begin, begin + text->size(), *number);
  text->remove_prefix(static_cast<size_t>(read.ptr - begin));
  return read.ec == std::errc();
}

}  // namespace

std::string WithRange(ByteRange range, std::string_view text) {
  std::string message(kOpen);
  message += std::to_string(range.begin);
  message += kBetween;
  message += std::to_string(range.end);
  message += kClose;
  message += text;
  return message;
}

std::optional<ByteRange> RangeOf(std::string_view message) {
  ByteRange range;
  if (!Take(kOpen, &message) || !TakeNumber(&message, &range.begin) ||
      !Take(kBetween, &message) || !TakeNumber(&message, &range.end) ||
      !Take(kClose, &message) || range.end < range.begin) {
    return std::nullopt;
  }
  return range;
}

}  // namespace vigie::query
