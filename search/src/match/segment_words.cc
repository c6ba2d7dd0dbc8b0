#include "match/segment_words.h"

#include <algorithm>

#include "index/posting_reader.h"
#include "index/schema.h"

namespace vigie::match {
namespace {

constexpr size_t kLeastBytes = 4;
constexpr size_t kMostBytes = 40;

bool LettersAlone(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(),
                     [](char c) { return 'a' <= c && c <= 'z'; });
}

std::vector<uint32_t> CountSample(const index::Segment& segment) {
  std::vector<uint32_t> seen(segment.vocabulary().size());
  const uint32_t step = segment.size() / SegmentWords::kSampledArticles + 1;
  index::DocumentTokens tokens;
  for (uint32_t doc = 0; doc < segment.size(); doc += step) {
    if (segment.hidden(doc)) continue;
    segment.ReadTokens(doc, &tokens);
    for (const uint32_t code : tokens.codes) ++seen[code];
    for (const index::OverlaidToken& token : tokens.overlaid) {
      ++seen[token.code];
    }
  }
  return seen;
}

// By folded form; of each the accented form that was seen most often, the
// first of several. No articles yet.
std::vector<SegmentWords::Word> Spellings(const index::Segment& segment) {
  const index::Vocabulary& vocabulary = segment.vocabulary();
  const std::vector<uint32_t> seen = CountSample(segment);
  std::vector<SegmentWords::Word> words;
  for (uint32_t code = 0; code < vocabulary.size(); ++code) {
    const std::string_view form = vocabulary.form(code);
    const std::string_view accented = vocabulary.exact(code);
    if (form.size() < kLeastBytes || accented.size() > kMostBytes ||
        !LettersAlone(form)) {
      continue;
    }
    words.push_back({form, accented, seen[code]});
  }
  std::stable_sort(
      words.begin(), words.end(),
      [](const SegmentWords::Word& a, const SegmentWords::Word& b) {
        return a.folded != b.folded ? a.folded < b.folded : a.seen > b.seen;
      });
  words.erase(
      std::unique(words.begin(), words.end(),
                  [](const SegmentWords::Word& a, const SegmentWords::Word& b) {
                    return a.folded == b.folded;
                  }),
      words.end());
  return words;
}

}  // namespace

SegmentWords::SegmentWords(const index::Segment& segment) {
  std::vector<Word> words = Spellings(segment);
  const std::string prefix(index::kPrefixForm);
  size_t next = 0;
  segment.postings().VisitTerms(
      prefix, [&](std::string_view term, uint32_t articles) {
        const std::string_view form = term.substr(prefix.size());
        while (next < words.size() && words[next].folded < form) ++next;
        if (next == words.size()) return false;
        if (words[next].folded == form) words[next].articles = articles;
        return true;
      });
  words.erase(
      std::remove_if(words.begin(), words.end(),
                     [](const Word& word) { return word.articles == 0; }),
      words.end());
  if (words.size() > kMaxWords) {
    std::stable_sort(
        words.begin(), words.end(),
        [](const Word& a, const Word& b) { return a.articles > b.articles; });
    words.resize(kMaxWords);
    std::sort(words.begin(), words.end(),
              [](const Word& a, const Word& b) { return a.folded < b.folded; });
  }
  words_.reserve(words.size());
  for (const Word& word : words) Add(word);
  text_.shrink_to_fit();
}

void SegmentWords::Add(const Word& word) {
  Stored stored;
  stored.seen = word.seen;
  stored.articles = word.articles;
  stored.folded = static_cast<uint32_t>(text_.size());
  stored.folded_size = static_cast<uint16_t>(word.folded.size());
  text_ += word.folded;
  stored.accented = stored.folded;
  if (word.folded != word.accented) {
    stored.accented = static_cast<uint32_t>(text_.size());
    text_ += word.accented;
  }
  stored.accented_size = static_cast<uint16_t>(word.accented.size());
  words_.push_back(stored);
}

SegmentWords::Word SegmentWords::operator[](size_t i) const {
  const Stored& stored = words_[i];
  const std::string_view text = text_;
  return {text.substr(stored.folded, stored.folded_size),
          text.substr(stored.accented, stored.accented_size), stored.seen,
          stored.articles};
}

size_t SegmentWords::LowerBound(std::string_view form) const {
  const auto word =
      std::lower_bound(words_.begin(), words_.end(), form,
                       [this](const Stored& stored, std::string_view value) {
                         return std::string_view(text_).substr(
                                    stored.folded, stored.folded_size) < value;
                       });
  return static_cast<size_t>(word - words_.begin());
}

}  // namespace vigie::match
