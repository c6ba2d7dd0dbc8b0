#include "index/glass_encoding.h"

namespace vigie::index {

void AppendSortable(uint32_t number, std::string* key) {
  if (number < 0x8000) {
    key->push_back(static_cast<char>(number >> 8));
    key->push_back(static_cast<char>(number));
    return;
  }
  // As many leading ones as there are bytes after the second; the number
  // follows the zero after them.
  int bytes = 3;
  while (bytes < 5 && (number >> (22 + 7 * (bytes - 3))) != 0) ++bytes;
  const uint64_t marked = uint64_t{number} | (0xFFULL << (10 - bytes) & 0xFF)
                                                 << (8 * (bytes - 1));
  for (int i = bytes - 1; i >= 0; --i) {
    key->push_back(static_cast<char>(marked >> (8 * i)));
  }
}

std::string GlassTermKey(std::string_view term) {
  std::string key;
  key.reserve(term.size());
  for (const char byte : term) {
    key.push_back(byte);
    if (byte == '\0') key.push_back('\xFF');
  }
  return key;
}

}  // namespace vigie::index
