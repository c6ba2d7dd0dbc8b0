// The completeness report of an entity.
#include "vigie/completeness.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

class CompletenessTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WriteArticles(
        directory_->path(),
        {MakeArticle("a", "Un", "L’opérateur Orange recrute.", "",
                     "2026-03-01"),
         MakeArticle("b", "Deux", "Vigilance orange aux orages. Une orange.",
                     "", "2026-03-02"),
         MakeArticle("c", "Trois", "Le prix d’Orange est connu.", "",
                     "2026-03-03"),
         MakeArticle("d", "Quatre", "Microsofft recrute, Microsoft aussi.", "",
                     "2026-03-04")});
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }
  static CompletenessReport Report(const CompletenessRequest& request) {
    const Result<CompletenessReport> report =
        snapshot_->ReportCompleteness(request);
    EXPECT_TRUE(report.ok()) << report.status().ToString();
    return report.ok() ? *report : CompletenessReport();
  }
  static CompletenessRequest Of(const std::string& entity) {
    CompletenessRequest request;
    request.entity = entity;
    return request;
  }
  // "article rule surface".
  static std::vector<std::string> Rejected(const CompletenessReport& report) {
    std::vector<std::string> shown;
    for (const RejectedCandidate& one : report.rejected) {
      shown.push_back(one.article.id + " " +
                      std::string(RejectionRuleName(one.rule)) + " " +
                      one.surface);
    }
    return shown;
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};
TemporaryDirectory* CompletenessTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> CompletenessTest::snapshot_;

TEST_F(CompletenessTest, TellsWhatCountsAndWhatNearlyDid) {
  const CompletenessReport report = Report(Of("org/orange"));
  EXPECT_EQ(report.entity_id, "org/orange");
  EXPECT_EQ(report.mentions, 1U);
  EXPECT_EQ(report.articles, 1U);
  EXPECT_EQ(Rejected(report),
            (std::vector<std::string>{"c score_below_min Orange",
                                      "b writing orange", "b writing orange"}));
  EXPECT_EQ(report.total_rejected, 3U);
  EXPECT_EQ(report.articles_read, 3U);
  EXPECT_TRUE(report.all_read);
  ASSERT_FALSE(report.rejected.empty());
  EXPECT_EQ(report.rejected[0].sentence.text, "Le prix d’Orange est connu.");
}

TEST_F(CompletenessTest, IsRestrictedByAQuery) {
  CompletenessRequest request = Of("org/orange");
  request.query = "vigilance";
  const CompletenessReport report = Report(request);
  EXPECT_EQ(report.mentions, 0U);
  EXPECT_EQ(report.total_rejected, 2U);
}

TEST_F(CompletenessTest, SaysAtLeastWhereNotEveryArticleIsRead) {
  CompletenessRequest request = Of("Orange");
  request.most_articles = 1;
  const CompletenessReport report = Report(request);
  EXPECT_EQ(report.entity_id, "org/orange");
  EXPECT_EQ(report.articles_read, 1U);
  EXPECT_FALSE(report.all_read);
  EXPECT_EQ(report.total_rejected, 1U);
}

TEST_F(CompletenessTest, CutsItsListsAndCountsOn) {
  CompletenessRequest request = Of("org/orange");
  request.page_size = 1;
  const CompletenessReport report = Report(request);
  EXPECT_EQ(report.rejected.size(), 1U);
  EXPECT_EQ(report.total_rejected, 3U);
}

TEST_F(CompletenessTest, FindsSpellings) {
  const CompletenessReport report = Report(Of("org/microsoft"));
  EXPECT_EQ(report.mentions, 1U);
  bool found = false;
  for (const SpellingVariant& variant : report.variants) {
    if (variant.word != "microsofft") continue;
    found = true;
    EXPECT_EQ(variant.name, "Microsoft");
    EXPECT_EQ(variant.distance, 1U);
    EXPECT_EQ(variant.articles, 1U);
  }
  EXPECT_TRUE(found);
}

TEST_F(CompletenessTest, OfAnUnknownEntityIsNotFound) {
  const auto report = snapshot_->ReportCompleteness(Of("org/personne"));
  EXPECT_EQ(report.status().code(), StatusCode::kNotFound);
  EXPECT_EQ(report.status().reason(), "ENTITY_NOT_FOUND");
}

TEST_F(CompletenessTest, EndsAtItsDeadline) {
  CompletenessRequest request = Of("org/orange");
  request.control.cancelled = [] { return true; };
  const auto report = snapshot_->ReportCompleteness(request);
  EXPECT_EQ(report.status().code(), StatusCode::kCancelled);
}

}  // namespace
}  // namespace vigie
