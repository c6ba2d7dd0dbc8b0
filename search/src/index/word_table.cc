#include "index/word_table.h"

// Words are short: half of the time would be the call.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cassert>

#include "analysis/token.h"

namespace vigie::index {
namespace {

constexpr size_t kFirstSlots = 1024;

}  // namespace

uint32_t WordTable::HashOf(const Word& word) {
  const uint64_t exact = XXH3_64bits(word.exact.data(), word.exact.size());
  return static_cast<uint32_t>(
      XXH3_64bits_withSeed(word.stem.data(), word.stem.size(), exact));
}

WordTable::WordTable() : slots_(kFirstSlots) {}

uint32_t WordTable::Add(const Word& word, uint32_t hash) {
  static_assert(analysis::kMaxTermBytes <= UINT8_MAX);
  assert(word.exact.size() <= analysis::kMaxTermBytes &&
         word.form.size() <= analysis::kMaxTermBytes &&
         word.stem.size() <= analysis::kMaxTermBytes);
  size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const uint32_t code = slots_[slot] - 1;
    if (rows_[code].hash == hash && at(code) == word) return code;
  }
  Row row;
  row.at = bytes_.size();
  row.hash = hash;
  row.exact = static_cast<uint8_t>(word.exact.size());
  row.form = static_cast<uint8_t>(word.form.size());
  row.stem = static_cast<uint8_t>(word.stem.size());
  bytes_.append(word.exact).append(word.form).append(word.stem);
  rows_.push_back(row);
  slots_[slot] = size();
  if (rows_.size() * 2 > slots_.size()) Grow();
  return size() - 1;
}

void WordTable::Grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (uint32_t code = 0; code < size(); ++code) {
    size_t slot = rows_[code].hash & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = code + 1;
  }
}

uint64_t WordTable::memory_bytes() const {
  return rows_.capacity() * sizeof(Row) + bytes_.capacity() +
         slots_.capacity() * sizeof(uint32_t);
}

}  // namespace vigie::index
