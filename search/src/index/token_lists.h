// The tokens of the articles of a segment while it is made.
#ifndef VIGIE_INDEX_TOKEN_LISTS_H_
#define VIGIE_INDEX_TOKEN_LISTS_H_

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "index/mapped_tokens.h"
#include "index/segment.h"
#include "index/symbol_table.h"
#include "index/token_column.h"
#include "index/word_table.h"

namespace vigie::index {

// A field with its analysis.
struct AnalyzedField {
  std::string_view text;
  const analysis::AnalyzedText* analyzed = nullptr;
};

// Articles as strings of symbols (token_format.h), numbered here and not as in
// a sealed segment. Memory: 4 bytes per symbol. Not thread-safe while it
// changes.
class TokenLists {
 public:
  // One article; views that are valid until the next call that adds. After a
  // kSpecialOverlay stands the number of positions it covers.
  struct View {
    uint32_t title_positions = 0;
    Span<uint32_t> title;
    Span<uint32_t> text;
  };

  void Add(const AnalyzedField& title, const AnalyzedField& text);
  // Symbols of a sealed segment, of `tokens` and `vocabulary`. `symbol_of`,
  // empty at first, remembers their numbers here from one call to the next.
  void Add(const DocumentSymbols& document, const MappedTokens& tokens,
           const Vocabulary& vocabulary, std::vector<uint32_t>* symbol_of);
  // All of `other`, whose words are numbered anew.
  void Append(const TokenLists& other);

  uint32_t documents() const {
    return static_cast<uint32_t>(title_positions_.size());
  }
  uint64_t size() const { return symbols_.size(); }  // symbols of all articles
  // Memory for as many symbols at once, so that it need not grow.
  void Reserve(uint64_t symbols) { symbols_.reserve(symbols); }
  View at(uint32_t doc) const;
  const WordTable& words() const { return words_; }
  const SymbolTable& table() const { return table_; }
  // The symbol that a number of positions follows; no symbol when none does.
  uint32_t long_overlay() const { return long_overlay_; }
  uint64_t memory_bytes() const;

  // Hands (position, word) of every token of an article to `sink`, those that
  // lie over others included, in order.
  template <typename Sink>
  void ForEachToken(uint32_t doc, const Sink& sink) const;

 private:
  uint32_t AddWord(const std::vector<analysis::Token>& tokens, size_t i);
  void AddField(const AnalyzedField& field, uint8_t* held_marks);
  void Push(const Symbol& symbol);
  void PushOverlay(uint32_t length);
  template <typename Renumber>
  void PushAll(const Span<uint32_t>& symbols, uint32_t their_long_overlay,
               const Renumber& renumber);
  void EndDocument(uint32_t title_positions, uint64_t title_symbols);

  WordTable words_;
  SymbolTable table_;
  uint32_t long_overlay_ = std::numeric_limits<uint32_t>::max();
  std::vector<uint32_t> symbols_;
  std::vector<uint32_t> title_positions_;
  std::vector<uint32_t> title_symbols_;
  std::vector<uint64_t> begin_ = {0};  // per document and one: into symbols_
  // Of one field, in AddField.
  std::vector<uint8_t> marks_;
  std::vector<uint32_t> hashes_;
};

template <typename Sink>
void TokenLists::ForEachToken(uint32_t doc, const Sink& sink) const {
  uint32_t positions = 0;
  bool overlaid = false;
  for (uint64_t at = begin_[doc]; at < begin_[doc + 1]; ++at) {
    const uint32_t word = table_.symbol(symbols_[at]).word;
    if (word < kSpecials) {
      if (!overlaid) ++positions;
      sink(positions - 1, word);
      overlaid = false;
    } else if (word >= kSpecialOverlay1) {
      overlaid = true;
      if (word == kSpecialOverlay) ++at;
    }
  }
}

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TOKEN_LISTS_H_
