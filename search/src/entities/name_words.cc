#include "entities/name_words.h"

// Words are short: half of the time would be the call.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>

#include "entities/surface.h"

namespace vigie::entities {
namespace {

// Words ahead: about as long as memory takes to answer.
constexpr size_t kPrefetched = 8;

// Names may begin this many words before a hot one and end as many after.
constexpr uint32_t kMarginBefore = 3;
constexpr uint32_t kMarginAfter = 4;

bool IsSpaceByte(std::string_view text, size_t at, size_t* size) {
  const char c = text[at];
  *size = 1;
  if (c == ' ' || c == '\t' || c == '\r') return true;
  constexpr std::array<std::string_view, 3> kWide = {"\u00A0", "\u202F",
                                                     "\u2009"};
  for (const std::string_view space : kWide) {
    if (text.substr(at, space.size()) == space) {
      *size = space.size();
      return true;
    }
  }
  return false;
}

// What of a gap says something: no white space but line ends, one kind of
// apostrophe, and 16 bytes at most.
struct CompactGap {
  std::array<char, 16> bytes{};
  size_t size = 0;
  bool letters = false;
  bool others = false;
  bool line_end = false;

  void Add(char c) {
    if (size < bytes.size()) bytes[size++] = c;
  }
};

CompactGap Compact(std::string_view gap) {
  CompactGap out;
  for (size_t at = 0; at < gap.size();) {
    size_t size = 1;
    if (IsSpaceByte(gap, at, &size)) {
      at += size;
      continue;
    }
    const char c = gap[at];
    if (gap.substr(at, 3) == "\u2019") {
      out.Add('\'');
      at += 3;
      continue;
    }
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    out.letters |= letter;
    out.line_end |= c == '\n';
    out.others |= !letter && c != '\'';
    out.Add(letter ? static_cast<char>(c | 0x20) : c);
    ++at;
  }
  return out;
}

// Apart: gaps are too few to be worth a copy of the hash.
[[gnu::noinline]] uint32_t HashGap(std::string_view bytes) {
  return static_cast<uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

void SetGap(std::string_view gap, NameWord* word) {
  if (gap.empty() || gap == " ") return;
  const CompactGap compact = Compact(gap);
  if (compact.size == 0) return;
  const std::string_view bytes(compact.bytes.data(), compact.size);
  word->gap = HashGap(bytes);
  if (bytes == "-") {
    word->gap_kind = GapKind::kHyphen;
  } else if (compact.letters && !compact.others) {
    word->gap_kind = GapKind::kElided;
  } else {
    word->gap_kind = GapKind::kPunctuation;
  }
  if (compact.line_end) word->starts_sentence = true;
  word->joins = JoinsWords(gap);
}

bool JoinsRun(const NameWord& word) {
  return !word.starts_sentence && (word.gap_kind == GapKind::kSpace ||
                                   word.gap_kind == GapKind::kHyphen);
}

// Whether nothing but its place gives the word its capital.
bool IsWeak(const NameWord& word, const WordFacts& facts) {
  constexpr uint16_t kOwn =
      analysis::kAllCaps | analysis::kInnerCaps | analysis::kHasDigit;
  return word.starts_sentence && (facts.surface_class & kOwn) == 0 &&
         (facts.surface_class & analysis::kStopWord) != 0;
}

// Whether a name may begin with the hot word `i` of a sentence that ends at
// `end`, or lie just before it.
bool IsCentre(const std::vector<NameWord>& words, uint32_t i, uint32_t end) {
  if (!words[i].hot || !words[i].weak) return words[i].hot;
  const uint32_t near = i + 1 + std::min(end - i - 1, kMarginAfter);
  return std::any_of(words.begin() + i + 1, words.begin() + near,
                     [](const NameWord& word) { return word.hot; });
}

void MeasureRuns(std::vector<NameWord>* words) {
  for (size_t begin = 0; begin < words->size();) {
    size_t end = begin + 1;
    if ((*words)[begin].capital) {
      while (end < words->size() && (*words)[end].capital &&
             JoinsRun((*words)[end])) {
        ++end;
      }
    }
    for (size_t i = begin; i < end; ++i) {
      (*words)[i].from_run = static_cast<uint32_t>(i - begin);
      (*words)[i].to_run = static_cast<uint32_t>(end - 1 - i);
    }
    begin = end;
  }
}

}  // namespace

uint64_t WordBook::KeyOf(std::string_view surface,
                         const analysis::Token& token) {
  // The flags that a word's place gives it say nothing of the word itself;
  // what the chain did to it decides its form and stem.
  constexpr uint16_t kOwn = analysis::kCapitalized | analysis::kAllCaps |
                            analysis::kInnerCaps | analysis::kHasDigit |
                            analysis::kInLexicon | analysis::kStopWord;
  constexpr auto kMade = static_cast<uint16_t>(~analysis::kRuleElision);
  const uint64_t made = static_cast<uint64_t>(token.flags & kOwn) |
                        static_cast<uint64_t>(token.rules & kMade) << 16U;
  // Not as the seed of the hash: it is added to the bytes of short words, so
  // that one word with one seed would meet another with another.
  return XXH3_64bits(surface.data(), surface.size()) ^
         made * 0x9E3779B97F4A7C15ULL;
}

uint32_t WordBook::Find(std::string_view surface, const analysis::Token& token,
                        uint64_t key) {
  const uint32_t number = numbers_.Find(key);
  if (number == facts_.size()) {
    facts_.push_back(DescribeWord(surface, token, table_));
    Tell(facts_.back());
  }
  return number;
}

void WordBook::Tell(const WordFacts& facts) {
  forms_.push_back(form_numbers_.Find(facts.lower));
  hot_.push_back(facts.hot);
}

std::vector<uint32_t> WordBook::ForgetRare(size_t most) {
  std::vector<uint32_t> kept = numbers_.ForgetRare(most);
  KeepOnly(kept, &facts_);
  forms_.clear();
  hot_.clear();
  form_numbers_.Clear();
  for (const WordFacts& facts : facts_) Tell(facts);
  return kept;
}

std::vector<const analysis::Token*> PlainTokens(
    const analysis::AnalyzedText& analyzed) {
  std::vector<const analysis::Token*> plain;
  plain.reserve(analyzed.positions);
  for (const analysis::Token& token : analyzed.tokens) {
    if (token.position == plain.size()) plain.push_back(&token);
  }
  return plain;
}

std::vector<NameWord> ReadWords(std::string_view text,
                                const analysis::AnalyzedText& analyzed,
                                WordBook* book) {
  const std::vector<const analysis::Token*> tokens = PlainTokens(analyzed);
  const auto surface = [text](const analysis::Token& token) {
    return text.substr(token.range.begin, token.range.size());
  };
  std::vector<uint64_t> keys;
  keys.reserve(tokens.size());
  for (const analysis::Token* token : tokens) {
    keys.push_back(WordBook::KeyOf(surface(*token), *token));
  }
  std::vector<NameWord> words(tokens.size());
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (i + kPrefetched < keys.size()) book->Prefetch(keys[i + kPrefetched]);
    const analysis::Token& token = *tokens[i];
    NameWord& word = words[i];
    word.facts = book->Find(surface(token), token, keys[i]);
    word.hot = book->hot(word.facts);
    word.capital = (token.flags & analysis::kCapitalized) != 0;
    word.starts_sentence = i == 0 || tokens[i - 1]->sentence != token.sentence;
    word.weak = word.hot && IsWeak(word, book->facts(word.facts));
    const uint32_t end = i == 0 ? 0 : tokens[i - 1]->range.end;
    if (token.range.begin > end) {
      SetGap(text.substr(end, token.range.begin - end), &word);
    }
  }
  MeasureRuns(&words);
  return words;
}

std::vector<Island> FindIslands(const std::vector<NameWord>& words) {
  std::vector<Island> islands;
  const auto size = static_cast<uint32_t>(words.size());
  for (uint32_t begin = 0; begin < size;) {
    uint32_t end = begin + 1;
    while (end < size && !words[end].starts_sentence) ++end;
    for (uint32_t i = begin; i < end; ++i) {
      if (!IsCentre(words, i, end)) continue;
      const Island near{i - std::min(i - begin, kMarginBefore),
                        i + 1 + std::min(end - i - 1, kMarginAfter)};
      if (!islands.empty() && islands.back().end > begin &&
          islands.back().end >= near.begin) {
        islands.back().end = near.end;
      } else {
        islands.push_back(near);
      }
    }
    begin = end;
  }
  return islands;
}

}  // namespace vigie::entities
