// The tokens of the articles of a segment while it is made.
#ifndef VIGIE_INDEX_TOKEN_LISTS_H_
#define VIGIE_INDEX_TOKEN_LISTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "index/segment.h"
#include "index/token_column.h"
#include "index/word_table.h"

namespace vigie::index {

// A field with its analysis.
struct AnalyzedField {
  std::string_view text;
  const analysis::AnalyzedText* analyzed = nullptr;
};

// Codes here are numbers of words(), not those of a sealed segment. Memory: 5
// bytes per position. Not thread-safe while it changes.
class TokenLists {
 public:
  // One article's tokens; views that are valid until the next call that adds.
  struct View {
    uint32_t title_positions = 0;
    Span<uint32_t> codes;  // by position: title, then text
    Span<uint8_t> marks;
    Span<OverlaidToken> overlaid;
  };

  void Add(const AnalyzedField& title, const AnalyzedField& text);
  // Tokens decoded from elsewhere, with codes of `vocabulary`. `code_of`, empty
  // at first, remembers their numbers here from one call to the next.
  void Add(const DocumentTokens& tokens, const Vocabulary& vocabulary,
           std::vector<uint32_t>* code_of);
  // All of `other`, whose words are numbered anew.
  void Append(const TokenLists& other);

  uint32_t documents() const {
    return static_cast<uint32_t>(title_positions_.size());
  }
  uint64_t positions() const { return codes_.size(); }
  // Memory for as many positions at once, so that it need not grow.
  void Reserve(uint64_t positions) {
    codes_.reserve(positions);
    marks_.reserve(positions);
  }
  View at(uint32_t doc) const;
  const WordTable& words() const { return words_; }
  WordTable* mutable_words() { return &words_; }
  uint64_t memory_bytes() const;

 private:
  void AddField(const AnalyzedField& field);
  void EndDocument();

  WordTable words_;
  std::vector<uint32_t> codes_;
  std::vector<uint8_t> marks_;
  std::vector<OverlaidToken> overlaid_;
  std::vector<uint32_t> title_positions_;
  std::vector<uint64_t> begin_ = {0};  // per document and one: into codes_
  std::vector<uint64_t> overlaid_begin_ = {0};
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TOKEN_LISTS_H_
