// What a thread remembers of words changes no answer.
#include "entities/word_senses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kOrange =
    R"({"id":"org/orange","type":"organization","label":{"fr":"Orange"},"aliases":["Orange","Orange Bank"]})";
constexpr std::string_view kTown =
    R"({"id":"place/orange","type":"place.city","label":{"fr":"Orange"},"aliases":["Orange"]})";

TEST(WordSenses, AreThoseOfTheDictionaryThatIsAsked) {
  const std::string text = "Orange et Orange Bank.";
  for (int round = 0; round < 2; ++round) {
    EXPECT_THAT(Find(kOrange, text),
                ElementsAre("org/orange: Orange (dictionary)",
                            "org/orange: Orange Bank (dictionary)"));
    EXPECT_THAT(Find(kTown, text),
                ElementsAre("place/orange: Orange (dictionary)",
                            "place/orange: Orange (dictionary)"));
    EXPECT_THAT(Find("", text), IsEmpty());
  }
}

TEST(WordSenses, NumberWordsByFormAccentsAndStem) {
  const auto dictionary = ParseOrFail(kOrange);
  const Patterns patterns = CompilePatterns(*dictionary);
  WordSenses& senses = WordSenses::OfThread(patterns);
  const struct {
    std::string left;
    std::string right;
    bool same;
  } cases[] = {{"orange", "Orange", true},
               {"peche", "pêche", false},
               {"orange", "oranges", false},
               {"", "", true}};
  for (const auto& one : cases) {
    const auto left =
        senses.Number(patterns, analysis::Analyze(one.left).tokens);
    const auto right =
        senses.Number(patterns, analysis::Analyze(one.right).tokens);
    EXPECT_EQ(left == right, one.same) << one.left << " " << one.right;
  }
}

TEST(WordSenses, SurviveMoreWordsThanTheyKeep) {
  const Recognizer recognizer(ParseOrFail(kOrange));
  std::string text = "Orange.";
  for (int i = 0; i < 40'000; ++i) text += " mot" + std::to_string(i);
  text += " Orange Bank.";
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(Recognize(recognizer, "", text).size(), 2U);
  }
}

TEST(EdgeFilter, NeverDeniesAKeyAndRarelyAdmitsAnother) {
  constexpr uint64_t kKeys = 10'000;
  const auto key = [](uint64_t i) { return GazetteerKey(0, i * i + 1); };
  EdgeFilter filter(kKeys);
  for (uint64_t i = 0; i < kKeys; ++i) filter.Add(key(i));
  uint64_t admitted = 0;
  for (uint64_t i = 0; i < kKeys; ++i) {
    EXPECT_TRUE(filter.MayHold(key(i)));
    if (filter.MayHold(key(kKeys + i))) ++admitted;
  }
  EXPECT_LT(admitted, kKeys / 10);
  EXPECT_FALSE(EdgeFilter(0).MayHold(key(1)));
}

}  // namespace
}  // namespace vigie::entities
