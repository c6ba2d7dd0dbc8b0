#include "wire/range_unit.h"

#include <algorithm>

namespace vigie::wire {
namespace {

constexpr size_t kBlockBytes = 64;

// Units that the byte adds: those of its code point on the leading byte, 0 on
// the others.
uint32_t UnitsOf(unsigned char byte, v1::RangeUnit unit) {
  if ((byte & 0xC0) == 0x80) return 0;
  return unit == v1::RANGE_UNIT_UTF16 && byte >= 0xF0 ? 2 : 1;
}

uint32_t CountUnits(std::string_view text, v1::RangeUnit unit) {
  uint32_t units = 0;
  for (char byte : text) {
    units += UnitsOf(static_cast<unsigned char>(byte), unit);
  }
  return units;
}

void Convert(const UnitCounter& counter,
             v1::QueryUnderstanding* understanding) {
  for (v1::QueryWarning& warning : *understanding->mutable_warnings()) {
    counter.Convert(warning.mutable_range());
  }
  for (v1::QueryExpansion& expansion : *understanding->mutable_expansions()) {
    counter.Convert(expansion.mutable_range());
  }
}

}  // namespace

UnitCounter::UnitCounter(std::string_view text, v1::RangeUnit unit)
    : text_(text), unit_(unit) {
  before_block_.reserve(text.size() / kBlockBytes + 1);
  uint32_t units = 0;
  for (size_t begin = 0; begin <= text.size(); begin += kBlockBytes) {
    before_block_.push_back(units);
    units += CountUnits(text.substr(begin, kBlockBytes), unit);
  }
}

uint32_t UnitCounter::At(uint32_t byte) const {
  const size_t end = std::min<size_t>(byte, text_.size());
  const size_t block = end / kBlockBytes;
  const size_t begin = block * kBlockBytes;
  return before_block_[block] +
         CountUnits(text_.substr(begin, end - begin), unit_);
}

void UnitCounter::Convert(v1::TextRange* range) const {
  range->set_begin(At(range->begin()));
  range->set_end(At(range->end()));
}

bool CountsBytes(v1::RangeUnit unit) {
  return unit != v1::RANGE_UNIT_UTF16 && unit != v1::RANGE_UNIT_CODE_POINTS;
}

void ConvertRanges(std::string_view query, v1::RangeUnit unit,
                   v1::QueryUnderstanding* understanding) {
  Convert(UnitCounter(query, unit), understanding);
}

void ConvertRanges(std::string_view query, v1::RangeUnit unit,
                   v1::SearchResponse* response) {
  const UnitCounter counter(query, unit);
  Convert(counter, response->mutable_understanding());
  for (v1::ClauseDiagnosis& clause : *response->mutable_diagnosis()) {
    counter.Convert(clause.mutable_range());
  }
}

void ConvertRanges(std::string_view query, v1::RangeUnit unit,
                   v1::ExplainResponse* response) {
  const UnitCounter counter(query, unit);
  Convert(counter, response->mutable_understanding());
  for (v1::ExplainClause& clause : *response->mutable_clauses()) {
    counter.Convert(clause.mutable_range());
  }
}

ArticleRanges::ArticleRanges(std::string_view title, std::string_view text,
                             v1::RangeUnit unit)
    : title_(title, unit), text_(text, unit) {}

const UnitCounter& ArticleRanges::Of(v1::Field field) const {
  return field == v1::FIELD_TITLE ? title_ : text_;
}

void ArticleRanges::Convert(v1::Hit* hit) const {
  for (v1::TextRange& range : *hit->mutable_title_highlights()) {
    title_.Convert(&range);
  }
  for (v1::Passage& passage : *hit->mutable_passages()) {
    const UnitCounter& counter = Of(passage.field());
    counter.Convert(passage.mutable_sentence()->mutable_range());
    for (v1::TextRange& range : *passage.mutable_highlights()) {
      counter.Convert(&range);
    }
  }
}

void ArticleRanges::Convert(v1::Mention* mention) const {
  const UnitCounter& counter = Of(mention->field());
  counter.Convert(mention->mutable_range());
  counter.Convert(mention->mutable_sentence()->mutable_range());
  if (mention->has_parent()) counter.Convert(mention->mutable_parent());
  if (mention->has_quotation()) counter.Convert(mention->mutable_quotation());
}

void ArticleRanges::Convert(v1::MentionRow* row) const {
  Convert(row->mutable_mention());
  if (row->has_window()) {
    Of(row->mention().field()).Convert(row->mutable_window()->mutable_range());
  }
}

void ArticleRanges::Convert(v1::EvidenceSentence* evidence) const {
  const UnitCounter& counter = Of(evidence->field());
  counter.Convert(evidence->mutable_sentence()->mutable_range());
  for (v1::TextRange& range : *evidence->mutable_entity()) {
    counter.Convert(&range);
  }
  for (v1::TextRange& range : *evidence->mutable_matches()) {
    counter.Convert(&range);
  }
}

void ArticleRanges::Convert(v1::RejectedCandidate* candidate) const {
  const UnitCounter& field = Of(candidate->field());
  field.Convert(candidate->mutable_range());
  field.Convert(candidate->mutable_sentence()->mutable_range());
}

void ArticleRanges::Convert(v1::ExplainMatch* match) const {
  Of(match->field()).Convert(match->mutable_range());
}

}  // namespace vigie::wire
