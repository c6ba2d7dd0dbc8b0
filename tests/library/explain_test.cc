// Explain: the score of Search, part by part.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class ExplainTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory;
    WritePressReview(directory_->path());
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  static ExplainResult Explain(const std::string& query,
                               const std::string& article,
                               double half_life = 0) {
    ExplainRequest request;
    request.query = query;
    request.article_id = article;
    request.freshness_half_life_days = half_life;
    const auto result = snapshot_->Explain(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    return result.ok() ? *result : ExplainResult();
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};

TemporaryDirectory* ExplainTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> ExplainTest::snapshot_;

TEST_F(ExplainTest, SumsUpToTheScoreOfSearch) {
  for (const std::string query :
       {"puce", "puces Broadcom", "accord OU contrat", "\"un accord\" Paris",
        "entity:\"OpenAI\" puce", "puces -Paris", "contrat source:\"Le Monde\"",
        "puc*", "acord Paris", ""}) {
    for (const double half_life : {0.0, 30.0}) {
      SearchRequest request;
      request.query = query;
      request.page_size = 200;
      request.passages_per_hit = 0;
      request.freshness_half_life_days = half_life;
      const auto found = snapshot_->Search(request);
      ASSERT_TRUE(found.ok());
      EXPECT_GT(found->hits.size(), 0U) << query;
      for (size_t i = 0; i < found->hits.size(); i += 9) {
        const Hit& hit = found->hits[i];
        const ExplainResult explained =
            Explain(query, hit.article.id, half_life);
        EXPECT_TRUE(explained.matches) << query;
        EXPECT_NEAR(explained.score, hit.score, 1e-6) << query;
        double sum = 0;
        for (const ExplainClause& clause : explained.clauses) {
          sum += clause.weight;
        }
        for (const ExplainPart& part : explained.parts) sum += part.weight;
        EXPECT_NEAR(sum, explained.score, 1e-6) << query;
      }
    }
  }
}

TEST_F(ExplainTest, ShowsWhatMatchedWhere) {
  SearchRequest request;
  request.query = "puces";
  const auto found = snapshot_->Search(request);
  ASSERT_TRUE(found.ok() && !found->hits.empty());
  const std::string id = found->hits.front().article.id;
  const ExplainResult explained = Explain("puces Broadcom", id);
  ASSERT_THAT(explained.clauses, SizeIs(2));
  const ExplainClause& clause = explained.clauses.front();
  EXPECT_TRUE(clause.matches);
  EXPECT_EQ(clause.clause, "puces");
  EXPECT_EQ(clause.reading, "stem puce");
  const auto article = snapshot_->GetArticle(id);
  ASSERT_TRUE(article.ok());
  ASSERT_FALSE(clause.found.empty());
  for (const ExplainMatch& match : clause.found) {
    const std::string& field =
        match.field == Field::kTitle ? article->title : article->text;
    EXPECT_EQ(field.substr(match.range.begin, match.range.size()),
              match.surface);
  }
  EXPECT_THAT(clause.message, HasSubstr("« puces »"));
  EXPECT_THAT(clause.message_en, HasSubstr("found"));
  EXPECT_THAT(explained.clauses[1].reading, HasSubstr("org/broadcom"));
}

TEST_F(ExplainTest, SaysWhichClauseAnArticleFails) {
  const ExplainResult explained = Explain("accord zzyzxqq", "article-0");
  EXPECT_FALSE(explained.matches);
  EXPECT_EQ(explained.score, 0);
  ASSERT_THAT(explained.clauses, SizeIs(2));
  EXPECT_FALSE(explained.clauses[1].matches);
  EXPECT_EQ(explained.clauses[1].weight, 0);
  EXPECT_THAT(explained.clauses[1].message, HasSubstr("absente"));
}

TEST_F(ExplainTest, RefusesUnknownArticlesAndBadRequests) {
  ExplainRequest request;
  request.query = "puce";
  request.article_id = "no-such-article";
  EXPECT_EQ(snapshot_->Explain(request).status().code(), StatusCode::kNotFound);
  request.article_id = "article-0";
  request.freshness_half_life_days = -1;
  EXPECT_EQ(snapshot_->Explain(request).status().code(),
            StatusCode::kInvalidArgument);
  request.freshness_half_life_days = 0;
  request.query = "(puce";
  request.options.strict = true;
  EXPECT_EQ(snapshot_->Explain(request).status().code(),
            StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace vigie
