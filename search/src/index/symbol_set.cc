#include "index/symbol_set.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "index/mapped_tokens.h"
#include "index/structure.h"
#include "index/symbol_blocks.h"
#include "index/symbol_sieve.h"

namespace vigie::index {
namespace {

// What is read at once of two bytes, the first one lowest.
void AddStart(uint64_t symbol, const TokenCode& code, SymbolSet* set) {
  const SymbolStart start = StartOf(symbol, code);
  const auto add = [&](uint32_t second) {
    const uint32_t at = start.bytes[0] | second << 8;
    (*set)[kStartsAt + at / 64] |= uint64_t{1} << (at % 64);
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
    (*set)[kStartsAt + at] |= behind[at % kRow];
    if (at % kRow == first.bytes[0] / 64U && at / kRow >= second) {
      (*set)[kStartsAt + at] |= uint64_t{1} << (first.bytes[0] % 64U);
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
  for (uint32_t symbol = 0; symbol < words.size; ++symbol) {
    const bool begins = (sections_.symbol_marks[symbol] & kMarkParagraph) != 0;
    if (begins && is_word(words[symbol])) paragraphs_announced_ = false;
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

namespace {

// Puts symbols with their words where a SymbolSet is searched.
void FillMembers(const std::vector<uint32_t>& symbols, Span<uint32_t> words,
                 uint64_t* table, size_t members) {
  for (const uint32_t symbol : symbols) {
    const uint64_t member =
        uint64_t{words[symbol]} << kMemberWord | (uint64_t{symbol} + 1);
    size_t at = symbol & (members - 1);
    // A word may be looked for by several of its terms.
    while (table[at] != 0 && table[at] != member) at = (at + 1) & (members - 1);
    table[at] = member;
  }
}

// What stands before the members, for passing symbol by symbol.
void FillHead(const std::vector<uint32_t>& specials,
              const std::vector<uint32_t>& sought,
              const MappedTokens::Sections& column, SymbolSet* set) {
  auto* const meanings =
      reinterpret_cast<uint8_t*>(set->data() + kStartsAt + kStartWords);
  std::fill_n(meanings, kFirstBytes, kCounts);
  for (const uint32_t symbol : specials) {
    const uint8_t meaning = MeaningOf(column.symbol_words[symbol]);
    if (symbol < column.code.first_of_two() && meaning != kCounts) {
      meanings[symbol] = meaning;
    } else {
      AddStart(symbol, column.code, set);
    }
  }
  for (const uint32_t symbol : sought) AddStart(symbol, column.code, set);
  AddUnknownStarts(column.symbol_words.size, column.code, set);
}

// The same for blocks. `all_told`: paragraphs are announced by specials alone.
void FillTables(const std::vector<uint32_t>& specials,
                const std::vector<uint32_t>& sought,
                const MappedTokens::Sections& column, bool all_told,
                SymbolSet* set) {
  BlockTables told;
  std::vector<uint32_t> stops = sought;
  for (const uint32_t symbol : specials) {
    const uint8_t meaning = MeaningOf(column.symbol_words[symbol]);
    const bool is_byte =
        symbol < column.code.first_of_two() && meaning != kCounts;
    const uint8_t group =
        is_byte
            ? told.AddSpecial(static_cast<uint8_t>(symbol), meaning == kKeeps)
            : 0;
    if (group == 0) stops.push_back(symbol);
    if ((column.symbol_marks[symbol] & kMarkParagraph) == 0) continue;
    told.paragraphs |= group;
    all_told =
        all_told && group != 0 && column.symbol_words[symbol] == kSpecialMarks;
  }
  for (const uint32_t symbol : stops) AddStart(symbol, column.code, set);
  BlockTables tables(column.code, stops, column.symbol_words.size);
  tables.specials = told.specials;
  tables.keeps = told.keeps;
  tables.overlays = told.overlays;
  if (all_told) tables.paragraphs = told.paragraphs;
  std::memcpy(set->data() + kTablesAt, &tables, sizeof(tables));
}

}  // namespace

MappedTokens::Pass MappedTokens::FastestPass() {
  static const Pass pass = ReadsBlocks() ? Pass::kBlocks : Pass::kSymbols;
  return pass;
}

SymbolSet MappedTokens::SymbolsOf(const std::vector<uint32_t>& codes,
                                  Pass pass) const {
  std::vector<uint32_t> sought;
  for (const uint32_t code : codes) AppendSymbols(code, &sought);
  const bool by_block =
      pass == Pass::kBlocks && FitsBlocks(sections_.code, symbols());
  const size_t head = by_block ? kBlockHeadWords : kHeadWords;
  size_t members = 4;
  while (members < 2 * (sought.size() + specials_.size())) members *= 2;
  SymbolSet set(head + members);
  set[0] = by_block ? 1 : 0;
  FillMembers(specials_, sections_.symbol_words, set.data() + head, members);
  FillMembers(sought, sections_.symbol_words, set.data() + head, members);
  if (by_block) {
    FillTables(specials_, sought, sections_, paragraphs_announced_, &set);
    return set;
  }
  FillHead(specials_, sought, sections_, &set);
  return set;
}

}  // namespace vigie::index
