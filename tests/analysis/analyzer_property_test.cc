// What holds for any bytes at all.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analysis/analyzer.h"
#include "vigie/encoding.h"

namespace vigie::analysis {
namespace {

constexpr std::string_view kSample =
    "L’accord d’OpenAI : 15 000 puces H100 à 1 500 €\n"
    "M. Durand, de Vega S.A., l’a dit jeudi. « C’est-à-dire ? » a-t-elle "
    "demandé aux salarié·e·s de McDonald's et d’AT&T, en Auvergne-Rhône-Alpes."
    "\n\nMAI-1-preview et semi conducteurs : https://x.fr/a, a@b.fr, #PlanIA "
    "(C++, .NET) au XXIe siècle… aujourd’hui, presqu’île, étudiant-e-s, 3,5 %";

int Order(const Token& token) {
  if ((token.flags & kJoin) != 0) return 2;
  return (token.flags & kVariant) != 0 ? 1 : 0;
}

void ExpectInvariants(std::string_view text, const AnalyzedText& analyzed) {
  std::vector<int> plain(analyzed.positions, 0);
  const bool valid = IsValidUtf8(text, nullptr);
  for (size_t i = 0; i < analyzed.tokens.size(); ++i) {
    const Token& token = analyzed.tokens[i];
    ASSERT_LT(token.range.begin, token.range.end);
    ASSERT_LE(token.range.end, text.size());
    if (valid) {
      ASSERT_TRUE(IsValidUtf8(
          text.substr(token.range.begin, token.range.size()), nullptr));
    }
    ASSERT_FALSE(token.form.empty());
    ASSERT_FALSE(token.stem.empty());
    ASSERT_FALSE(token.exact.empty());
    for (const std::string* term : {&token.form, &token.stem, &token.exact}) {
      ASSERT_LE(term->size(), kMaxTermBytes);
      ASSERT_TRUE(IsValidUtf8(*term, nullptr));
    }
    ASSERT_LE(token.position + token.length, analyzed.positions);
    ASSERT_EQ(token.length > 1, (token.flags & kJoin) != 0);
    ASSERT_LT(token.sentence, analyzed.sentences.size());
    const SentenceSpan& sentence = analyzed.sentences[token.sentence];
    ASSERT_TRUE(sentence.range.contains(token.range));
    ASSERT_EQ(sentence.paragraph, token.paragraph);
    ASSERT_GE(token.position, sentence.position_begin);
    ASSERT_LE(token.position + token.length, sentence.position_end);
    if (Order(token) == 0) ++plain[token.position];
    if (i == 0) continue;
    const Token& before = analyzed.tokens[i - 1];
    ASSERT_LE(std::make_tuple(before.position, Order(before), before.length),
              std::make_tuple(token.position, Order(token), token.length));
  }
  for (const int count : plain) ASSERT_EQ(count, 1);
  uint32_t end = 0;
  uint32_t position = 0;
  for (const SentenceSpan& sentence : analyzed.sentences) {
    ASSERT_GE(sentence.range.begin, end);
    ASSERT_LT(sentence.range.begin, sentence.range.end);
    ASSERT_EQ(sentence.position_begin, position);
    end = sentence.range.end;
    position = sentence.position_end;
  }
  ASSERT_EQ(position, analyzed.positions);
}

TEST(AnalyzerProperty, HoldsForEverySliceOfAnArticle) {
  for (size_t begin = 0; begin < kSample.size(); begin += 3) {
    for (size_t size = 0; begin + size <= kSample.size(); size += 7) {
      const std::string_view slice = kSample.substr(begin, size);
      ExpectInvariants(slice, Analyze(slice));
      ASSERT_FALSE(HasFatalFailure()) << slice;
    }
  }
}

TEST(AnalyzerProperty, HoldsForRandomBytes) {
  std::mt19937 random(8);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes(random() % 60, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    ExpectInvariants(bytes, Analyze(bytes));
    ASSERT_FALSE(HasFatalFailure()) << bytes;
  }
}

TEST(AnalyzerProperty, HoldsForRandomMixturesOfTraps) {
  const std::vector<std::string> pieces = {
      "l’",  "d'",    "Orange", "-",      "semi",   "conducteurs",
      " ",   "15",    "000",    ".",      ",",      "\n",
      "«",   "»",     "·",      "e",      "s",      "(",
      ")",   "@",     "#",      "x.fr",   "://",    "http",
      "M. ", "A",     "U.S.",   "&",      "+",      "%",
      "€",   "euros", "XXIe",   "œ",      "É",      "t",
      "il",  "-t-",   "ci",     "\u00AD", "\u0301", "\u202F",
      "C",   "++",    "2ᵉ",     "\xFF",   "'",      "…"};
  std::mt19937 random(15);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t n = random() % 12; n > 0; --n) {
      text += pieces[random() % pieces.size()];
    }
    ExpectInvariants(text, Analyze(text));
    ASSERT_FALSE(HasFatalFailure()) << text;
  }
}

TEST(AnalyzerProperty, IsTheSameAloneAndInContext) {
  for (const std::string word :
       {"puces", "accord", "développement", "OpenAI", "IA", "était", "Nvidia",
        "clusters", "conçu", "H100", "État", "Copilot"}) {
    const AnalyzedText alone = Analyze(word);
    const AnalyzedText context = Analyze("Il voit, dit-on, " + word + " ici.");
    ASSERT_EQ(alone.tokens.size(), 1U) << word;
    const Token& found = context.tokens[context.tokens.size() - 2];
    EXPECT_EQ(found.form, alone.tokens[0].form) << word;
    EXPECT_EQ(found.stem, alone.tokens[0].stem) << word;
    EXPECT_EQ(found.exact, alone.tokens[0].exact) << word;
  }
}

TEST(AnalyzerProperty, CutsHugeWordsAndKeepsGoing) {
  const std::string huge = std::string(5'000'000, 'a') + " fin";
  const AnalyzedText analyzed = Analyze(huge);
  ASSERT_EQ(analyzed.tokens.size(), 2U);
  EXPECT_EQ(analyzed.tokens[0].form.size(), kMaxTermBytes);
  EXPECT_NE(analyzed.tokens[0].rules & kRuleTruncated, 0);
  EXPECT_EQ(analyzed.tokens[0].range.size(), 5'000'000U);
  EXPECT_EQ(analyzed.tokens[1].form, "fin");
}

TEST(AnalyzerProperty, StaysLinearOnChainsOfConnectors) {
  for (const std::string piece :
       {"a-", "l'", "a.", "1 000 ", "a@", "(e)", "M. ", "ab.", "a_", "#Ab",
        "Ab", "salarié·e·", "U.S. ", "C", "« a ? » ", "http://", "semi "}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    const AnalyzedText analyzed = Analyze(text);
    ExpectInvariants(text, analyzed);
    ASSERT_FALSE(HasFatalFailure()) << piece;
  }
}

}  // namespace
}  // namespace vigie::analysis
