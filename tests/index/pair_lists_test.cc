#include "index/pair_lists.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "index/pair_lists_writer.h"
#include "tests/index/encoded_texts.h"

namespace vigie::index {
namespace {

using ::testing::Test;

constexpr uint32_t kDocuments = 900;

// Words that most texts have, some over others, and grammatical ones.
std::vector<Text> FrequentTexts(std::mt19937* random) {
  const std::vector<std::string> words = {
      "puce",  "puces", "carte",     "réseau", "serveur", "de",
      "la",    "XXIe",  "mi-temps",  "usine",  "usines",  "Puce",
      "après", "euro",  "peut-être", "rare",   "« plan »"};
  const auto some = [&](uint32_t count) {
    std::string text;
    for (uint32_t i = 0; i < count; ++i) {
      text += words[(*random)() % words.size()];
      text += (*random)() % 9 == 0 ? ".\n" : " ";
    }
    return text;
  };
  std::vector<Text> texts;
  for (uint32_t i = 0; i < kDocuments; ++i) {
    texts.push_back({some((*random)() % 4), some((*random)() % 120)});
  }
  return texts;
}

class PairListsTest : public Test {
 protected:
  PairListsTest() {
    std::mt19937 random(44);
    texts_ = FrequentTexts(&random);
    TokenLists lists;
    for (const Text& text : texts_) {
      const auto title = analysis::Analyze(text.title);
      const auto body = analysis::Analyze(text.text);
      lists.Add({text.title, &title}, {text.text, &body});
    }
    encoded_ = std::make_unique<Encoded>(texts_);
    pairs_ = EncodePairs(lists, encoded_->encoded.code_of);
    lists_ = PairLists({SpanOf(pairs_.rows), pairs_.lists});
  }

  uint32_t LowestOf(const std::string& stem) const {
    std::vector<uint32_t> codes;
    encoded_->vocabulary.FindStem(stem, &codes);
    return codes.empty() ? UINT32_MAX : codes.front();
  }
  std::optional<std::vector<uint32_t>> Find(const std::string& first,
                                            const std::string& second) const {
    return lists_.Find(LowestOf(first), LowestOf(second), kDocuments);
  }

  std::vector<Text> texts_;
  std::unique_ptr<Encoded> encoded_;
  EncodedPairs pairs_;
  PairLists lists_;
};

using ByStems =
    std::map<std::pair<std::string, std::string>, std::vector<uint32_t>>;

ByStems PairsOf(const Encoded& encoded) {
  ByStems pairs;
  for (uint32_t doc = 0; doc < kDocuments; ++doc) {
    const DocumentTokens tokens = encoded.Read(doc);
    std::vector<std::vector<std::string>> stems;
    for (const uint32_t code : tokens.codes) {
      stems.push_back({std::string(encoded.vocabulary.stem(code))});
    }
    for (const OverlaidToken& over : tokens.overlaid) {
      stems[over.position].emplace_back(encoded.vocabulary.stem(over.code));
    }
    for (size_t at = 1; at < stems.size(); ++at) {
      if (at == tokens.title_positions) continue;
      for (const std::string& first : stems[at - 1]) {
        for (const std::string& second : stems[at]) {
          std::vector<uint32_t>& docs = pairs[{first, second}];
          if (docs.empty() || docs.back() != doc) docs.push_back(doc);
        }
      }
    }
  }
  return pairs;
}

TEST_F(PairListsTest, HoldWhatReadingEveryTokenFinds) {
  size_t stored = 0;
  for (const auto& [stems, docs] : PairsOf(*encoded_)) {
    const auto found = Find(stems.first, stems.second);
    if (!found) continue;
    ++stored;
    EXPECT_EQ(*found, docs) << stems.first << " " << stems.second;
  }
  EXPECT_GT(stored, 60U);
}

TEST_F(PairListsTest, AreOfFrequentWordsThatAreNotGrammatical) {
  EXPECT_TRUE(Find("puce", "cart"));
  EXPECT_TRUE(Find("cart", "puce"));
  EXPECT_TRUE(Find("puce", "puce"));
  EXPECT_FALSE(Find("de", "la"));
  EXPECT_FALSE(Find("de", "puce"));
  EXPECT_FALSE(Find("puce", "apres"));
  EXPECT_FALSE(Find("puce", "mot"));
}

TEST_F(PairListsTest, OfFewArticlesAreNone) {
  TokenLists few;
  const auto title = analysis::Analyze("");
  const auto body = analysis::Analyze("puce carte puce carte");
  for (int i = 0; i < 500; ++i) few.Add({"", &title}, {"", &body});
  EXPECT_TRUE(EncodePairs(few, {0, 1, 2, 3}).rows.empty());
  const PairLists none;
  EXPECT_TRUE(none.IsSound());
  EXPECT_FALSE(none.Find(0, 0, kDocuments));
}

TEST_F(PairListsTest, OutOfOrderAreNotSound) {
  EXPECT_TRUE(lists_.IsSound());
  ASSERT_GT(pairs_.rows.size(), 2U);
  const auto changed = [this](size_t row, PairRow to) {
    std::vector<PairRow> rows = pairs_.rows;
    rows[row] = to;
    return PairLists({SpanOf(rows), pairs_.lists}).IsSound();
  };
  const PairRow first = pairs_.rows[0];
  const auto end = static_cast<uint32_t>(pairs_.lists.size());
  EXPECT_FALSE(changed(1, first));
  EXPECT_FALSE(changed(1, {pairs_.rows[1].word, end}));
  EXPECT_FALSE(changed(0, {first.word, end + 1}));
}

TEST_F(PairListsTest, OfDamagedBytesNameDocumentsOfTheSegment) {
  std::mt19937 random(45);
  for (int round = 0; round < 2'000; ++round) {
    std::string damaged = pairs_.lists;
    for (int i = 0; i < 8; ++i) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    const PairLists lists({SpanOf(pairs_.rows), damaged});
    const auto docs =
        lists.Find(pairs_.rows[random() % pairs_.rows.size()].word,
                   pairs_.rows[random() % pairs_.rows.size()].word, kDocuments);
    if (!docs || docs->empty()) continue;
    EXPECT_LT(docs->back(), kDocuments);
    EXPECT_TRUE(std::is_sorted(docs->begin(), docs->end()));
  }
}

}  // namespace
}  // namespace vigie::index
