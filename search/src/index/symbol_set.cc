#include "index/symbol_set.h"

#include <algorithm>
#include <array>

#include "index/mapped_tokens.h"
#include "index/symbol_sieve.h"

namespace vigie::index {
namespace {

// What is read at once of two bytes, the first one lowest.
void AddStart(uint64_t symbol, const TokenCode& code, SymbolSet* set) {
  const SymbolStart start = StartOf(symbol, code);
  const auto add = [&](uint32_t second) {
    const uint32_t at = start.bytes[0] | second << 8;
    (*set)[at / 64] |= uint64_t{1} << (at % 64);
  };
  if (start.size > 1) return add(start.bytes[1]);
  for (uint32_t second = 0; second < kFirstBytes; ++second) add(second);
}

// Of all symbols from `symbols` on, which no column has.
void AddUnknownStarts(uint64_t symbols, const TokenCode& code, SymbolSet* set) {
  if (symbols >= code.symbols()) return;
  const SymbolStart first = StartOf(symbols, code);
  const uint32_t second = first.size > 1 ? first.bytes[1] : 0;
  constexpr uint32_t kRow = kFirstBytes / 64;  // words of one second byte
  std::array<uint64_t, kRow> behind{};         // its own first byte
  for (uint32_t byte = first.bytes[0] + 1U; byte < kFirstBytes; ++byte) {
    behind[byte / 64] |= uint64_t{1} << (byte % 64);
  }
  for (uint32_t at = 0; at < kStartWords; ++at) {
    (*set)[at] |= behind[at % kRow];
    if (at % kRow == first.bytes[0] / 64U && at / kRow >= second) {
      (*set)[at] |= uint64_t{1} << (first.bytes[0] % 64U);
    }
  }
}

uint8_t MeaningOf(uint32_t special) {
  if (special == kSpecialMarks || special == kSpecialToggle) return kKeeps;
  if (special < kSpecialOverlay1 || special > kSpecialOverlay3) return kCounts;
  return static_cast<uint8_t>((special - kSpecialOverlay1 + 1) << kLength);
}

}  // namespace

void MappedTokens::OrderSymbols() {
  const Span<uint32_t>& words = sections_.symbol_words;
  const auto is_word = [](uint32_t word) { return word < kSpecials; };
  uint32_t last = 0;
  for (const uint32_t word : words) {
    if (is_word(word)) last = std::max(last, word);
  }
  // Every word has a symbol, unless the column is damaged.
  if (last >= words.size) return;
  first_symbol_.assign(last + size_t{2}, 0);
  for (const uint32_t word : words) {
    if (is_word(word)) ++first_symbol_[word + 1];
  }
  for (size_t i = 1; i < first_symbol_.size(); ++i) {
    first_symbol_[i] += first_symbol_[i - 1];
  }
  symbols_of_words_.resize(first_symbol_.back());
  std::vector<uint32_t> next = first_symbol_;
  for (uint32_t symbol = 0; symbol < words.size; ++symbol) {
    const uint32_t word = words[symbol];
    if (is_word(word)) {
      symbols_of_words_[next[word]++] = symbol;
    } else {
      specials_.push_back(symbol);
    }
  }
}

void MappedTokens::AppendSymbols(uint32_t word,
                                 std::vector<uint32_t>* symbols) const {
  if (word + size_t{1} >= first_symbol_.size()) return;
  symbols->insert(symbols->end(),
                  symbols_of_words_.begin() + first_symbol_[word],
                  symbols_of_words_.begin() + first_symbol_[word + 1]);
}

SymbolSet MappedTokens::SymbolsOf(const std::vector<uint32_t>& codes) const {
  std::vector<uint32_t> symbols = specials_;
  for (const uint32_t code : codes) AppendSymbols(code, &symbols);
  size_t members = 4;
  while (members < 2 * symbols.size()) members *= 2;
  SymbolSet set(kHeadWords + members);
  auto* const meanings = reinterpret_cast<uint8_t*>(set.data() + kStartWords);
  uint64_t* const table = set.data() + kHeadWords;
  std::fill_n(meanings, kFirstBytes, kCounts);
  for (const uint32_t symbol : symbols) {
    const uint32_t word = sections_.symbol_words[symbol];
    size_t at = symbol & (members - 1);
    while (table[at] != 0) at = (at + 1) & (members - 1);
    table[at] = uint64_t{word} << kMemberWord | (uint64_t{symbol} + 1);
    const uint8_t meaning = word >= kSpecials ? MeaningOf(word) : kCounts;
    if (symbol < sections_.code.first_of_two() && meaning != kCounts) {
      meanings[symbol] = meaning;
    } else {
      AddStart(symbol, sections_.code, &set);
    }
  }
  AddUnknownStarts(sections_.symbol_words.size, sections_.code, &set);
  return set;
}

}  // namespace vigie::index
