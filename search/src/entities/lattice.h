// The tokens of one field as a graph: from a position, a plain token or part
// leads to the next position and a join leads over its parts.
#ifndef VIGIE_ENTITIES_LATTICE_H_
#define VIGIE_ENTITIES_LATTICE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "vigie/article.h"

namespace vigie::entities {

// Half-open range of token positions.
struct Positions {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool contains(const Positions& other) const {
    return begin <= other.begin && other.end <= end;
  }
};

// Views of a field's text and analysis, which must outlive it. Immutable.
class Lattice {
 public:
  Lattice() = default;  // an empty field
  Lattice(std::string_view text, const analysis::AnalyzedText& analyzed);

  std::string_view text() const { return text_; }
  uint32_t positions() const { return positions_; }
  // REQUIRES: positions() > 0.
  const std::vector<analysis::Token>& tokens() const { return *tokens_; }
  const analysis::Token& token(uint32_t index) const {
    return (*tokens_)[index];
  }

  // Indices of the tokens that begin at `position`, half-open.
  // REQUIRES: position < positions().
  uint32_t first_token(uint32_t position) const { return first_[position]; }
  uint32_t end_token(uint32_t position) const { return first_[position + 1]; }
  // The one that is neither a join nor a variant.
  const analysis::Token& plain(uint32_t position) const {
    return token(first_[position]);
  }

  // Whether a compound begins before `position` and ends after it.
  bool inside_compound(uint32_t position) const {
    return inside_compound_[position];
  }
  bool has_compounds() const { return has_compounds_; }

  std::string_view slice(ByteRange range) const {
    return text_.substr(range.begin, range.size());
  }
  // The bytes between two tokens, empty when they touch or overlap.
  std::string_view gap(const analysis::Token& left,
                       const analysis::Token& right) const;

 private:
  std::string_view text_;
  const std::vector<analysis::Token>* tokens_ = nullptr;
  uint32_t positions_ = 0;
  std::vector<uint32_t> first_;        // positions_ + 1 entries
  std::vector<bool> inside_compound_;  // positions_ + 1 entries
  bool has_compounds_ = false;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_LATTICE_H_
