#include "entities/sequence_model.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "tests/entities/small_model.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;

constexpr auto kPerson = static_cast<size_t>(ModelType::kPerson);
constexpr auto kPlace = static_cast<size_t>(ModelType::kPlace);
constexpr uint8_t kPersonBegin = LabelOf(kPerson, SpanPart::kBegin);
constexpr uint8_t kPersonEnd = LabelOf(kPerson, SpanPart::kEnd);
constexpr uint8_t kPersonSingle = LabelOf(kPerson, SpanPart::kSingle);
constexpr uint8_t kPlaceSingle = LabelOf(kPlace, SpanPart::kSingle);

std::vector<uint8_t> Label(const std::vector<Scores>& scores,
                           const std::vector<LabelSet>& allowed = {}) {
  const SmallModel small({});
  std::vector<uint8_t> labels(scores.size());
  LabelBest(*small.Map(),
            {scores.data(), static_cast<uint32_t>(scores.size()),
             allowed.empty() ? nullptr : allowed.data()},
            labels.data());
  return labels;
}

Scores Wanting(uint8_t label, int16_t score = 50) {
  Scores scores{};
  scores[label] = score;
  return scores;
}

TEST(MayFollow, KeepsNamesWhole) {
  const struct {
    uint8_t left;
    uint8_t right;
    bool want;
  } cases[] = {
      {kOutside, kOutside, true},
      {kOutside, kPersonBegin, true},
      {kOutside, kPersonEnd, false},
      {kPersonBegin, kPersonEnd, true},
      {kPersonBegin, kOutside, false},
      {kPersonBegin, kPlaceSingle, false},
      {kPersonBegin, LabelOf(kPlace, SpanPart::kEnd), false},
      {kPersonEnd, kPlaceSingle, true},
      {kPersonSingle, LabelOf(kPerson, SpanPart::kInside), false},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(MayFollow(one.left, one.right), one.want)
        << int{one.left} << " " << int{one.right};
  }
}

TEST(LabelBest, TakesTheBestPathAndNotTheBestLabels) {
  // The second word alone would rather be a place.
  std::vector<Scores> scores = {Wanting(kPersonBegin, 90),
                                Wanting(kPlaceSingle, 40)};
  scores[1][kPersonEnd] = 30;
  EXPECT_THAT(Label(scores), ElementsAre(kPersonBegin, kPersonEnd));
}

TEST(LabelBest, NeverEndsInsideAName) {
  EXPECT_THAT(Label({Wanting(kPersonBegin)}), ElementsAre(kOutside));
}

TEST(LabelBest, ObeysWhatIsAllowed) {
  const std::vector<Scores> scores = {Wanting(kPlaceSingle),
                                      Wanting(kPlaceSingle)};
  EXPECT_THAT(Label(scores, {1U << kPersonSingle, kAnyLabel}),
              ElementsAre(kPersonSingle, kPlaceSingle));
  EXPECT_THAT(Label(scores, {1U << kOutside, kAnyLabel}),
              ElementsAre(kOutside, kPlaceSingle));
}

// The best score by trying every path that steps allow.
float BestOfAll(const SequenceModel& model, const std::vector<Scores>& scores,
                std::vector<uint8_t>* path, LabelSet first) {
  const uint8_t before = path->empty() ? kOutside : path->back();
  if (path->size() == scores.size()) {
    return static_cast<float>(model.steps()[before][kOutside]);
  }
  float best = -1e9F;
  for (uint8_t label = 0; label < kLabels; ++label) {
    const bool barred = path->empty() && (first >> label & 1U) == 0;
    if (barred || !MayFollow(before, label)) continue;
    const float here = static_cast<float>(model.steps()[before][label] +
                                          scores[path->size()][label]);
    path->push_back(label);
    best = std::max(best, here + BestOfAll(model, scores, path, kAnyLabel));
    path->pop_back();
  }
  return best;
}

