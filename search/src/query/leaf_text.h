// The text of a leaf as analysed, with the way back to the query string.
#ifndef VIGIE_QUERY_LEAF_TEXT_H_
#define VIGIE_QUERY_LEAF_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "query/ast.h"

namespace vigie::query {

// The smallest piece of an analysed text that no compound reaches across: one
// word, or the parts of a compound with the joins that lie over them.
struct WordUnit {
  uint32_t position_begin = 0;  // half-open range of token positions
  uint32_t position_end = 0;
  ByteRange range;      // of LeafText::text
  bool elided = false;  // l', d' or the like stood before it
  bool stop_word = false;
  // The plain words or parts, one per position, in order.
  std::vector<const analysis::Token*> words;
  // Tokens that stand for the whole unit: joins over it and, when it is one
  // word, further readings of it.
  std::vector<const analysis::Token*> wholes;
};

// Immutable; `units` point into the object, which does not move.
class LeafText {
 public:
  explicit LeafText(const AstNode& leaf);
  LeafText(const LeafText&) = delete;
  LeafText& operator=(const LeafText&) = delete;

  // The leaf's words joined by single spaces; all ranges of units and tokens
  // are its bytes.
  const std::string& text() const { return text_; }
  const std::vector<WordUnit>& units() const { return units_; }
  // Token positions, each a word that was typed.
  uint32_t positions() const { return analyzed_.positions; }

  // The bytes of the query string that `range` of text() came from.
  ByteRange InQuery(ByteRange range) const;

 private:
  uint32_t InQuery(uint32_t at) const;

  struct Piece {
    uint32_t begin = 0;  // in text_
    uint32_t query_begin = 0;
  };
  std::string text_;
  std::vector<Piece> pieces_;
  analysis::AnalyzedText analyzed_;
  std::vector<WordUnit> units_;
};

}  // namespace vigie::query

#endif  // VIGIE_QUERY_LEAF_TEXT_H_
