// Sorting many short texts.
#ifndef VIGIE_INDEX_SORTED_TEXTS_H_
#define VIGIE_INDEX_SORTED_TEXTS_H_

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::index {

// The first bytes of `text` as a number, so that numbers compare as the bytes
// do.
inline uint64_t TextKey(std::string_view text) {
  uint64_t key = 0;
  for (size_t i = 0; i < sizeof(key); ++i) {
    key = key << 8 | (i < text.size() ? static_cast<uint8_t>(text[i]) : 0);
  }
  return key;
}

// The numbers below `size` by the bytes of `text_of` each; `comes_before` tells
// which of two with the same text does. Most comparisons read no text.
template <typename TextOf, typename ComesBefore>
std::vector<uint32_t> SortTexts(uint32_t size, const TextOf& text_of,
                                const ComesBefore& comes_before) {
  using Keyed = std::pair<uint64_t, uint32_t>;
  std::vector<Keyed> keyed;
  keyed.reserve(size);
  for (uint32_t i = 0; i < size; ++i)
    keyed.emplace_back(TextKey(text_of(i)), i);
  std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    if (a.first != b.first) return a.first < b.first;
    const int order = text_of(a.second).compare(text_of(b.second));
    return order != 0 ? order < 0 : comes_before(a.second, b.second);
  });
  std::vector<uint32_t> sorted;
  sorted.reserve(size);
  for (const Keyed& entry : keyed) sorted.push_back(entry.second);
  return sorted;
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_SORTED_TEXTS_H_
