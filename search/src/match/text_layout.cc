#include "match/text_layout.h"

#include <algorithm>

#include "analysis/analyzer.h"
#include "index/varint.h"
#include "match/quotations.h"

namespace vigie::match {
namespace {

// Steps back are rare and short: the sign is the lowest bit.
uint64_t Signed(uint32_t from, uint32_t to) {
  return to >= from ? uint64_t{to - from} << 1 : uint64_t{from - to} << 1 | 1;
}

void AppendRange(ByteRange range, uint32_t* before, std::string* packed) {
  index::AppendVarint(Signed(*before, range.begin), packed);
  index::AppendVarint(range.size(), packed);
  *before = range.end;
}

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed)
      : at_(reinterpret_cast<const uint8_t*>(packed.data())),
        end_(at_ + packed.size()) {}

  uint32_t Number() { return index::TakeVarint(&at_, end_); }
  ByteRange Range(uint32_t* before) {
    const uint32_t step = Number();
    ByteRange range;
    range.begin =
        (step & 1) == 0 ? *before + (step >> 1) : *before - (step >> 1);
    range.end = range.begin + Number();
    *before = range.end;
    return range;
  }
  void Ranges(std::vector<ByteRange>* ranges) {
    ranges->resize(Number());
    uint32_t before = 0;
    for (ByteRange& range : *ranges) range = Range(&before);
  }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
};

void AppendRanges(const std::vector<ByteRange>& ranges, std::string* packed) {
  index::AppendVarint(ranges.size(), packed);
  uint32_t before = 0;
  for (const ByteRange& range : ranges) AppendRange(range, &before, packed);
}

}  // namespace

ByteRange TextLayout::RangeOf(ByteRange positions) const {
  if (positions.begin >= positions.end || positions.end > tokens.size()) {
    return {};
  }
  for (const Other& other : others) {
    if (other.positions == positions) return other.range;
  }
  return {tokens[positions.begin].begin, tokens[positions.end - 1].end};
}

TextLayout LayOutWords(const analysis::AnalyzedText& analyzed) {
  TextLayout layout;
  layout.tokens.resize(analyzed.positions);
  const auto is_plain = [](const analysis::Token& token) {
    return (token.flags & (analysis::kJoin | analysis::kVariant)) == 0;
  };
  for (const analysis::Token& token : analyzed.tokens) {
    if (is_plain(token)) layout.tokens[token.position] = token.range;
  }
  for (const analysis::Token& token : analyzed.tokens) {
    if (is_plain(token) || token.length == 1) continue;
    const ByteRange positions{token.position, token.position + token.length};
    if (layout.RangeOf(positions) == token.range) continue;
    layout.others.push_back({positions, token.range});
  }
  return layout;
}

TextLayout LayOut(std::string_view text,
                  const analysis::AnalyzedText& analyzed) {
  TextLayout layout = LayOutWords(analyzed);
  layout.sentences = WholeQuotations(text, analyzed.sentences);
  return layout;
}

TextLayout LayOut(std::string_view text) {
  return LayOut(text, analysis::Analyze(text));
}

std::string PackLayout(const TextLayout& layout) {
  std::string packed;
  packed.reserve(2 * layout.tokens.size() + 4 * layout.sentences.size() + 16);
  AppendRanges(layout.tokens, &packed);
  AppendRanges(layout.sentences, &packed);
  index::AppendVarint(layout.others.size(), &packed);
  uint32_t position = 0;
  uint32_t byte = 0;
  for (const TextLayout::Other& other : layout.others) {
    AppendRange(other.positions, &position, &packed);
    AppendRange(other.range, &byte, &packed);
  }
  packed.shrink_to_fit();
  return packed;
}

void UnpackLayout(std::string_view packed, TextLayout* layout) {
  Unpacker from(packed);
  from.Ranges(&layout->tokens);
  from.Ranges(&layout->sentences);
  layout->others.resize(from.Number());
  uint32_t position = 0;
  uint32_t byte = 0;
  for (TextLayout::Other& other : layout->others) {
    other.positions = from.Range(&position);
    other.range = from.Range(&byte);
  }
}

}  // namespace vigie::match
