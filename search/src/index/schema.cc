#include "index/schema.h"

#include <xxhash.h>

#include "text/character.h"

namespace vigie::index {
namespace {

// Xapian's limit. Its key encoding doubles NUL bytes, which no term here has.
constexpr size_t kMaxTermBytes = 245;
constexpr size_t kHashBytes = 16;  // hexadecimal digits of a 64-bit hash

std::string HexOfHash(std::string_view value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  uint64_t hash = XXH64(value.data(), value.size(), 0);
  std::string hex(kHashBytes, '0');
  for (size_t i = kHashBytes; i > 0; --i, hash >>= 4) {
    hex[i - 1] = kDigits[hash & 0xF];
  }
  return hex;
}

}  // namespace

std::string Term(std::string_view prefix, std::string_view value) {
  std::string term;
  if (prefix.size() + value.size() <= kMaxTermBytes) {
    term.reserve(prefix.size() + value.size());
    term.append(prefix).append(value);
    return term;
  }
  const size_t room = kMaxTermBytes - kHashBytes - prefix.size();
  term.reserve(kMaxTermBytes);
  term.append(prefix).append(text::CutAtCharacter(value, room));
  return term.append(HexOfHash(value));
}

std::string AttributeTerm(std::string_view name, std::string_view value) {
  return Term(kPrefixAttribute, std::string(name).append("=").append(value));
}

}  // namespace vigie::index
