#include "index/structure.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analysis/analyzer.h"

namespace vigie::index {
namespace {

// One letter per position of the words that have the mark.
std::string Marked(const std::string& text, uint8_t mark) {
  std::vector<uint8_t> marks;
  AppendMarks(analysis::Analyze(text), text, &marks);
  std::string shown;
  for (const uint8_t value : marks) shown += (value & mark) != 0 ? 'x' : '.';
  return shown;
}

TEST(Structure, MarksTheFirstWordOfSentencesAndParagraphs) {
  const std::string text = "Un accord. Deux puces.\nTrois usines.";
  EXPECT_EQ(Marked(text, kMarkSentence), "x.x.x.");
  EXPECT_EQ(Marked(text, kMarkParagraph), "x...x.");
}

TEST(Structure, MarksQuotedWords) {
  EXPECT_EQ(Marked("Il dit « plus tard » et part", kMarkQuoted), "..xx..");
}

TEST(Structure, TellsTheCaseOfWords) {
  const std::string text = "le Broadcom IBM OpenAI";
  EXPECT_EQ(Marked(text, kMarkUpper), ".xx.");
  EXPECT_EQ(Marked(text, kMarkMixed), "..xx");
}

TEST(Structure, TellsWhatStandsBetweenWords) {
  const std::string text = "Aix-en-Provence va, dit l’élu\u00A0bleu";
  EXPECT_EQ(Marked(text, kMarkHyphen), ".xx....");
  EXPECT_EQ(Marked(text, kMarkSpaced), "...x..x");
}

TEST(Structure, HasNothingToSayOfNoText) {
  std::vector<uint8_t> marks;
  AppendMarks(analysis::Analyze(""), "", &marks);
  EXPECT_TRUE(marks.empty());
}

}  // namespace
}  // namespace vigie::index
