#include "analysis/english.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::analysis {
namespace {

// Sorted. No grammatical word of French is among them.
constexpr std::array<std::string_view, 76> kFunctionWords = {
    "about",   "after",   "all",   "and",    "any",   "are",     "at",
    "be",      "because", "been",  "before", "being", "between", "by",
    "can",     "could",   "did",   "do",     "does",  "for",     "from",
    "had",     "has",     "have",  "he",     "her",   "here",    "his",
    "how",     "if",      "in",    "into",   "is",    "it",      "its",
    "just",    "more",    "most",  "must",   "my",    "never",   "not",
    "of",      "only",    "our",   "out",    "over",  "she",     "should",
    "so",      "some",    "such",  "than",   "that",  "the",     "their",
    "them",    "then",    "there", "these",  "they",  "this",    "those",
    "through", "to",      "was",   "we",     "were",  "what",    "when",
    "where",   "which",   "who",   "will",   "with",  "you"};

// Function words of both languages: they say nothing.
constexpr std::array<std::string_view, 6> kBoth = {"a",  "as", "me",
                                                   "on", "or", "plus"};

template <size_t N>
bool Contains(const std::array<std::string_view, N>& sorted,
              std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

bool IsReading(const Token& token) {
  return (token.flags & (kJoin | kVariant)) == 0;
}

// Tokens [first, last) of one sentence, all inside quotation marks or all
// outside of them.
struct Piece {
  size_t first = 0;
  size_t last = 0;
  uint32_t words = 0;
  uint32_t grammatical = 0;  // French stop words among them
};

std::vector<Piece> CutAtQuotes(const std::vector<Token>& tokens) {
  std::vector<Piece> pieces;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool same = i > 0 && tokens[i].sentence == tokens[i - 1].sentence &&
                      ((tokens[i].flags ^ tokens[i - 1].flags) & kQuoted) == 0;
    if (!same) pieces.push_back({i, i, 0, 0});
    Piece& piece = pieces.back();
    piece.last = i + 1;
    if (!IsReading(tokens[i])) continue;
    ++piece.words;
    if ((tokens[i].flags & kStopWord) != 0) ++piece.grammatical;
  }
  return pieces;
}

// A third of French prose is grammatical words; a fifth of English prose is in
// kFunctionWords, and nearly nothing of French.
bool IsEnglish(const std::vector<Token>& tokens, const Piece& piece) {
  constexpr uint32_t fewest_words = 4;
  constexpr uint32_t fewest_english = 2;
  if (piece.words < fewest_words || piece.grammatical * 5 > piece.words * 2) {
    return false;
  }
  uint32_t english = 0;
  uint32_t french = 0;
  for (size_t i = piece.first; i < piece.last; ++i) {
    const Token& token = tokens[i];
    if (!IsReading(token)) continue;
    if (Contains(kFunctionWords, token.exact)) {
      ++english;
    } else if ((token.flags & kStopWord) != 0 &&
               !Contains(kBoth, token.exact)) {
      ++french;
    }
  }
  return english >= fewest_english && english * 5 >= piece.words &&
         english >= 3 * french;
}

}  // namespace

void MarkEnglish(AnalyzedText* analyzed) {
  std::vector<Token>& tokens = analyzed->tokens;
  std::vector<Piece> pieces = CutAtQuotes(tokens);
  if (pieces.size() < 2) return;
  pieces.erase(std::remove_if(pieces.begin(), pieces.end(),
                              [&tokens](const Piece& piece) {
                                return !IsEnglish(tokens, piece);
                              }),
               pieces.end());
  if (pieces.empty()) return;
  std::vector<Token> marked;
  marked.reserve(tokens.size() + tokens.size() / 4);
  size_t piece = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    while (piece < pieces.size() && pieces[piece].last <= i) ++piece;
    const bool english = piece < pieces.size() && pieces[piece].first <= i;
    marked.push_back(std::move(tokens[i]));
    if (!english || !IsReading(marked.back())) continue;
    Token& word = marked.back();
    Token french = word;
    word.flags |= kNeverStemmed;
    word.rules &= static_cast<uint16_t>(~(kRuleLemma | kRuleStem));
    word.rules |= kRuleEnglish;
    word.stem = word.form;
    if (french.stem == french.form) continue;
    french.flags |= kVariant;
    marked.push_back(std::move(french));
  }
  tokens = std::move(marked);
}

}  // namespace vigie::analysis
