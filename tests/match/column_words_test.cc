// The token column against the analysed text, on the sample articles.
#include "match/column_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "match/evidence.h"
#include "match/prefix.h"
#include "tests/match/located_evidence.h"
#include "tests/match/memory_segment.h"
#include "tests/match/plans.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

class ColumnWordsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto segment = std::make_shared<MemorySegment>();
    std::ifstream in(VIGIE_SOURCE_DIR "/samples/presse.jsonl");
    std::set<std::string> forms;
    for (std::string line; std::getline(in, line);) {
      const auto json = nlohmann::json::parse(line);
      MemoryDocument document;
      document.article.id = json.at("id");
      document.article.title = json.at("title");
      document.article.text = json.at("text");
      for (const std::string& text :
           {document.article.title, document.article.text}) {
        for (const analysis::Token& token : analysis::Analyze(text).tokens) {
          forms.insert(token.form);
          words_.push_back(text.substr(token.range.begin, token.range.size()));
        }
      }
      segment->documents.push_back(document);
    }
    ASSERT_GT(words_.size(), 1'000U);
    segment->Seal();
    segment_ = segment;
    catalog_ = std::make_unique<Catalog>(Segments{segment_}, nullptr);
    forms_.assign(forms.begin(), forms.end());
  }
  static void TearDownTestSuite() {
    catalog_.reset();
    segment_.reset();
  }

  static PlanNode Leaf(std::mt19937* random) {
    const auto below = [random](size_t n) { return (*random)() % n; };
    PlanNode node;
    switch (below(5)) {
      case 0: {
        const std::string& form = forms_[below(forms_.size())];
        node = PrefixOf(form.substr(0, 2 + below(4)));
        break;
      }
      case 1:
        node = NamedOf(words_[below(words_.size())]);
        break;
      case 2: {  // words that follow one another, the last perhaps cut
        const size_t at = below(words_.size() - 3);
        node = Words(words_[at] + " " + words_[at + 1], below(4) == 0);
        break;
      }
      default:
        node = Words(words_[below(words_.size())], below(4) == 0);
    }
    if (below(3) == 0) node.zone = static_cast<query::Zone>(1 + below(5));
    return node;
  }

  // Makes a wide kOr of it, or of its first child.
  static void Widen(std::mt19937* random, PlanNode* node) {
    PlanNode* any_of = node;
    if (node->kind != NodeKind::kOr) {
      any_of = &node->children.front();
      *any_of = Joined(NodeKind::kOr, {Leaf(random)});
    }
    for (int i = 0; i < 70; ++i) any_of->children.push_back(Leaf(random));
  }

  static PlanNode Plan(std::mt19937* random) {
    constexpr NodeKind kKinds[] = {NodeKind::kOr,           NodeKind::kNear,
                                   NodeKind::kSameSentence, NodeKind::kOr,
                                   NodeKind::kAtLeast,      NodeKind::kFirst};
    PlanNode node = MakePlanNode(kKinds[(*random)() % 6]);
    const bool unary =
        node.kind == NodeKind::kAtLeast || node.kind == NodeKind::kFirst;
    for (int i = 0; i < (unary ? 1 : 3); ++i) {
      node.children.push_back(Leaf(random));
    }
    if ((*random)() % 3 == 0) Widen(random, &node);
    if (node.kind == NodeKind::kNear) node.children.pop_back();
    node.distance = (*random)() % 30;
    node.ordered = (*random)() % 2 == 0;
    node.count = node.kind == NodeKind::kFirst ? 40 : 2;
    node.alternatives = node.kind == NodeKind::kOr && (*random)() % 2 == 0;
    return node;
  }

  // As the executor expands them, without a limit.
  static void Expand(const PlanNode& plan, PrefixWords* prefixes) {
    if (plan.kind == NodeKind::kPrefix) {
      std::vector<std::string>& words = (*prefixes)[PrefixKey(plan)];
      words.clear();
      std::copy_if(forms_.begin(), forms_.end(), std::back_inserter(words),
                   [&plan](const std::string& form) {
                     return StartsWithLetters(form, PrefixLetters(plan.value));
                   });
    }
    for (const PlanNode& child : plan.children) Expand(child, prefixes);
  }

  static std::shared_ptr<const MemorySegment> segment_;
  static std::unique_ptr<Catalog> catalog_;
  static std::vector<std::string> words_;  // as they stand, in order
  static std::vector<std::string> forms_;  // distinct
};
std::shared_ptr<const MemorySegment> ColumnWordsTest::segment_;
std::unique_ptr<Catalog> ColumnWordsTest::catalog_;
std::vector<std::string> ColumnWordsTest::words_;
std::vector<std::string> ColumnWordsTest::forms_;

TEST_F(ColumnWordsTest, AgreeWithTheAnalysedTextOnRealArticles) {
  std::mt19937 random(3);
  size_t rows = 0;
  for (int round = 0; round < 600; ++round) {
    const PlanNode plan = Plan(&random);
    PrefixWords prefixes;
    Expand(plan, &prefixes);
    const EvidenceFinder finder(plan, *catalog_, &prefixes);
    const EvidenceFinder by_letters(plan, *catalog_);
    EvidenceFinder::InColumn column(finder);
    for (uint32_t doc = 0; doc < segment_->size(); ++doc) {
      ArticleText text(*segment_, doc);
      const auto shown = finder.Find({0, doc}, &text);
      const auto lettered = by_letters.Find({0, doc}, &text);
      const auto counted = column.Find({0, doc}, &text);
      const auto located = FindLocated(&column, {0, doc}, &text);
      ASSERT_TRUE(shown.ok() && lettered.ok() && counted.ok() && located.ok());
      EXPECT_EQ(counted->matches, shown->matches) << "round " << round;
      EXPECT_EQ(counted->found.size(), shown->found.size())
          << "round " << round << " article " << doc;
      EXPECT_EQ(lettered->found.size(), shown->found.size())
          << "round " << round << " article " << doc;
      EXPECT_EQ(RangesOf(*located), RangesOf(*shown)) << "round " << round;
      rows += shown->found.size();
    }
  }
  EXPECT_GT(rows, 1'000U);
}

TEST_F(ColumnWordsTest, SpendTheBudgetOnWhatTheyDecode) {
  const PlanNode plan = Words("le gouvernement");
  const PlanEvaluator evaluator(plan, *catalog_);
  const PlanWords words(evaluator.root(), {});
  const CallControl control;
  CallPoll poll(control);
  PositionBudget budget(&poll, 2 * PositionBudget::kArticleCost);
  ColumnWords column(words, *catalog_, &budget, true);
  EXPECT_THROW(
      {
        for (uint32_t doc = 0; doc < segment_->size(); ++doc) {
          column.MoveTo({0, doc});
        }
      },
      Stopped);
}

}  // namespace
}  // namespace vigie::match