TEST(LabelBest, FindsWhatTryingAllPathsFinds) {
  const auto model = SmallModel({}).Map();
  std::mt19937 random(7);
  std::uniform_int_distribution<int> any(-60, 30);
  for (int round = 0; round < 40; ++round) {
    std::vector<Scores> scores(3);
    for (Scores& word : scores) {
      for (int16_t& score : word) score = static_cast<int16_t>(any(random));
      // Every other round is sure to be outside of names.
      if (round % 2 == 0) word[kOutside] = 100;
    }
    std::vector<uint8_t> path;
    std::vector<uint8_t> labels(scores.size());
    EXPECT_EQ(LabelBest(*model, {scores.data(), 3, nullptr}, labels.data()),
              BestOfAll(*model, scores, &path, kAnyLabel))
        << round;
    const LabelSet own = 1U << labels[0];
    EXPECT_EQ(MarginOf(*model, {scores.data(), 3, nullptr}, 0, labels[0]),
              BestOfAll(*model, scores, &path, own) -
                  BestOfAll(*model, scores, &path, kAnyLabel & ~own))
        << round;
  }
}

TEST(MarginOf, LooksAtWhatFollowsAndPrecedes) {
  const auto model = SmallModel({}).Map();
  std::vector<Scores> scores = {Wanting(kPersonBegin, 90),
                                Wanting(kPersonEnd, 40)};
  const Stretch both{scores.data(), 2, nullptr};
  EXPECT_GT(MarginOf(*model, both, 0, kPersonBegin), 0);
  EXPECT_GT(MarginOf(*model, both, 1, kPersonEnd), 0);
  EXPECT_LT(MarginOf(*model, both, 1, kPlaceSingle), 0);
}

TEST(LabelBest, SurvivesAContradiction) {
  EXPECT_EQ(Label({Wanting(kPlaceSingle), Wanting(kPlaceSingle)},
                  {1U << kPersonBegin, 1U << kOutside})
                .size(),
            2U);
}

TEST(SequenceModel, AddsTheRowsThatItKeepsAndNoOthers) {
  const SmallModel small({{"Zorglub", kPersonSingle}});
  const auto model = small.Map();
  Scores scores{};
  model->AddRows({12345, 67890}, &scores);
  EXPECT_EQ(scores, Scores{});
}

TEST(SequenceModel, RefusesWhatIsNoModel) {
  const std::string good = SmallModel({}).bytes();
  const auto refuses = [](const std::string& bytes, std::string_view why) {
    const auto model = SequenceModel::Map(bytes);
    ASSERT_FALSE(model.ok());
    EXPECT_EQ(model.status().code(), StatusCode::kDataLoss);
    EXPECT_NE(model.status().message().find(why), std::string::npos)
        << model.status().message();
  };
  refuses("", "cut short");
  refuses(good.substr(0, 20), "cut short");
  refuses(good.substr(0, good.size() - 1), "size");
  refuses(good + "x", "size");
  std::string other = good;
  other[0] = 'x';
  refuses(other, "none");
  other = good;
  other[4] = 99;
  refuses(other, "version 99");
  other = good;
  other[200] = static_cast<char>(other[200] ^ 1);
  refuses(other, "checksum");
}

TEST(SequenceModel, ShipsWithTheLibrary) {
  const auto model = SequenceModel::Shipped();
  ASSERT_TRUE(model.ok()) << model.status().ToString();
  EXPECT_EQ((*model)->version().rfind("names-", 0), 0U);
}

TEST(WordTable, FindsWordsAndTheirClusters) {
  std::vector<WordSlot> slots(4);
  const WordKey key = HashWord("Paris", 4);
  slots[key.slot] = {key.fingerprint, 2, kListPlace};
  const std::vector<uint16_t> coarse = {9, 9, 9, 5, 3, 1};
  const WordTable table(slots.data(), 4, coarse.data());
  const WordKnowledge known = table.Find("Paris");
  EXPECT_EQ(known.lists, kListPlace);
  EXPECT_THAT(known.clusters, ElementsAre(2, 6, 4, 2));
  EXPECT_EQ(table.Find("paris").lists, 0);
  EXPECT_EQ(WordTable().Find("Paris").lists, 0);
}

}  // namespace
}  // namespace vigie::entities
