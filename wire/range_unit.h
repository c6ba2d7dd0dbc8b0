// Byte ranges -> UTF-16 units or code points, for clients whose strings count
// so. Applied to a message after the converters of this room.
#ifndef WIRE_RANGE_UNIT_H_
#define WIRE_RANGE_UNIT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "vigie/v1/explanation.pb.h"
#include "vigie/v1/exploration.pb.h"
#include "vigie/v1/hit.pb.h"
#include "vigie/v1/mention.pb.h"
#include "vigie/v1/query.pb.h"
#include "vigie/v1/range.pb.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::wire {

// Counts units before byte offsets of one text, which must outlive it.
// Building is O(bytes). Thread-compatible.
class UnitCounter {
 public:
  UnitCounter(std::string_view text, v1::RangeUnit unit);

  // Units before `byte`; an offset past the text counts as its end. O(1).
  uint32_t At(uint32_t byte) const;
  void Convert(v1::TextRange* range) const;

 private:
  std::string_view text_;
  v1::RangeUnit unit_;
  std::vector<uint32_t> before_block_;  // units before each block of bytes
};

// true: ranges stay in bytes and nothing below need be called.
bool CountsBytes(v1::RangeUnit unit);

// Ranges of a query's string. Of an answer, those alone; its other ranges are
// of articles.
void ConvertRanges(std::string_view query, v1::RangeUnit unit,
                   v1::QueryUnderstanding* understanding);
void ConvertRanges(std::string_view query, v1::RangeUnit unit,
                   v1::SearchResponse* response);
void ConvertRanges(std::string_view query, v1::RangeUnit unit,
                   v1::ExplainResponse* response);

// The two fields of one article, whose strings must outlive it.
class ArticleRanges {
 public:
  ArticleRanges(std::string_view title, std::string_view text,
                v1::RangeUnit unit);
  void Convert(v1::Hit* hit) const;
  void Convert(v1::Mention* mention) const;
  void Convert(v1::MentionRow* row) const;
  void Convert(v1::EvidenceSentence* evidence) const;
  void Convert(v1::ExplainMatch* match) const;
  void Convert(v1::RejectedCandidate* candidate) const;

 private:
  const UnitCounter& Of(v1::Field field) const;

  UnitCounter title_;
  UnitCounter text_;
};

}  // namespace vigie::wire

#endif  // WIRE_RANGE_UNIT_H_
