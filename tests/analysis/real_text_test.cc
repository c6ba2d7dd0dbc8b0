// What holds for the sample articles: what a reader copies out of a text is
// found in it, and every range is whole characters.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.h"
#include "vigie/encoding.h"

namespace vigie::analysis {
namespace {

// English inside French, and French that looks like it.
constexpr std::string_view kMixed =
    "Le patron l’a dit : « The new chips are made for the valleys, and the "
    "courses that we have are not. » Les puces manquent.\nThese are the "
    "companies that have been there since the beginning. Il n’en dit pas plus."
    " « Show must go on », a-t-il conclu avant les questions.\n";

std::vector<std::string> SampleTexts() {
  std::vector<std::string> texts = {std::string(kMixed)};
  const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/samples";
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".txt" && extension != ".jsonl") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    texts.push_back(content.str());
  }
  return texts;
}

std::vector<const Token*> Words(const AnalyzedText& analyzed) {
  std::vector<const Token*> words;
  for (const Token& token : analyzed.tokens) {
    if ((token.flags & (kJoin | kVariant)) == 0) words.push_back(&token);
  }
  return words;
}

bool IsEdge(std::string_view text, size_t at) {
  return at == 0 || at >= text.size() || text[at] == ' ' || text[at] == '\n';
}

// True when nothing outside of `token` can have had a part in it.
bool IsOrdinary(std::string_view text, const Token& token) {
  constexpr uint16_t special = kRuleNumber | kRuleOrdinal | kRuleAcronym |
                               kRuleAddress | kRuleCompound | kRuleClitic |
                               kRuleElision;
  return (token.rules & special) == 0 && (token.flags & kHasDigit) == 0 &&
         (token.range.begin == 0 || IsEdge(text, token.range.begin - 1)) &&
         IsEdge(text, token.range.end);
}

// True when one of the readings at `position` is what a query for `word` asks.
bool IsFoundAt(const AnalyzedText& analyzed, uint32_t position,
               const Token& word) {
  return std::any_of(analyzed.tokens.begin(), analyzed.tokens.end(),
                     [&](const Token& token) {
                       return token.position == position && token.length == 1 &&
                              token.stem == word.stem;
                     });
}

TEST(RealText, ReadsAnyWordsOfItAsItReadsThemInPlace) {
  std::mt19937 random(1958);
  size_t tried = 0;
  for (const std::string& text : SampleTexts()) {
    const AnalyzedText analyzed = Analyze(text);
    const std::vector<const Token*> words = Words(analyzed);
    for (int round = 0; round < 300; ++round) {
      const size_t first = random() % words.size();
      const size_t last = std::min(first + random() % 9, words.size() - 1);
      if (words[first]->sentence != words[last]->sentence ||
          !IsOrdinary(text, *words[first]) || !IsOrdinary(text, *words[last])) {
        continue;
      }
      const std::string copied =
          text.substr(words[first]->range.begin,
                      words[last]->range.end - words[first]->range.begin);
      const AnalyzedText query = Analyze(copied);
      const std::vector<const Token*> asked = Words(query);
      ASSERT_EQ(asked.size(), last - first + 1) << copied;
      for (size_t i = 0; i < asked.size(); ++i) {
        const Token& word = *words[first + i];
        ASSERT_EQ(asked[i]->form, word.form) << copied;
        ASSERT_EQ(asked[i]->exact, word.exact) << copied;
        ASSERT_EQ(asked[i]->range.begin + words[first]->range.begin,
                  word.range.begin)
            << copied;
        ASSERT_EQ(asked[i]->range.size(), word.range.size()) << copied;
        ASSERT_TRUE(IsFoundAt(analyzed, word.position, *asked[i]))
            << copied << ": " << asked[i]->stem;
      }
      ++tried;
    }
  }
  EXPECT_GT(tried, 500U);
}

TEST(RealText, HasRangesOfWholeCharacters) {
  for (const std::string& text : SampleTexts()) {
    for (const Token& token : Analyze(text).tokens) {
      ASSERT_TRUE(IsValidUtf8(
          std::string_view(text).substr(token.range.begin, token.range.size()),
          nullptr));
    }
  }
}

TEST(RealText, IsTheSameTwice) {
  for (const std::string& text : SampleTexts()) {
    const AnalyzedText once = Analyze(text);
    const AnalyzedText twice = Analyze(text);
    ASSERT_EQ(once.tokens.size(), twice.tokens.size());
    for (size_t i = 0; i < once.tokens.size(); ++i) {
      ASSERT_EQ(once.tokens[i].stem, twice.tokens[i].stem);
      ASSERT_EQ(once.tokens[i].range.begin, twice.tokens[i].range.begin);
    }
  }
}

}  // namespace
}  // namespace vigie::analysis
