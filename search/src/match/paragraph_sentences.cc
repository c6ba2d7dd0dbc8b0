#include "match/paragraph_sentences.h"

#include <algorithm>
#include <utility>

#include "analysis/chain.h"
#include "index/structure.h"
#include "match/quotations.h"
#include "match/sentence_starts.h"
#include "text/character.h"
#include "text/normal_form.h"

namespace vigie::match {
namespace {

bool IsLowerLetter(char byte) { return 'a' <= byte && byte <= 'z'; }

bool IsPlainLetter(char byte) {
  return IsLowerLetter(byte) || ('A' <= byte && byte <= 'Z') ||
         ('0' <= byte && byte <= '9');
}

bool IsAscii(char byte) {
  return (static_cast<unsigned char>(byte) & 0x80U) == 0;
}

// Whether all of it is one character of white space.
bool IsSpace(std::string_view bytes) {
  if (bytes[0] > ' ' && bytes[0] < 0x7F) return false;
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

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         text.substr(text.size() - end.size()) == end;
}

// Bytes of the sign that may end a sentence and ends `text`; 0: none does.
size_t SignAtEnd(std::string_view text) {
  constexpr std::string_view plain = ".!?)\"";
  if (text.empty()) return 0;
  if (plain.find(text.back()) != std::string_view::npos) return 1;
  for (const std::string_view sign : {"»", "…", "”"}) {
    if (EndsWith(text, sign)) return sign.size();
  }
  return 0;
}

// Whether the analysis sees this character as it stands, not as a part of
// what is before it.
bool BeginsPlainly(std::string_view text) {
  if (text.empty()) return false;
  const auto first = static_cast<unsigned char>(text[0]);
  if (first > ' ' && first < 0x7F) return true;
  if (text.size() < 2) return false;
  const std::string_view sign = text.substr(0, 3);
  return first == 0xC3U || sign.substr(0, 2) == "«" || sign == "“" ||
         sign == "–" || sign == "—";
}

// The same of the last one.
bool EndsPlainly(std::string_view text) {
  const char last = text.back();
  return (IsAscii(last) && last > ' ') || SignAtEnd(text) > 0 ||
         (text.size() >= 2 &&
          static_cast<unsigned char>(text[text.size() - 2]) == 0xC3U);
}

// Whether no rule of the chain looks from one side of `at` to the other: words
// are joined by a single character or none, and only M. and MM. look beyond a
// sign and a space (analysis/spellings).
bool KeepsApart(std::string_view text, ByteRange paragraph, uint32_t at) {
  std::string_view before = text.substr(paragraph.begin, at - paragraph.begin);
  if (before.empty() || before.back() != ' ') return false;
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  const size_t sign = SignAtEnd(before);
  if (sign == 0) return false;
  before.remove_suffix(sign);
  return !before.empty() && before.back() != 'M' &&
         BeginsPlainly(text.substr(at));
}

// Whether the chain takes what begins at `at` with the full stop before it for
// one word for certain (.NET, analysis/spellings), which a sentence never cuts.
bool CutsDotWord(std::string_view text, ByteRange paragraph, uint32_t at) {
  const uint32_t dot = at - 1;
  if (text[dot] != '.' || (dot > paragraph.begin && text[dot - 1] != ' ')) {
    return false;
  }
  uint32_t end = at;
  while (end < paragraph.end && 'A' <= text[end] && text[end] <= 'Z') ++end;
  return end - at >= 2 &&
         (end == paragraph.end || text[end] == ' ' || text[end] == ',');
}

struct SpanList {
  std::vector<analysis::SentenceSpan> spans;
  std::vector<uint32_t> with_words;  // where those begin that have words
  bool apart = true;
};

// Nothing where it cannot be seen whether a sentence has words.
std::optional<SpanList> FindSpans(std::string_view text, ByteRange bytes) {
  thread_local std::vector<uint32_t> starts;
  starts.clear();
  FindSentenceStarts(text.substr(bytes.begin, bytes.size()), bytes.begin,
                     &starts);
  starts.erase(std::remove_if(starts.begin(), starts.end(),
                              [&](uint32_t start) {
                                return CutsDotWord(text, bytes, start);
                              }),
               starts.end());
  SpanList list;
  for (const uint32_t start : starts) {
    if (!KeepsApart(text, bytes, start)) list.apart = false;
  }
  starts.push_back(bytes.end);
  uint32_t begin = bytes.begin;
  for (const uint32_t start : starts) {
    if (start <= begin) continue;
    analysis::SentenceSpan span;
    span.range = Trimmed(text, {begin, start});
    begin = start;
    if (span.range.size() == 0) continue;
    list.spans.push_back(span);
    const std::string_view shown =
        text.substr(span.range.begin, span.range.size());
    if (std::any_of(shown.begin(), shown.end(), IsPlainLetter)) {
      list.with_words.push_back(span.range.begin);
    } else if (!std::all_of(shown.begin(), shown.end(), IsAscii)) {
      return {};  // there may be words
    }
  }
  if (list.spans.empty()) return list;
  const ByteRange first = list.spans.front().range;
  const ByteRange last = list.spans.back().range;
  list.apart = list.apart && BeginsPlainly(text.substr(first.begin)) &&
               EndsPlainly(text.substr(last.begin, last.size()));
  return list;
}

// The words that analysis::Analyze finds in a line. Its sentences are left out,
// and what depends on them: flags of which AppendMarks and LayOutWords tell
// nothing.
// REQUIRES a small letter, without which it may be a headline in capitals.
analysis::AnalyzedText ReadWords(std::string_view line) {
  analysis::AnalyzedText analyzed;
  analyzed.tokens.reserve(line.size() / 6 + 4);
  analysis::Paragraph paragraph;
  text::Normalize(line, 0, &paragraph.normal);
  analysis::FindAtoms(paragraph.normal, &paragraph.atoms);
  analysis::RunChain(paragraph, &analyzed);
  return analyzed;
}

}  // namespace

std::optional<ParagraphSentences> FindSentences(std::string_view text,
                                                const ParagraphPlace& place,
                                                index::Span<uint8_t> marks) {
  const auto [begin, end] = place.positions;
  if (begin >= end || (marks[begin] & index::kMarkSentence) == 0) return {};
  const std::optional<SpanList> list = FindSpans(text, place.bytes);
  if (!list) return {};
  ParagraphSentences sentences;
  sentences.whole = WholeQuotations(text, list->spans);
  sentences.positions.resize(sentences.whole.size());
  sentences.apart = list->apart;
  size_t whole = 0;
  uint32_t at = begin;
  for (const uint32_t first : list->with_words) {
    // As many, unless a start lies within a word.
    if (at == end) return {};
    while (sentences.whole[whole].end <= first) ++whole;
    ByteRange& positions = sentences.positions[whole];
    if (positions.size() == 0) positions.begin = at;
    do {
      ++at;
    } while (at < end && (marks[at] & index::kMarkSentence) == 0);
    positions.end = at;
  }
  if (at != end) return {};
  return sentences;
}

std::optional<TextLayout> LayOutSentence(std::string_view sentence,
                                         index::Span<uint8_t> marks) {
  // Without one it may be taken for a headline in capitals.
  if (std::none_of(sentence.begin(), sentence.end(), IsLowerLetter)) return {};
  const analysis::AnalyzedText analyzed = ReadWords(sentence);
  thread_local std::vector<uint8_t> own;
  own.clear();
  index::AppendMarks(analyzed, sentence, &own);
  if (own.size() != marks.size) return {};
  // Other marks depend on what is before the word or the sentence.
  constexpr uint8_t of_word = index::kMarkCase | index::kMarkCommon;
  constexpr uint8_t of_gap = index::kMarkSpaced | index::kMarkHyphen;
  for (size_t i = 0; i < own.size(); ++i) {
    const uint8_t same = i == 0 ? of_word : of_word | of_gap;
    if (((own[i] ^ marks[i]) & same) != 0) return {};
  }
  return LayOutWords(analyzed);
}

}  // namespace vigie::match
