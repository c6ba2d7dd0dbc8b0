// The order of hits: coverage, order of words, salience, age, ties.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using testing::ElementsAre;

std::vector<std::string> Ranked(const Snapshot& snapshot,
                                const SearchRequest& request) {
  std::vector<std::string> ids;
  const auto result = snapshot.Search(request);
  EXPECT_TRUE(result.ok()) << result.status().ToString();
  if (!result.ok()) return ids;
  for (size_t i = 0; i < result->hits.size(); ++i) {
    ids.push_back(result->hits[i].article.id);
    if (i == 0) continue;
    EXPECT_GE(result->hits[i - 1].score, result->hits[i].score);
  }
  return ids;
}

SearchRequest Any(const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.options.default_operator = QueryOptions::Operator::kOr;
  return request;
}

class RankingTest : public testing::Test {
 protected:
  std::shared_ptr<const Snapshot> Index(const std::vector<Article>& articles) {
    std::vector<Article> all = articles;
    for (int i = 0; i < 12; ++i) {
      all.push_back(MakeArticle("filler-" + std::to_string(i), "",
                                "Il pleut sur la ville ce matin encore."));
    }
    WriteArticles(directory_.path(), all);
    return OpenIndexAt(directory_.path());
  }
  TemporaryDirectory directory_;
};

TEST_F(RankingTest, PrefersWordsSideBySideAndInOrder) {
  const auto snapshot = Index(
      {MakeArticle("apart", "", "Le budget des armées, dit-on, et la défense."),
       MakeArticle("beside", "", "Le budget défense, dit-on, et des armées.")});
  SearchRequest request;
  request.query = "budget défense";
  EXPECT_THAT(Ranked(*snapshot, request), ElementsAre("beside", "apart"));
}

TEST_F(RankingTest, PrefersArticlesThatAnswerMoreOfTheQuery) {
  const auto snapshot = Index(
      {MakeArticle("one", "", "Budget, budget et budget dans la rue du port."),
       MakeArticle("two", "",
                   "Budget et défense dans la rue qui va au port.")});
  EXPECT_THAT(Ranked(*snapshot, Any("budget défense")),
              ElementsAre("two", "one"));
}

TEST_F(RankingTest, LeavesTheSecondStageOutWhenAsked) {
  const auto snapshot = Index(
      {MakeArticle("apart", "", "Le budget des armées, dit-on, et la défense.",
                   "", "2020-01-01"),
       MakeArticle("beside", "", "Le budget défense, dit-on, et des armées.",
                   "", "2020-01-01")});
  SearchRequest request;
  request.query = "budget défense";
  const auto full = snapshot->Search(request);
  request.sort = SortOrder::kBm25;
  const auto first = snapshot->Search(request);
  ASSERT_TRUE(full.ok() && first.ok());
  ASSERT_EQ(first->hits.size(), 2U);
  ASSERT_EQ(full->hits.size(), 2U);
  EXPECT_GT(full->hits[0].score, first->hits[0].score);
  EXPECT_GE(first->hits[0].score, first->hits[1].score);
  request.freshness_half_life_days = 1;
  const auto aged = snapshot->Search(request);
  ASSERT_TRUE(aged.ok());
  EXPECT_LT(aged->hits[0].score, first->hits[0].score);
}

TEST_F(RankingTest, HalvesTheScoreWithEachHalfLife) {
  const auto snapshot = Index(
      {MakeArticle("old", "", "Le budget de la ville.", "", "2001-01-01"),
       MakeArticle("undated", "", "Le budget de la ville.", "", ""),
       MakeArticle("future", "", "Le budget de la ville.", "", "9998-01-01")});
  SearchRequest request;
  request.query = "budget";
  request.passages_per_hit = 0;
  EXPECT_THAT(Ranked(*snapshot, request),
              ElementsAre("future", "old", "undated"));
  request.freshness_half_life_days = 365;
  EXPECT_THAT(Ranked(*snapshot, request),
              ElementsAre("future", "undated", "old"));
}

TEST_F(RankingTest, RefusesAHalfLifeThatIsNone) {
  const auto snapshot = Index({});
  for (const double days :
       {-1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    SearchRequest request;
    request.query = "ville";
    request.freshness_half_life_days = days;
    EXPECT_EQ(snapshot->Search(request).status().code(),
              StatusCode::kInvalidArgument);
  }
}

TEST_F(RankingTest, EndsTiesOnTheIdAndPagesAsOneList) {
  std::vector<Article> articles;
  for (int i = 0; i < 70; ++i) {
    articles.push_back(MakeArticle("same-" + std::to_string(100 + i), "",
                                   "Le budget de la défense."));
  }
  const auto snapshot = Index(articles);
  SearchRequest request;
  request.query = "budget défense";
  request.page_size = 200;
  const std::vector<std::string> all = Ranked(*snapshot, request);
  ASSERT_EQ(all.size(), 70U);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  request.page_size = 30;
  std::vector<std::string> paged;
  do {
    const auto page = snapshot->Search(request);
    ASSERT_TRUE(page.ok());
    for (const Hit& hit : page->hits) paged.push_back(hit.article.id);
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  EXPECT_EQ(paged, all);
}

TEST_F(RankingTest, PrefersArticlesAboutAnEntity) {
  std::string passing;
  for (int i = 0; i < 4; ++i) {
    passing += "Il pleut sur la ville ce matin encore et encore et encore. ";
  }
  const auto snapshot =
      Index({MakeArticle("passing", "", passing + passing + "Broadcom aussi."),
             MakeArticle("subject", "",
                         "Broadcom avance. " + passing + passing + "Oui.")});
  SearchRequest request;
  request.query = "entity:\"Broadcom\"";
  EXPECT_THAT(Ranked(*snapshot, request), ElementsAre("subject", "passing"));
}

TEST_F(RankingTest, ANameIsNoRarerThanItsWordWhereItIsNotRecognised) {
  std::vector<Article> articles = {
      MakeArticle("operator", "", "L’opérateur Orange ouvre son forfait."),
      MakeArticle("rain", "", "Une pluie orange tombe sur le grand port.")};
  for (int i = 0; i < 9; ++i) {
    articles.push_back(MakeArticle("peel-" + std::to_string(i), "",
                                   "Une écorce orange tombe sur le port."));
  }
  const auto snapshot = Index(articles);
  EXPECT_EQ(Ranked(*snapshot, Any("pluie orange")).front(), "rain");
}

}  // namespace
}  // namespace vigie
