#include "entities/word_facts.h"

// Words are short: half of the time would be the call.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <string>

#include "analysis/lexicon.h"
#include "entities/surface.h"
#include "text/character.h"

namespace vigie::entities {
namespace {

uint32_t Hash(std::string_view text) {
  return static_cast<uint32_t>(XXH3_64bits(text.data(), text.size()));
}

char ShapeOf(text::CharKind kind) {
  switch (kind) {
    case text::CharKind::kUpper:
      return 'X';
    case text::CharKind::kLetter:
      return 'x';
    case text::CharKind::kDigit:
      return 'd';
    default:
      return '-';
  }
}

// "Xx" for Paris, "XxXx" for OpenAI, "Xd" for A7, "XX" and more for acronyms;
// runs of small letters and of digits count as one and as up to four.
std::string Shape(std::string_view surface) {
  std::string shape;
  text::CharInfo scratch;
  uint32_t run = 0;
  for (size_t at = 0; at < surface.size();) {
    const char32_t c = text::DecodeNext(surface, &at);
    const char part = ShapeOf(text::DescribeChar(c, &scratch).kind);
    run = !shape.empty() && shape.back() == part ? run + 1 : 1;
    const uint32_t most = part == 'x' ? 1 : 4;
    if (run <= most) shape += part;
  }
  return shape;
}

uint16_t SurfaceClass(const analysis::Token& token) {
  constexpr uint16_t kKept = analysis::kCapitalized | analysis::kAllCaps |
                             analysis::kInnerCaps | analysis::kHasDigit |
                             analysis::kInLexicon | analysis::kStopWord;
  return token.flags & kKept;
}

void DescribeEnds(std::string_view word, WordFacts* facts) {
  std::array<size_t, 4> ends{};
  std::array<size_t, 4> starts{};  // of the last four characters, in turn
  size_t count = 0;
  for (size_t at = 0; at < word.size(); ++count) {
    starts[count % 4] = at;
    text::DecodeNext(word, &at);
    if (count < 4) ends[count] = at;
  }
  for (size_t i = 0; i < 4 && i < count; ++i) {
    facts->prefixes[i] = Hash(word.substr(0, ends[i])) | 1U;
    facts->suffixes[i] = Hash(word.substr(starts[(count - 1 - i) % 4])) | 1U;
  }
}

// Numbers of templates; the model depends on them. Each takes five, one for
// each offset.
enum Template : uint32_t {
  kSurface = 0,
  kLower = 5,
  kStem = 10,
  kPrefix = 15,  // four lengths
  kSuffix = 35,
  kShape = 55,
  kCluster = 60,  // four levels
  kLists = 80,
  kOneList = 85,
  kLexicon = 90,
  kClass = 95,
  kClassLists = 100,
  kClassCluster = 105,
  kClassSuffix = 110,
  kLexiconLists = 115,
};

void AppendNear(const WordFacts& facts, uint32_t shift, Rows* rows) {
  rows->push_back(MixRow(kPrefix + 5 * 2 + shift, facts.prefixes[2]));
  rows->push_back(MixRow(kSuffix + 5 * 2 + shift, facts.suffixes[2]));
  rows->push_back(MixRow(kLexicon + shift, facts.lexicon));
}

void AppendSelf(const WordFacts& facts, uint32_t shift, Rows* rows) {
  rows->push_back(MixRow(kSurface + shift, facts.surface) | kNamesTheWord);
  rows->push_back(MixRow(kStem + shift, facts.stem) | kNamesTheWord);
  for (uint32_t i = 0; i < 4; ++i) {
    const uint32_t named = i == 3 ? kNamesTheWord : 0;
    if (facts.prefixes[i] != 0) {
      rows->push_back(MixRow(kPrefix + 5 * i + shift, facts.prefixes[i]) |
                      named);
    }
    if (facts.suffixes[i] != 0) {
      rows->push_back(MixRow(kSuffix + 5 * i + shift, facts.suffixes[i]) |
                      named);
    }
  }
  rows->push_back(MixRow(kLexicon + shift, facts.lexicon));
  rows->push_back(
      MixRow(kClassLists + shift, facts.surface_class, facts.known.lists));
  rows->push_back(MixRow(kClassCluster + shift, facts.surface_class,
                         facts.known.clusters[2]));
  rows->push_back(
      MixRow(kClassSuffix + shift, facts.surface_class, facts.suffixes[2]));
  rows->push_back(
      MixRow(kLexiconLists + shift, facts.lexicon, facts.known.lists));
}

}  // namespace

WordFacts DescribeWord(std::string_view surface, const analysis::Token& token,
                       const WordTable& table) {
  WordFacts facts;
  facts.surface = Hash(surface);
  facts.lower = Hash(token.exact);
  facts.stem = Hash(token.stem);
  DescribeEnds(token.exact, &facts);
  facts.shape = Hash(Shape(surface));
  facts.known = table.Find(surface);
  if (facts.known.clusters[0] == 0 || facts.known.lists == 0) {
    const WordKnowledge lower = table.Find(token.exact);
    if (facts.known.clusters[0] == 0) facts.known.clusters = lower.clusters;
    facts.known.lists |= lower.lists & kListLowerCase;
  }
  const auto entry = analysis::FindInLexicon(token.exact);
  facts.lexicon = entry.has_value() ? entry->flags : 0;
  facts.surface_class = SurfaceClass(token);
  constexpr uint16_t kHot = analysis::kCapitalized | analysis::kAllCaps |
                            analysis::kInnerCaps | analysis::kHasDigit;
  const bool number =
      (token.flags & kHot) == analysis::kHasDigit &&
      token.flags == (token.flags & ~analysis::kInnerCaps) &&
      surface.find_first_not_of("0123456789") == std::string_view::npos;
  facts.hot = ((token.flags & kHot) != 0 && !number) ||
              (facts.known.lists & kListLowerCase) != 0;
  return facts;
}

WordFacts SentenceEdge() {
  WordFacts facts;
  facts.lower = 1;
  facts.shape = 1;
  facts.surface_class = 0xFFFF;
  return facts;
}

void AppendWordRows(const WordFacts& facts, int offset, Rows* rows) {
  const auto shift = static_cast<uint32_t>(offset + 2);
  rows->push_back(MixRow(kLower + shift, facts.lower) |
                  (offset == 0 ? kNamesTheWord : 0));
  rows->push_back(MixRow(kShape + shift, facts.shape));
  rows->push_back(MixRow(kClass + shift, facts.surface_class));
  for (uint32_t level = 0; level <= kCoarse; ++level) {
    const uint16_t cluster = facts.known.clusters[level];
    if (cluster == 0) continue;
    rows->push_back(MixRow(kCluster + 5 * level + shift, cluster));
  }
  if (facts.known.lists != 0) {
    rows->push_back(MixRow(kLists + shift, facts.known.lists));
    for (uint16_t rest = facts.known.lists; rest != 0; rest &= rest - 1) {
      rows->push_back(MixRow(kOneList + shift, rest & (~rest + 1U)));
    }
  }
  if (offset == -1 || offset == 1) AppendNear(facts, shift, rows);
  if (offset == 0) AppendSelf(facts, shift, rows);
}

}  // namespace vigie::entities
