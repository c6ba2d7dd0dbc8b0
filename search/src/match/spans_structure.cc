#include <algorithm>

#include "index/structure.h"
#include "match/spans.h"

namespace vigie::match {

using query::Zone;

void ArticleStructure::Reset(uint32_t title_positions,
                             index::Span<uint8_t> marks) {
  marks_ = marks;
  title_positions_ =
      std::min(title_positions, static_cast<uint32_t>(marks.size));
  lead_end_ = UINT32_MAX;
  sentences_.clear();
  paragraphs_.clear();
}

uint32_t ArticleStructure::positions(Field field) const {
  const auto all = static_cast<uint32_t>(marks_.size);
  return field == Field::kTitle ? title_positions_ : all - title_positions_;
}

// Where the columns have `position`, or UINT32_MAX.
uint32_t ArticleStructure::At(Field field, uint32_t position) const {
  if (position >= positions(field)) return UINT32_MAX;
  return field == Field::kTitle ? position : title_positions_ + position;
}

uint8_t ArticleStructure::mark(Field field, uint32_t position) const {
  const uint32_t at = At(field, position);
  return at == UINT32_MAX ? 0 : marks_[at];
}

uint32_t ArticleStructure::Unit(Field field, ByteRange tokens, uint8_t mark,
                                std::vector<uint32_t>* numbers) {
  if (tokens.begin >= tokens.end) return UINT32_MAX;
  const uint32_t first = At(field, tokens.begin);
  const uint32_t last = At(field, tokens.end - 1);
  if (first == UINT32_MAX || last == UINT32_MAX) return UINT32_MAX;
  if (numbers->empty()) {
    numbers->reserve(marks_.size);
    uint32_t number = 0;
    for (const uint8_t value : marks_) {
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

uint32_t ArticleStructure::LeadEnd() {
  if (lead_end_ != UINT32_MAX) return lead_end_;
  const uint32_t longest = std::min(kLeadWords, positions(Field::kText));
  uint32_t end = std::min(1U, longest);
  while (end < longest &&
         (mark(Field::kText, end) & index::kMarkParagraph) == 0) {
    ++end;
  }
  lead_end_ = end;
  return end;
}

}  // namespace vigie::match
