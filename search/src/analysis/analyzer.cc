#include "analysis/analyzer.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "analysis/chain.h"
#include "analysis/english.h"
#include "analysis/lexicon.h"
#include "analysis/sentences.h"
#include "rules_hash.h"

namespace vigie::analysis {
namespace {

// Headlines in capitals have more words than this.
constexpr size_t kMinHeadlineWords = 4;

constexpr std::array<std::string_view, 16> kRuleNames = {
    "elision", "ligature",  "lemma",    "stem",      "accent_fold", "compound",
    "number",  "ordinal",   "acronym",  "inclusive", "clitic",      "hashtag",
    "address", "truncated", "emphatic", "english"};

bool IsCaseless(const std::vector<Atom>& atoms) {
  return atoms.size() >= kMinHeadlineWords &&
         std::all_of(atoms.begin(), atoms.end(), [](const Atom& atom) {
           return atom.letters == atom.upper;
         });
}

// Takes the white space off both ends of ranges of `text`.
struct SpaceTrimmer {
  std::string_view text;

  // The space that ends at `end`, in bytes; 0 when none does.
  uint32_t SpaceBefore(uint32_t end, uint32_t begin) const {
    for (uint32_t size = 1; size <= 3 && size <= end - begin; ++size) {
      if (IsSpace(text.substr(end - size, size))) return size;
    }
    return 0;
  }
  uint32_t SpaceAfter(uint32_t begin, uint32_t end) const {
    for (uint32_t size = 1; size <= 3 && size <= end - begin; ++size) {
      if (IsSpace(text.substr(begin, size))) return size;
    }
    return 0;
  }
  static bool IsSpace(std::string_view bytes) {
    size_t offset = 0;
    const char32_t c = text::DecodeNext(bytes, &offset);
    if (c == text::kInvalidChar || offset != bytes.size()) return false;
    text::CharInfo scratch;
    return text::DescribeChar(c, &scratch).kind == text::CharKind::kSpace;
  }
  ByteRange Trim(ByteRange range) const {
    while (const uint32_t size = SpaceAfter(range.begin, range.end)) {
      range.begin += size;
    }
    while (const uint32_t size = SpaceBefore(range.end, range.begin)) {
      range.end -= size;
    }
    return range;
  }
};

// Words between two line feeds, with the memory that the next ones reuse.
class ParagraphAnalysis {
 public:
  explicit ParagraphAnalysis(AnalyzedText* out) : out_(out) {}

  // Adds the tokens and sentences of text[begin, end), unless it is blank.
  void Run(std::string_view text, size_t begin, size_t end) {
    const std::string_view line = text.substr(begin, end - begin);
    const auto base = static_cast<uint32_t>(begin);
    text::Normalize(line, base, &paragraph_.normal);
    if (!FindExtent()) return;
    FindAtoms(paragraph_.normal, &paragraph_.atoms);
    paragraph_.caseless = IsCaseless(paragraph_.atoms);
    const size_t first_token = out_->tokens.size();
    first_position_ = out_->positions;
    RunChain(paragraph_, out_);
    starts_.clear();
    FindSentenceStarts(line, base, &starts_);
    AddSentences(text, first_token);
    ++paragraph_.index;
  }

 private:
  // The paragraph's bytes without the white space around them.
  bool FindExtent() {
    const text::NormalText& normal = paragraph_.normal;
    size_t first = 0;
    size_t last = normal.size();
    const auto blank = [&](size_t i) {
      return normal.kind[i] == text::CharKind::kSpace;
    };
    while (first < last && blank(first)) ++first;
    while (last > first && blank(last - 1)) --last;
    if (first == last) return false;
    extent_ = {normal.begin[first], normal.end[last - 1]};
    return true;
  }

  // Cuts the paragraph at the starts that split no token.
  void AddSentences(std::string_view text, size_t first_token) {
    size_t token = first_token;
    uint32_t begin = extent_.begin;
    for (const uint32_t start : starts_) {
      if (start <= begin || start >= extent_.end) continue;
      size_t next = token;
      while (next < out_->tokens.size() &&
             out_->tokens[next].range.begin < start) {
        ++next;
      }
      const bool splits =
          std::any_of(out_->tokens.begin() + static_cast<ptrdiff_t>(token),
                      out_->tokens.begin() + static_cast<ptrdiff_t>(next),
                      [start](const Token& t) { return t.range.end > start; });
      if (splits) continue;
      AddSentence(text, {begin, start}, token, next);
      token = next;
      begin = start;
    }
    AddSentence(text, {begin, extent_.end}, token, out_->tokens.size());
  }

  // Adds the sentence that covers `range`, its tokens being [first, last).
  void AddSentence(std::string_view text, ByteRange range, size_t first,
                   size_t last) {
    SentenceSpan sentence;
    sentence.range = SpaceTrimmer{text}.Trim(range);
    if (sentence.range.size() == 0) return;
    sentence.paragraph = paragraph_.index;
    sentence.position_begin = first_position_;
    const auto index = static_cast<uint32_t>(out_->sentences.size());
    for (size_t i = first; i < last; ++i) {
      Token& token = out_->tokens[i];
      token.sentence = index;
      if (token.position == sentence.position_begin) {
        token.flags |= kSentenceInitial;
      }
      first_position_ = std::max(first_position_, token.position + 1);
    }
    sentence.position_end = first_position_;
    out_->sentences.push_back(sentence);
  }

  AnalyzedText* out_;
  Paragraph paragraph_;
  std::vector<uint32_t> starts_;
  ByteRange extent_;
  uint32_t first_position_ = 0;
};

std::string MakeAnalyzerVersion() {
  std::string identity(VIGIE_RULES_HASH);
  identity += '/';
  identity += text::UnicodeDataVersion();
  identity += '/';
  identity += std::to_string(LexiconHash());
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "fr1-%016llx",
                static_cast<unsigned long long>(
                    XXH3_64bits(identity.data(), identity.size())));
  return buffer.data();
}

}  // namespace

AnalyzedText Analyze(std::string_view text) {
  AnalyzedText analyzed;
  analyzed.tokens.reserve(text.size() / 6 + 4);
  ParagraphAnalysis paragraph(&analyzed);
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    paragraph.Run(text, begin, end);
    begin = end + 1;
  }
  MarkEnglish(&analyzed);
  return analyzed;
}

std::vector<std::string> RuleNames(uint16_t rules) {
  std::vector<std::string> names;
  for (size_t bit = 0; bit < kRuleNames.size(); ++bit) {
    if ((rules >> bit & 1U) != 0) names.emplace_back(kRuleNames[bit]);
  }
  return names;
}

std::string FoldName(std::string_view text) {
  std::string folded;
  for (const Token& token : Analyze(text).tokens) {
    if ((token.flags & (kJoin | kVariant)) != 0) continue;
    if (!folded.empty()) folded += ' ';
    folded += token.form;
  }
  return folded;
}

const std::string& AnalyzerVersion() {
  static const std::string version = MakeAnalyzerVersion();
  return version;
}

}  // namespace vigie::analysis
