// Answers that time or cost has cut: what they hold is right.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "analysis/analyzer.h"
#include "entities/recognizer.h"
#include "index/segment_writer.h"
#include "match/executor.h"
#include "match/selection.h"
#include "tests/match/plans.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;
using Clock = std::chrono::steady_clock;

// Every third has its words the other way round.
Article ArticleOf(uint32_t number) {
  Article article;
  article.id = "a" + std::to_string(number);
  article.title = "Dépêche " + std::to_string(number);
  article.text = number % 3 == 0 ? "La puce précède le livre."
                                 : "Le livre précède la puce.";
  return article;
}

PlanNode BookBeforeChip() {
  PlanNode near = Joined(NodeKind::kNear, {Words("livre"), Words("puce")});
  near.distance = 5;
  near.ordered = true;
  return near;
}

// Two segments of 700 and 1,400 articles.
class PartialAnswerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = std::filesystem::path(testing::TempDir()) /
                 ("vigie-partial-" + std::to_string(::getpid()));
    std::filesystem::remove_all(directory_);  // of a killed process
    std::filesystem::create_directories(directory_);
    auto dictionary = entities::Dictionary::Parse("", "empty");
    ASSERT_TRUE(dictionary.ok()) << dictionary.status().ToString();
    catalog_ = std::make_shared<const Catalog>(
        Segments{WriteSegment("seg-0", 0, 700, **dictionary),
                 WriteSegment("seg-1", 700, 2'100, **dictionary)},
        *dictionary);
    whole_ = Answer(BookBeforeChip(), PositionBudget::kTokens).value();
    ASSERT_EQ(whole_.total, 1'400U);
  }
  static void TearDownTestSuite() {
    catalog_.reset();
    std::filesystem::remove_all(directory_);
  }

  static std::shared_ptr<const index::Segment> WriteSegment(
      const std::string& name, uint32_t begin, uint32_t end,
      const entities::Dictionary& dictionary) {
    auto writer = index::SegmentWriter::Create(directory_, name, dictionary);
    EXPECT_TRUE(writer.ok()) << writer.status().ToString();
    for (uint32_t i = begin; i < end; ++i) {
      const Article article = ArticleOf(i);
      const auto title = analysis::Analyze(article.title);
      const auto text = analysis::Analyze(article.text);
      const entities::Recognition nothing;
      EXPECT_TRUE((*writer)->Add({&article, &title, &text, &nothing, i}).ok());
    }
    const auto record = (*writer)->Seal();
    EXPECT_TRUE(record.ok()) << record.status().ToString();
    auto segment = index::Segment::Open(directory_, *record);
    EXPECT_TRUE(segment.ok()) << segment.status().ToString();
    return *segment;
  }

  // `partial` null: only the whole answer is one.
  static Result<Matched> Answer(const PlanNode& plan, uint64_t tokens,
                                const CallControl& control = {},
                                const CallControl* partial = nullptr) {
    const auto executor = MakeLocalExecutor(catalog_, nullptr, {tokens});
    const FacetColumns columns(*catalog_);
    const auto none = Selections::Make({}, columns);
    return executor->Match(
        {plan, *none, control, 5'000, true, UINT32_MAX, partial});
  }

  // Whether `matched` is right, as far as it goes.
  static void Check(const Matched& matched) {
    EXPECT_EQ(matched.best.size(), matched.total);
    uint64_t scoped = 0;
    for (const Matched::Scope& scope : matched.scopes) {
      scoped += scope.docs.size();
    }
    EXPECT_EQ(scoped, matched.total);
    std::set<std::string> ids;
    for (const ScoredDoc& hit : matched.best) {
      const std::string id(catalog_->article_id(hit.doc));
      EXPECT_NE(std::stoul(id.substr(1)) % 3, 0U);
      EXPECT_TRUE(ids.insert(id).second) << id;
    }
    // Two of three articles are hits, whichever were searched.
    EXPECT_NEAR(static_cast<double>(matched.total),
                static_cast<double>(matched.searched) * 2 / 3, 4);
  }

  inline static std::filesystem::path directory_;
  inline static std::shared_ptr<const Catalog> catalog_;
  inline static Matched whole_;
};

TEST_F(PartialAnswerTest, WhatCostsTooMuchIsCutWhereItIsAllowedTo) {
  const CallControl unbounded;
  int cut = 0;
  for (uint64_t tokens = 1'000; tokens < 10'000'000; tokens += tokens / 2) {
    const Result<Matched> strict = Answer(BookBeforeChip(), tokens);
    const Result<Matched> matched =
        Answer(BookBeforeChip(), tokens, {}, &unbounded);
    if (!strict.ok()) {
      EXPECT_EQ(strict.status().reason(), "QUERY_TOO_EXPENSIVE");
    }
    if (!matched.ok()) {
      EXPECT_EQ(matched.status().reason(), "QUERY_TOO_EXPENSIVE");
      continue;
    }
    Check(*matched);
    EXPECT_EQ(matched->cut == PartialReason::kComplete, strict.ok());
    if (strict.ok()) continue;
    EXPECT_EQ(matched->cut, PartialReason::kCost);
    EXPECT_LT(matched->total, whole_.total);
    ++cut;
  }
  EXPECT_GT(cut, 1);
}

// The fewest tokens, by tenths, that the whole answer takes.
uint64_t TokensFor(
    const std::function<Result<Matched>(const PlanNode&, uint64_t)>& answer,
    const PlanNode& plan) {
  uint64_t tokens = 1'000;
  while (tokens < 10'000'000 && !answer(plan, tokens).ok()) {
    tokens += tokens / 10;
  }
  return tokens;
}

TEST_F(PartialAnswerTest, PlacesOfTheQuerysWordsCostMoreThanOtherWords) {
  PlanNode wide = BookBeforeChip();
  wide.children[1] = Joined(
      NodeKind::kOr, {Words("puce"), Words("précède"), Words("dépêche")});
  const auto answer = [](const PlanNode& plan, uint64_t tokens) {
    return Answer(plan, tokens);
  };
  // Two more places in each of 2,100 articles, beside what they are compared
  // for.
  EXPECT_GE(
      TokensFor(answer, wide) - TokensFor(answer, BookBeforeChip()),
      2'100 * 2 * (PositionBudget::kFoundCost + PositionBudget::kPlaceCost));
}

TEST_F(PartialAnswerTest, WhatWasNotSearchedIsNoHitOfANegation) {
  const PlanNode plan =
      Joined(NodeKind::kAnd, {Words("livre"), Not(BookBeforeChip())});
  const CallControl unbounded;
  int cut = 0;
  for (uint64_t tokens = 1'000; tokens < 10'000'000; tokens += tokens / 2) {
    const Result<Matched> matched = Answer(plan, tokens, {}, &unbounded);
    if (!matched.ok()) continue;
    cut += matched->cut == PartialReason::kCost ? 1 : 0;
    for (const ScoredDoc& hit : matched->best) {
      const std::string id(catalog_->article_id(hit.doc));
      EXPECT_EQ(std::stoul(id.substr(1)) % 3, 0U);
    }
  }
  EXPECT_GT(cut, 1);
}

// A caller whose deadline passes while it is asked for the `polls`th time.
CallControl EndsAtPoll(int polls, int* asked) {
  CallControl control;
  const auto deadline = Clock::now() + std::chrono::milliseconds(250);
  control.deadline = deadline;
  control.cancelled = [polls, asked, deadline] {
    while (++*asked >= polls && Clock::now() < deadline) {
    }
    return false;
  };
  return control;
}

TEST_F(PartialAnswerTest, WhatTimeHasCutIsFinishedInTheRestOfIt) {
  const CallControl unbounded;
  int asked = 0;
  const Result<Matched> matched =
      Answer(BookBeforeChip(), PositionBudget::kTokens, EndsAtPoll(5, &asked),
             &unbounded);
  ASSERT_TRUE(matched.ok()) << matched.status().ToString();
  EXPECT_GE(asked, 5);
  EXPECT_EQ(matched->cut, PartialReason::kComplete);
  EXPECT_EQ(matched->total, whole_.total);
  Check(*matched);
}

TEST_F(PartialAnswerTest, WhenThatEndsTooItHoldsWhatIsComplete) {
  int asked = 0;
  int asked_again = 0;
  const CallControl control = EndsAtPoll(5, &asked);
  // Each 64th word read polls; a part has 256 articles.
  const CallControl rest = EndsAtPoll(20, &asked_again);
  const Result<Matched> matched =
      Answer(BookBeforeChip(), PositionBudget::kTokens, control, &rest);
  if (!matched.ok()) {  // on a machine that is busy otherwise
    EXPECT_EQ(matched.status().code(), StatusCode::kDeadlineExceeded);
    return;
  }
  EXPECT_EQ(matched->cut, PartialReason::kTime);
  EXPECT_GT(matched->searched, 0U);
  EXPECT_LT(matched->searched, 2'100U);
  Check(*matched);
}

TEST_F(PartialAnswerTest, NobodyIsToldWhoLeft) {
  const CallControl unbounded;
  int asked = 0;
  CallControl control;
  control.cancelled = [&asked] { return ++asked > 3; };
  EXPECT_EQ(
      Answer(BookBeforeChip(), PositionBudget::kTokens, control, &unbounded)
          .status()
          .code(),
      StatusCode::kCancelled);
}

}  // namespace
}  // namespace vigie::match
