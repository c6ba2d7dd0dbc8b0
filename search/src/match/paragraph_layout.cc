#include "match/paragraph_layout.h"

#include <algorithm>
#include <utility>

#include "index/structure.h"
#include "match/sentence_choice.h"

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
      : text_(text),
        marks_(marks),
        positions_(static_cast<uint32_t>(marks.size)) {
    for (uint32_t at = 0; at < positions_; ++at) {
      if ((marks[at] & index::kMarkParagraph) != 0) first_.push_back(at);
    }
    wanted_.resize(first_.size());
    for (const Match& match : found) {
      if (match.field == Field::kText) Want(match);
    }
  }

  // `passages`: of which sentences alone paragraphs are wanted; none: of all.
  std::optional<TextLayout> Make(const std::vector<Match>& found,
                                 std::optional<uint32_t> passages) {
    if (positions_ > 0 && (first_.empty() || first_.front() > 0)) return {};
    if (!FindLines()) return {};
    layout_.tokens.resize(positions_);
    if (passages && wants_any_) {
      SentenceChoice chosen =
          ChooseSentences(text_, Places(), marks_, found, *passages);
      wanted_ = std::move(chosen.paragraphs);
      mentions_.clear();
      sentences_ = std::move(chosen.sentences);
    }
    for (const Line& line : lines_) {
      const bool added = passages && AddSentences(line);
      if (!added && !AddLine(line)) return {};
    }
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

  bool IsWanted(size_t paragraph, ByteRange bytes) const {
    if (!wants_any_) return layout_.sentences.empty();
    return wanted_[paragraph] ||
           std::any_of(mentions_.begin(), mentions_.end(),
                       [&](const ByteRange& mention) {
                         return mention.begin < bytes.end &&
                                bytes.begin < mention.end;
                       });
  }

  // A line, or some of its words.
  struct Line {
    ByteRange bytes;
    std::optional<size_t> paragraph;     // none: it has no words
    std::optional<TextLayout> laid_out;  // once it had to be
  };

  // False where they are not what the marks say.
  bool FindLines() {
    size_t paragraphs = 0;
    for (size_t begin = 0; begin < text_.size();) {
      const size_t end = std::min(text_.find('\n', begin), text_.size());
      Line line;
      line.bytes = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
      const std::string_view bytes = text_.substr(begin, end - begin);
      if (!HasPlainLetters(bytes)) line.laid_out = LayOut(bytes);
      if (!line.laid_out || !line.laid_out->tokens.empty()) {
        if (paragraphs == first_.size()) return false;
        line.paragraph = paragraphs++;
      }
      lines_.push_back(std::move(line));
      begin = end + 1;
    }
    return paragraphs == first_.size();
  }

  std::vector<ParagraphPlace> Places() const {
    std::vector<ParagraphPlace> places;
    for (const Line& line : lines_) {
      if (!line.paragraph) continue;
      places.push_back({line.bytes, PositionsOf(*line.paragraph)});
    }
    return places;
  }

  ByteRange PositionsOf(size_t paragraph) const {
    return {first_[paragraph],
            paragraph + 1 < first_.size() ? first_[paragraph + 1] : positions_};
  }

  // Those of the line that are chosen, or its first one when that is all that
  // is shown. False: all of the line has to be laid out, unless it is not
  // wanted.
  bool AddSentences(const Line& line) {
    if (line.laid_out || wanted_[*line.paragraph]) return false;
    if (!wants_any_) return !layout_.sentences.empty() || AddFirst(line);
    size_t& next = next_sentence_;
    while (next < sentences_.size() &&
           sentences_[next].paragraph < *line.paragraph) {
      ++next;  // of one that had to be laid out
    }
    for (; next < sentences_.size() &&
           sentences_[next].paragraph == *line.paragraph;
         ++next) {
      if (AddSentence(sentences_[next])) continue;
      wanted_[*line.paragraph] = true;
      TakeBack(line.bytes.begin);
      return false;
    }
    return true;
  }

  bool AddFirst(const Line& line) {
    const auto sentences = FindSentences(
        text_, {line.bytes, PositionsOf(*line.paragraph)}, marks_);
    if (!sentences || !sentences->apart) return false;
    layout_.sentences.push_back(sentences->whole.front());
    return true;
  }

  bool AddSentence(const ChosenSentence& sentence) {
    const ByteRange bytes = sentence.bytes;
    const ByteRange positions = sentence.positions;
    if (sentence.words) {
      const std::optional<TextLayout> laid_out =
          LayOutSentence(text_.substr(bytes.begin, bytes.size()),
                         {marks_.data + positions.begin, positions.size()});
      if (!laid_out) return false;
      PutTokens(*laid_out, positions.begin, bytes.begin);
    }
    layout_.sentences.push_back(bytes);
    return true;
  }

  // Sentences of the line that begins there.
  void TakeBack(uint32_t begin) {
    while (!layout_.sentences.empty() &&
           layout_.sentences.back().begin >= begin) {
      layout_.sentences.pop_back();
    }
    while (!layout_.others.empty() &&
           layout_.others.back().range.begin >= begin) {
      layout_.others.pop_back();
    }
  }

  // False where it is not what the marks say.
  bool AddLine(const Line& line) {
    const ByteRange bytes = line.bytes;
    if (!line.laid_out && !IsWanted(*line.paragraph, bytes)) return true;
    const TextLayout laid_out =
        line.laid_out ? *line.laid_out
                      : LayOut(text_.substr(bytes.begin, bytes.size()));
    for (const ByteRange& sentence : laid_out.sentences) {
      layout_.sentences.push_back(Shifted(sentence, bytes.begin));
    }
    return laid_out.tokens.empty() ||
           AddTokens(laid_out, *line.paragraph, bytes.begin);
  }

  bool AddTokens(const TextLayout& laid_out, size_t paragraph, uint32_t begin) {
    const auto [first, end] = PositionsOf(paragraph);
    if (laid_out.tokens.size() != end - first) return false;
    PutTokens(laid_out, first, begin);
    return true;
  }

  void PutTokens(const TextLayout& laid_out, uint32_t first, uint32_t begin) {
    for (size_t i = 0; i < laid_out.tokens.size(); ++i) {
      layout_.tokens[first + i] = Shifted(laid_out.tokens[i], begin);
    }
    for (const TextLayout::Other& other : laid_out.others) {
      layout_.others.push_back(
          {Shifted(other.positions, first), Shifted(other.range, begin)});
    }
  }

  const std::string_view text_;
  const index::Span<uint8_t> marks_;
  const uint32_t positions_;
  std::vector<uint32_t> first_;  // positions that begin a paragraph
  std::vector<bool> wanted_;     // by paragraph: words that are found
  std::vector<ByteRange> mentions_;
  bool wants_any_ = false;
  std::vector<ChosenSentence> sentences_;
  size_t next_sentence_ = 0;
  std::vector<Line> lines_;
  TextLayout layout_;
};

}  // namespace

std::optional<TextLayout> LayOutAround(std::string_view text,
                                       index::Span<uint8_t> marks,
                                       const std::vector<Match>& found) {
  return ParagraphLayout(text, marks, found).Make(found, {});
}

std::optional<TextLayout> LayOutAround(std::string_view text,
                                       index::Span<uint8_t> marks,
                                       const std::vector<Match>& found,
                                       uint32_t passages) {
  return ParagraphLayout(text, marks, found).Make(found, passages);
}

}  // namespace vigie::match
