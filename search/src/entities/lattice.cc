#include "entities/lattice.h"

#include <algorithm>

namespace vigie::entities {

Lattice::Lattice(std::string_view text, const analysis::AnalyzedText& analyzed)
    : text_(text),
      tokens_(&analyzed.tokens),
      positions_(analyzed.positions),
      first_(analyzed.positions + 1, 0),
      inside_compound_(analyzed.positions + 1, false) {
  uint32_t position = 0;
  const auto count = static_cast<uint32_t>(tokens_->size());
  for (uint32_t i = 0; i < count; ++i) {
    const analysis::Token& token = (*tokens_)[i];
    while (position < token.position) first_[++position] = i;
    if ((token.flags & analysis::kJoin) == 0 || token.length < 2) continue;
    const uint32_t end = std::min(token.position + token.length, positions_);
    has_compounds_ = true;
    for (uint32_t p = token.position + 1; p < end; ++p) {
      inside_compound_[p] = true;
    }
  }
  while (position < positions_) first_[++position] = count;
}

std::string_view Lattice::gap(const analysis::Token& left,
                              const analysis::Token& right) const {
  if (right.range.begin <= left.range.end) return {};
  return text_.substr(left.range.end, right.range.begin - left.range.end);
}

}  // namespace vigie::entities
