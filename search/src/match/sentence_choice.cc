#include "match/sentence_choice.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "analysis/sentences.h"
#include "index/structure.h"
#include "match/quotations.h"
#include "match/sentence_score.h"
#include "text/character.h"

namespace vigie::match {
namespace {

bool IsPlainLetter(char byte) {
  return ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z') ||
         ('0' <= byte && byte <= '9');
}

bool IsAscii(char byte) {
  return (static_cast<unsigned char>(byte) & 0x80U) == 0;
}

// Whether all of it is one character of white space.
bool IsSpace(std::string_view bytes) {
  size_t offset = 0;
  const char32_t c = text::DecodeNext(bytes, &offset);
  text::CharInfo scratch;
  return c != text::kInvalidChar && offset == bytes.size() &&
         text::DescribeChar(c, &scratch).kind == text::CharKind::kSpace;
}

// Without the white space on both ends.
ByteRange Trimmed(std::string_view text, ByteRange range) {
  const auto inner = [&](uint32_t at) {
    return at < range.end &&
           (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (range.size() > 0) {
    uint32_t next = range.begin + 1;
    while (inner(next)) ++next;
    if (!IsSpace(text.substr(range.begin, next - range.begin))) break;
    range.begin = next;
  }
  while (range.size() > 0) {
    uint32_t last = range.end - 1;
    while (last > range.begin && inner(last)) --last;
    if (!IsSpace(text.substr(last, range.end - last))) break;
    range.end = last;
  }
  return range;
}

// The sentences of a paragraph, and by mark which one the words behind it are
// in.
struct Sentences {
  std::vector<ByteRange> whole;
  std::vector<size_t> of_mark;
};

// None when that many marks do not tell which words are in which sentence.
std::optional<Sentences> SentencesOf(std::string_view text, ByteRange bytes,
                                     size_t marks) {
  std::vector<uint32_t> starts;
  analysis::FindSentenceStarts(text.substr(bytes.begin, bytes.size()),
                               bytes.begin, &starts);
  starts.push_back(bytes.end);
  std::vector<analysis::SentenceSpan> spans;
  std::vector<uint32_t> with_words;  // where they begin
  uint32_t begin = bytes.begin;
  for (const uint32_t start : starts) {
    if (start <= begin) continue;
    analysis::SentenceSpan span;
    span.range = Trimmed(text, {begin, start});
    begin = start;
    if (span.range.size() == 0) continue;
    spans.push_back(span);
    const std::string_view shown =
        text.substr(span.range.begin, span.range.size());
    if (std::any_of(shown.begin(), shown.end(), IsPlainLetter)) {
      with_words.push_back(span.range.begin);
    } else if (!std::all_of(shown.begin(), shown.end(), IsAscii)) {
      return {};  // there may be words
    }
  }
  // As many, unless a start lies within a word.
  if (with_words.size() != marks) return {};
  Sentences sentences;
  sentences.whole = WholeQuotations(text, spans);
  size_t whole = 0;
  for (const uint32_t at : with_words) {
    while (sentences.whole[whole].end <= at) ++whole;
    sentences.of_mark.push_back(whole);
  }
  return sentences;
}

// Of one text and its matches.
class Choice {
 public:
  Choice(std::string_view text, const std::vector<ParagraphPlace>& places,
         index::Span<uint8_t> marks)
      : text_(text), places_(places), marks_(marks), chosen_(places.size()) {}

  std::vector<bool> Make(std::vector<Match> matches, size_t count) {
    std::sort(matches.begin(), matches.end(),
              [](const Match& a, const Match& b) {
                return std::tie(a.tokens.begin, a.tokens.end, a.part) <
                       std::tie(b.tokens.begin, b.tokens.end, b.part);
              });
    matches.erase(std::unique(matches.begin(), matches.end(),
                              [](const Match& a, const Match& b) {
                                return a.tokens == b.tokens;
                              }),
                  matches.end());
    for (const Match& match : matches) ++totals_[match.part];
    size_t paragraph = 0;
    for (size_t first = 0; first < matches.size();) {
      const uint32_t at = matches[first].tokens.begin;
      while (places_[paragraph].positions.end <= at) ++paragraph;
      size_t end = first;
      while (end < matches.size() &&
             matches[end].tokens.begin < places_[paragraph].positions.end) {
        ++end;
      }
      if (!AddSentences(paragraph, {matches.data() + first, end - first})) {
        TakeAll({matches.data() + first, end - first});
      }
      first = end;
    }
    TakeBest(count);
    return std::move(chosen_);
  }

 private:
  struct Candidate {
    ByteRange sentence;
    size_t paragraph = 0;
    PartCounts occurrences;
  };

  // False: it has to be analysed to tell.
  bool AddSentences(size_t paragraph, index::Span<Match> matches) {
    const ByteRange positions = places_[paragraph].positions;
    std::vector<uint32_t> mark_of;  // by position, one more
    uint32_t marks = 0;
    for (uint32_t at = positions.begin; at < positions.end; ++at) {
      marks += (marks_[at] & index::kMarkSentence) != 0 ? 1 : 0;
      mark_of.push_back(marks);
    }
    if (mark_of.front() == 0) return false;
    const auto sentences = SentencesOf(text_, places_[paragraph].bytes, marks);
    if (!sentences) return false;
    const size_t before = candidates_.size();
    for (const Match& match : matches) {
      if (match.tokens.end > positions.end) return Undo(before);
      const auto sentence_at = [&](uint32_t position) {
        return sentences->of_mark[mark_of[position - positions.begin] - 1];
      };
      const size_t sentence = sentence_at(match.tokens.begin);
      if (sentence_at(match.tokens.end - 1) != sentence) return Undo(before);
      const ByteRange range = sentences->whole[sentence];
      if (candidates_.size() == before ||
          candidates_.back().sentence.begin != range.begin) {
        candidates_.push_back({range, paragraph, {}});
      }
      ++candidates_.back().occurrences[match.part];
    }
    return true;
  }

  bool Undo(size_t candidates) {
    candidates_.resize(candidates);
    return false;
  }

  // The paragraphs of all of them.
  void TakeAll(index::Span<Match> matches) {
    for (const Match& match : matches) {
      for (size_t i = 0; i < places_.size(); ++i) {
        const ByteRange positions = places_[i].positions;
        if (positions.begin < match.tokens.end &&
            match.tokens.begin < positions.end) {
          chosen_[i] = true;
        }
      }
    }
  }

  void TakeBest(size_t count) {
    SentenceScore score(text_, totals_);
    std::vector<std::pair<SentenceRank, size_t>> ranked;
    for (const Candidate& candidate : candidates_) {
      ranked.emplace_back(score.Of(candidate.sentence, candidate.occurrences),
                          candidate.paragraph);
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(std::min(count, ranked.size()));
    for (const auto& [rank, paragraph] : ranked) chosen_[paragraph] = true;
  }

  const std::string_view text_;
  const std::vector<ParagraphPlace>& places_;
  const index::Span<uint8_t> marks_;
  std::vector<bool> chosen_;
  PartCounts totals_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<bool> ChooseParagraphs(std::string_view text,
                                   const std::vector<ParagraphPlace>& places,
                                   index::Span<uint8_t> marks,
                                   const std::vector<Match>& found,
                                   size_t count) {
  std::vector<Match> matches;
  for (const Match& match : found) {
    if (match.field == Field::kText && match.tokens.begin < match.tokens.end &&
        match.tokens.end <= marks.size) {
      matches.push_back(match);
    }
  }
  return Choice(text, places, marks).Make(std::move(matches), count);
}

}  // namespace vigie::match
