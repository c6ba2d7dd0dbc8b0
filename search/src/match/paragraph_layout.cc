#include "match/paragraph_layout.h"

#include <algorithm>
#include <utility>

#include "index/structure.h"

namespace vigie::match {
namespace {

// Whether words stand in a line for certain. Other lines have to be analysed.
bool HasPlainLetters(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char byte) {
    return ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z') ||
           ('0' <= byte && byte <= '9');
  });
}

ByteRange Shifted(ByteRange range, uint32_t by) {
  return {range.begin + by, range.end + by};
}

class ParagraphLayout {
 public:
  ParagraphLayout(std::string_view text, index::Span<uint8_t> marks,
                  const std::vector<Match>& found)
      : text_(text), positions_(static_cast<uint32_t>(marks.size)) {
    for (uint32_t at = 0; at < positions_; ++at) {
      if ((marks[at] & index::kMarkParagraph) != 0) first_.push_back(at);
    }
    wanted_.resize(first_.size());
    for (const Match& match : found) {
      if (match.field == Field::kText) Want(match);
    }
  }

  std::optional<TextLayout> Make() {
    if (positions_ > 0 && (first_.empty() || first_.front() > 0)) return {};
    layout_.tokens.resize(positions_);
    for (size_t begin = 0; begin < text_.size();) {
      const size_t end = std::min(text_.find('\n', begin), text_.size());
      if (!AddLine(static_cast<uint32_t>(begin), static_cast<uint32_t>(end))) {
        return {};
      }
      begin = end + 1;
    }
    if (paragraphs_ != first_.size()) return {};
    return std::move(layout_);
  }

 private:
  // Number of the paragraph that holds a position.
  size_t ParagraphOf(uint32_t position) const {
    return static_cast<size_t>(
        std::upper_bound(first_.begin(), first_.end(), position) -
        first_.begin() - 1);
  }

  void Want(const Match& match) {
    wants_any_ = true;
    if (match.mention != nullptr) {
      mentions_.push_back(match.range);
      return;
    }
    const uint32_t end = std::min(match.tokens.end, positions_);
    if (first_.empty() || first_.front() > 0 || match.tokens.begin >= end) {
      return;
    }
    const size_t last = ParagraphOf(end - 1);
    for (size_t i = ParagraphOf(match.tokens.begin); i <= last; ++i) {
      wanted_[i] = true;
    }
  }

  bool IsWanted(uint32_t begin, uint32_t end) const {
    if (!wants_any_) return layout_.sentences.empty();
    return wanted_[paragraphs_] ||
           std::any_of(mentions_.begin(), mentions_.end(),
                       [&](const ByteRange& mention) {
                         return mention.begin < end && begin < mention.end;
                       });
  }

  // False where it is not what the marks say.
  bool AddLine(uint32_t begin, uint32_t end) {
    const std::string_view line = text_.substr(begin, end - begin);
    if (HasPlainLetters(line)) {
      if (paragraphs_ == first_.size()) return false;
      if (!IsWanted(begin, end)) {
        ++paragraphs_;
        return true;
      }
    }
    const TextLayout laid_out = LayOut(line);
    for (const ByteRange& sentence : laid_out.sentences) {
      layout_.sentences.push_back(Shifted(sentence, begin));
    }
    return laid_out.tokens.empty() || AddTokens(laid_out, begin);
  }

  bool AddTokens(const TextLayout& laid_out, uint32_t begin) {
    if (paragraphs_ == first_.size()) return false;
    const uint32_t first = first_[paragraphs_++];
    const uint32_t end =
        paragraphs_ < first_.size() ? first_[paragraphs_] : positions_;
    if (laid_out.tokens.size() != end - first) return false;
    for (uint32_t i = 0; i < end - first; ++i) {
      layout_.tokens[first + i] = Shifted(laid_out.tokens[i], begin);
    }
    for (const TextLayout::Other& other : laid_out.others) {
      layout_.others.push_back(
          {Shifted(other.positions, first), Shifted(other.range, begin)});
    }
    return true;
  }

  const std::string_view text_;
  const uint32_t positions_;
  std::vector<uint32_t> first_;  // positions that begin a paragraph
  std::vector<bool> wanted_;     // by paragraph: words that are found
  std::vector<ByteRange> mentions_;
  bool wants_any_ = false;
  size_t paragraphs_ = 0;  // with words, that were passed
  TextLayout layout_;
};

}  // namespace

std::optional<TextLayout> LayOutAround(std::string_view text,
                                       index::Span<uint8_t> marks,
                                       const std::vector<Match>& found) {
  return ParagraphLayout(text, marks, found).Make();
}

TextLayout LayOutAround(std::string_view text, const index::Segment& segment,
                        uint32_t doc, const std::vector<Match>& found) {
  index::DocumentTokens tokens;
  segment.ReadTokens(doc, &tokens);
  const size_t title = tokens.title_positions;
  std::optional<TextLayout> parts = LayOutAround(
      text, {tokens.marks.data() + title, tokens.marks.size() - title}, found);
  return parts ? *std::move(parts) : LayOut(text);
}

}  // namespace vigie::match
