// The token column of a sealed segment, read in place.
#ifndef VIGIE_INDEX_MAPPED_TOKENS_H_
#define VIGIE_INDEX_MAPPED_TOKENS_H_

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "index/segment.h"
#include "index/symbol_table.h"
#include "index/token_column.h"
#include "index/token_format.h"

namespace vigie::index {

// One article's symbols; after a kSpecialOverlay stands the number of positions
// it covers. Reuse it: decoding into it allocates only when it must grow.
struct DocumentSymbols {
  uint32_t title_positions = 0;
  uint32_t title_symbols = 0;  // of `symbols`, those of the title
  std::vector<uint32_t> symbols;
};

// Views into bytes that must outlive it. Thread-safe.
class MappedTokens {
 public:
  struct Sections {
    TokenCode code;
    Span<uint32_t> symbol_words;  // code of a word, or SpecialWord
    Span<uint8_t> symbol_marks;
    Span<uint64_t> begin;  // per document and one: into bytes
    std::string_view bytes;
  };

  MappedTokens() = default;
  explicit MappedTokens(const Sections& sections);  // O(symbols)

  // How many bytes the symbol takes that begins with a byte, and what to add
  // to such bytes, read as one number, to get it (wrapping).
  struct SymbolSizes {
    SymbolSizes() = default;
    explicit SymbolSizes(const TokenCode& code);
    std::array<uint8_t, 256> of{};
    std::array<uint64_t, 5> added{};  // by size
  };

  // True when Read stays inside of the sections and of `words` codes, whatever
  // the bytes of the documents. O(documents + symbols).
  bool IsSound(uint32_t words) const;

  // REQUIRES IsSound. Bytes that no writer makes give some tokens, never more
  // than there are bytes. O(tokens).
  void Read(uint32_t doc, DocumentTokens* tokens) const;

  // How documents are passed over: symbol by symbol, or many bytes at once,
  // which not every processor can. What is found is the same.
  enum class Pass : uint8_t { kSymbols, kBlocks };
  static Pass FastestPass();
  // The symbols of words with these codes. O(found).
  SymbolSet SymbolsOf(const std::vector<uint32_t>& codes,
                      Pass pass = FastestPass()) const;
  // Of the tokens of Read those whose symbols are sought, in a set that
  // SymbolsOf gave, and what is asked of the marks. REQUIRES IsSound.
  // O(tokens), a fraction of the time of Read.
  void ReadSought(uint32_t doc, const SymbolSet& sought, TextMarks text,
                  SoughtTokens* tokens) const;

  // What lies there, for those who look for symbols in it.
  std::string_view column() const { return sections_.bytes; }
  std::string_view BytesOf(uint32_t doc) const;  // a part of column()
  const TokenCode& code() const { return sections_.code; }
  const SymbolSizes& sizes() const { return sizes_; }
  const std::vector<uint32_t>& specials() const { return specials_; }
  // Appends the symbols of the word with that code. O(found).
  void AppendSymbols(uint32_t word, std::vector<uint32_t>* symbols) const;

  // Asks memory for where a document begins that will be read soon, and for
  // what is read first of it.
  void PrefetchBegin(uint32_t doc) const {
    __builtin_prefetch(&sections_.begin[doc]);
  }
  void Prefetch(uint32_t doc) const {
    constexpr size_t kLine = 64;
    constexpr size_t kMost = 8 * kLine;
    const char* const first = sections_.bytes.data() + sections_.begin[doc];
    for (size_t at = 0; at < kMost; at += kLine) __builtin_prefetch(first + at);
  }

  // The same as it lies there, for writing it again.
  void ReadSymbols(uint32_t doc, DocumentSymbols* document) const;
  uint32_t symbols() const {
    return static_cast<uint32_t>(sections_.symbol_words.size);
  }
  // REQUIRES number < symbols().
  Symbol symbol(uint32_t number) const {
    return {sections_.symbol_words[number], sections_.symbol_marks[number]};
  }
  // The symbol that a number of positions follows; no symbol when none does.
  uint32_t long_overlay() const { return long_overlay_; }

 private:
  void OrderSymbols();

  Sections sections_;
  SymbolSizes sizes_;
  // By code, and one more: into symbols_of_words_.
  std::vector<uint32_t> first_symbol_;
  std::vector<uint32_t> symbols_of_words_;
  std::vector<uint32_t> specials_;
  bool paragraphs_announced_ = true;  // no word of its own begins one
  uint32_t long_overlay_ = std::numeric_limits<uint32_t>::max();
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MAPPED_TOKENS_H_
