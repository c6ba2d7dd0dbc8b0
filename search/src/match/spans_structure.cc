#include <algorithm>

#include "index/structure.h"
#include "match/spans.h"

namespace vigie::match {

using query::Zone;

void ArticleStructure::Reset(const index::Structure& structure) {
  structure_ = structure;
  sentences_.clear();
  paragraphs_.clear();
}

uint32_t ArticleStructure::positions(Field field) const {
  const auto all = static_cast<uint32_t>(structure_.marks.size);
  return field == Field::kTitle ? structure_.title_positions
                                : all - structure_.title_positions;
}

// Where the columns have `position`, or UINT32_MAX.
uint32_t ArticleStructure::At(Field field, uint32_t position) const {
  if (position >= positions(field)) return UINT32_MAX;
  return field == Field::kTitle ? position
                                : structure_.title_positions + position;
}

uint8_t ArticleStructure::mark(Field field, uint32_t position) const {
  const uint32_t at = At(field, position);
  return at == UINT32_MAX ? 0 : structure_.marks[at];
}

uint32_t ArticleStructure::Unit(Field field, ByteRange tokens, uint8_t mark,
                                std::vector<uint32_t>* numbers) {
  if (tokens.begin >= tokens.end) return UINT32_MAX;
  const uint32_t first = At(field, tokens.begin);
  const uint32_t last = At(field, tokens.end - 1);
  if (first == UINT32_MAX || last == UINT32_MAX) return UINT32_MAX;
  if (numbers->empty()) {
    numbers->reserve(structure_.marks.size);
    uint32_t number = 0;
    for (const uint8_t value : structure_.marks) {
      number += (value & mark) != 0 ? 1 : 0;
      numbers->push_back(number);
    }
  }
  return (*numbers)[first] == (*numbers)[last] ? (*numbers)[first] : UINT32_MAX;
}

uint32_t ArticleStructure::Sentence(Field field, ByteRange tokens) {
  return Unit(field, tokens, index::kMarkSentence, &sentences_);
}

uint32_t ArticleStructure::Paragraph(Field field, ByteRange tokens) {
  return Unit(field, tokens, index::kMarkParagraph, &paragraphs_);
}

bool ArticleStructure::InZone(Zone zone, const Match& match) {
  const ByteRange tokens = match.tokens;
  switch (zone) {
    case Zone::kAnywhere:
      return true;
    case Zone::kTitle:
      return match.field == Field::kTitle;
    case Zone::kText:
      return match.field == Field::kText;
    case Zone::kLead:
      return match.field == Field::kText && tokens.end <= LeadEnd();
    case Zone::kBody:
      return match.field == Field::kText && tokens.begin >= LeadEnd() &&
             tokens.begin < positions(Field::kText);
    case Zone::kQuote:
      if (tokens.begin >= tokens.end) return false;
      for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
        if ((mark(match.field, at) & index::kMarkQuoted) == 0) return false;
      }
      return true;
  }
  return false;
}

uint32_t ArticleStructure::LeadEnd() const {
  const uint32_t longest = std::min(kLeadWords, positions(Field::kText));
  for (uint32_t at = 1; at < longest; ++at) {
    if ((mark(Field::kText, at) & index::kMarkParagraph) != 0) return at;
  }
  return longest;
}

uint32_t ArticleStructure::TokenLength(Field field, uint32_t position,
                                       uint32_t form_hash,
                                       uint32_t stem_hash) const {
  const uint32_t at = At(field, position);
  uint32_t length = 1;
  const auto& joins = structure_.joins;
  const index::StoredJoin* join = std::lower_bound(
      joins.begin(), joins.end(), at,
      [](const index::StoredJoin& a, uint32_t b) { return a.position < b; });
  for (; join != joins.end() && join->position == at; ++join) {
    if (join->form_hash == form_hash || join->stem_hash == stem_hash) {
      length = std::max(length, join->length);
    }
  }
  return length;
}

}  // namespace vigie::match
