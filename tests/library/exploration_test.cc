// Explorations against what a reader of every article would count.
#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

constexpr char kOpenAi[] = "org/openai";

// Articles of two sources about OpenAI, Microsoft and grapes, with an hour, a
// day alone, or nothing.
std::vector<Article> Articles() {
  const std::string deal =
      "Microsoft et OpenAI ont signé un accord à Paris. La firme d’OpenAI y "
      "gagne des puces et des serveurs pour dix années entières.";
  std::vector<Article> articles = {
      MakeArticle("a1", "Accord", deal, "Le Courrier", "2026-03-14T18:05"),
      MakeArticle("a2", "Accord bis", deal, "La Gazette", "2026-03-14T18:50"),
      MakeArticle("a3", "Puces",
                  "Microsoft achète des puces. L’accord avec OpenAI tient.",
                  "Le Courrier", "2026-03-16"),
      MakeArticle("a4", "Vendange", "Le raisin mûrit à Bordeaux cette année.",
                  "La Gazette", "2026-03-15"),
      MakeArticle("a5", "Vigne", "Bordeaux vend son raisin sans accord.",
                  "La Gazette", "2026-05-02T09:00"),
      MakeArticle("a6", "Récolte", "Le raisin de Bordeaux se vend mal.", "",
                  ""),
      MakeArticle("a7", "Serveurs",
                  "OpenAI loue des serveurs à Microsoft pour un accord.",
                  "La Gazette", ""),
  };
  return articles;
}

class ExplorationTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WriteArticles(directory_->path(), Articles());
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  static uint32_t Hits(const std::string& query) {
    SearchRequest request;
    request.query = query;
    return snapshot_->Search(request)->total_hits;
  }
  static TimelineResult Timeline(const TimelineRequest& request) {
    const Result<TimelineResult> result = snapshot_->Timeline(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    return result.ok() ? *result : TimelineResult();
  }
  static StatusCode CodeOf(const TimelineRequest& request) {
    return snapshot_->Timeline(request).status().code();
  }
  static std::vector<std::string> Texts(const SuggestRequest& request) {
    const Result<SuggestResult> result = snapshot_->Suggest(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    std::vector<std::string> texts;
    for (const Suggestion& suggestion : result->suggestions) {
      texts.push_back(suggestion.text);
    }
    return texts;
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};
TemporaryDirectory* ExplorationTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> ExplorationTest::snapshot_;

TEST_F(ExplorationTest, TimelinesPlaceEveryHitOnceAndLeaveNoGap) {
  for (const TimelineStep step :
       {TimelineStep::kHour, TimelineStep::kDay, TimelineStep::kWeek,
        TimelineStep::kMonth, TimelineStep::kYear}) {
    for (const char* query : {"", "accord", "raisin", "OpenAI", "absent"}) {
      TimelineRequest request;
      request.query = query;
      request.step = step;
      const TimelineResult result = Timeline(request);
      uint32_t placed = result.undated + result.without_hour + result.outside;
      for (size_t i = 0; i < result.buckets.size(); ++i) {
        const TimelineBucket& bucket = result.buckets[i];
        placed += bucket.articles;
        EXPECT_LT(bucket.begin, bucket.end);
        EXPECT_GE(bucket.total, bucket.articles);
        EXPECT_EQ(bucket.share.has_value(), bucket.total > 0);
        if (i > 0) {
          EXPECT_EQ(bucket.begin, result.buckets[i - 1].end);
        }
      }
      EXPECT_EQ(placed, result.total_hits) << query;
      EXPECT_EQ(result.total_hits, Hits(query)) << query;
      EXPECT_EQ(result.without_hour > 0, step == TimelineStep::kHour &&
                                             result.total_hits > 0 &&
                                             std::string(query) != "absent");
    }
  }
}

TEST_F(ExplorationTest, TimelinesCountDaysOfParisWithTheirShare) {
  TimelineRequest request;
  request.query = "accord";
  request.step = TimelineStep::kMonth;
  const TimelineResult months = Timeline(request);
  ASSERT_EQ(months.buckets.size(), 3U);
  EXPECT_EQ(months.buckets[0].label, "2026-03");
  EXPECT_EQ(months.buckets[0].articles, 3U);
  EXPECT_EQ(months.buckets[0].total, 4U);
  EXPECT_DOUBLE_EQ(*months.buckets[0].share, 0.75);
  EXPECT_TRUE(months.buckets[0].complete);
  EXPECT_EQ(months.buckets[1].articles, 0U);
  EXPECT_FALSE(months.buckets[1].share.has_value());
  EXPECT_EQ(months.buckets[2].label, "2026-05");
  EXPECT_FALSE(months.buckets[2].complete);
  EXPECT_EQ(months.undated, 1U);
}

TEST_F(ExplorationTest, TimelinesHoldHitsAgainstTheirSourcesAlone) {
  TimelineRequest request;
  request.step = TimelineStep::kYear;
  request.query = "accord source:\"La Gazette\"";
  EXPECT_EQ(Timeline(request).buckets.at(0).total, 3U);
  request.query = "accord";
  request.selections = {
      {{FacetDimension::kSource},
       FacetSelection::Mode::kOr,
       {"La Gazette"},
       {}},
      {{FacetDimension::kMonth}, FacetSelection::Mode::kOr, {"2026-05"}, {}}};
  const TimelineResult chosen = Timeline(request);
  EXPECT_EQ(chosen.buckets.at(0).articles, 1U);
  EXPECT_EQ(chosen.buckets.at(0).total, 3U);
  request.selections.clear();
  EXPECT_EQ(Timeline(request).buckets.at(0).total, 5U);
}

TEST_F(ExplorationTest, TimelinesCountMentionsAndSeries) {
  TimelineRequest request;
  request.query = "OpenAI";
  request.step = TimelineStep::kDay;
  request.mentions = true;
  request.series = {{kOpenAi, ""},
                    {kOpenAi, "OpenAI"},
                    {kOpenAi, "openai"},
                    {"org/unknown", ""}};
  const TimelineResult result = Timeline(request);
  ASSERT_EQ(result.buckets.size(), 3U);
  EXPECT_EQ(result.buckets[0].mentions, 4U);
  EXPECT_EQ(result.buckets[1].mentions, 0U);
  EXPECT_EQ(result.buckets[2].mentions, 1U);
  ASSERT_EQ(result.series.size(), 4U);
  EXPECT_EQ(result.series[0].label, "OpenAI");
  EXPECT_EQ(result.series[0].points[0].mentions, 4U);
  EXPECT_EQ(result.series[0].points[0].articles, 2U);
  EXPECT_EQ(result.series[1].points[0].mentions, 4U);
  EXPECT_EQ(result.series[2].points[0].mentions, 0U);
  EXPECT_EQ(result.series[3].points[0].articles, 0U);
}

TEST_F(ExplorationTest, TimelinesKeepToTheirBounds) {
  TimelineRequest request;
  request.query = "accord";
  request.begin = ParsePublicationTime("2026-03-15T12:00")->unix_seconds;
  request.end = ParsePublicationTime("2026-03-18T00:00")->unix_seconds;
  const TimelineResult result = Timeline(request);
  ASSERT_EQ(result.buckets.size(), 3U);
  EXPECT_EQ(result.buckets[0].label, "2026-03-15");
  EXPECT_FALSE(result.buckets[0].complete);
  EXPECT_TRUE(result.buckets[1].complete);
  EXPECT_EQ(result.buckets[1].articles, 1U);
  EXPECT_EQ(result.outside, 3U);
}

TEST_F(ExplorationTest, TimelinesRefuseWhatTheyCannotShow) {
  TimelineRequest request;
  request.step = TimelineStep::kHour;
  request.begin = 0;
  EXPECT_EQ(CodeOf(request), StatusCode::kInvalidArgument);
  request.end = 0;
  EXPECT_EQ(CodeOf(request), StatusCode::kInvalidArgument);
  request.begin = INT64_MIN;
  EXPECT_EQ(CodeOf(request), StatusCode::kInvalidArgument);
  request = TimelineRequest();
  request.series.resize(21);
  EXPECT_EQ(CodeOf(request), StatusCode::kInvalidArgument);
  request = TimelineRequest();
  request.control.cancelled = [] { return true; };
  EXPECT_EQ(CodeOf(request), StatusCode::kCancelled);
}

TEST_F(ExplorationTest, RelatedEntitiesAreCountedAgainstTheIndex) {
  RelatedRequest request;
  request.query = "entity:\"org/openai\"";
  request.limit = 100;
  const Result<RelatedResult> result = snapshot_->Related(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  EXPECT_EQ(result->total_hits, 4U);
  EXPECT_EQ(result->total_articles, 7U);
  std::map<std::string, RelatedEntity> by_id;
  for (const RelatedEntity& entity : result->entities) {
    by_id[entity.entity_id] = entity;
    EXPECT_GT(entity.articles, entity.expected);
    for (const EvidenceSentence& sentence : entity.evidence) {
      EXPECT_FALSE(sentence.entity.empty());
      const Result<Article> article =
          snapshot_->GetArticle(sentence.article.id);
      const std::string& field =
          sentence.field == Field::kTitle ? article->title : article->text;
      EXPECT_EQ(field.substr(sentence.sentence.range.begin,
                             sentence.sentence.range.size()),
                sentence.sentence.text);
    }
  }
  EXPECT_EQ(by_id.count(kOpenAi), 0U);
  ASSERT_EQ(by_id.count("org/microsoft"), 1U);
  const RelatedEntity& microsoft = by_id["org/microsoft"];
  EXPECT_EQ(microsoft.articles, 4U);
  EXPECT_EQ(microsoft.background, 4U);
  EXPECT_DOUBLE_EQ(microsoft.expected, 16.0 / 7);
  // All 4 hits and none of the 3 other articles: G² = 2 (4 ln 7/4 + 3 ln 7/3).
  EXPECT_NEAR(microsoft.score,
              2 * (4 * std::log(7.0 / 4) + 3 * std::log(7.0 / 3)), 1e-9);
  ASSERT_EQ(microsoft.evidence.size(), 1U);
  EXPECT_FALSE(microsoft.evidence[0].matches.empty());
}

TEST_F(ExplorationTest, RelatedEntitiesNarrowByTypeAndNeverExceedLimits) {
  RelatedRequest request;
  request.query = "raisin";
  request.measure = Association::kNpmi;
  request.types = {EntityType::kPlace};
  request.evidence = 0;
  const Result<RelatedResult> places = snapshot_->Related(request);
  ASSERT_TRUE(places.ok());
  ASSERT_EQ(places->entities.size(), 1U);
  EXPECT_DOUBLE_EQ(places->entities[0].score, 1);  // always and only together
  EXPECT_THAT(places->entities[0].evidence, IsEmpty());
  request.types = {EntityType::kPerson};
  EXPECT_THAT(snapshot_->Related(request)->entities, IsEmpty());
  request.query = "";
  request.types.clear();
  EXPECT_THAT(snapshot_->Related(request)->entities, IsEmpty());
}

TEST_F(ExplorationTest, ComparisonsCountAsFacetsDo) {
  CompareRequest request;
  request.first.query = "puces";
  request.second.query = "raisin OU accord";
  request.by = {{FacetDimension::kEntity}, {FacetDimension::kSource}};
  request.limit = 100;
  const Result<CompareResult> result = snapshot_->Compare(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  EXPECT_EQ(result->first_hits, Hits("puces"));
  EXPECT_EQ(result->second_hits, Hits("raisin OU accord"));
  EXPECT_EQ(result->both, Hits("puces ET (raisin OU accord)"));
  for (const Comparison& comparison : result->comparisons) {
    for (const auto* side : {&comparison.first, &comparison.second}) {
      for (const ComparedValue& value : *side) {
        SearchRequest clicked;
        clicked.selections = {
            {comparison.key, FacetSelection::Mode::kOr, {value.value}, {}}};
        clicked.query = request.first.query;
        EXPECT_EQ(snapshot_->Search(clicked)->total_hits, value.first);
        clicked.query = request.second.query;
        EXPECT_EQ(snapshot_->Search(clicked)->total_hits, value.second);
        EXPECT_EQ(value.score > 0, side == &comparison.first);
      }
    }
  }
  request.by.clear();
  EXPECT_EQ(snapshot_->Compare(request).status().code(),
            StatusCode::kInvalidArgument);
  request.by = {FacetKey()};
  EXPECT_EQ(snapshot_->Compare(request).status().code(),
            StatusCode::kInvalidArgument);
}

TEST_F(ExplorationTest, SimilarArticlesLeaveOutTheArticleAndFlagCopies) {
  SimilarRequest request;
  request.article_id = "a1";
  const Result<SimilarResult> result = snapshot_->Similar(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  ASSERT_FALSE(result->articles.empty());
  EXPECT_EQ(result->articles[0].article.id, "a2");
  EXPECT_TRUE(result->articles[0].near_duplicate);
  EXPECT_DOUBLE_EQ(result->articles[0].resemblance, 1);
  double before = 1;
  for (const SimilarArticle& similar : result->articles) {
    EXPECT_NE(similar.article.id, "a1");
    EXPECT_FALSE(similar.shared.empty());
    EXPECT_LE(similar.score, before);
    before = similar.score;
    EXPECT_EQ(similar.near_duplicate, similar.article.id == "a2");
  }
  request.selections = {{{FacetDimension::kSource},
                         FacetSelection::Mode::kOr,
                         {"Le Courrier"},
                         {}}};
  const Result<SimilarResult> chosen = snapshot_->Similar(request);
  ASSERT_TRUE(chosen.ok());
  for (const SimilarArticle& similar : chosen->articles) {
    EXPECT_EQ(similar.article.source, "Le Courrier");
  }
  request.article_id = "absent";
  EXPECT_EQ(snapshot_->Similar(request).status().code(), StatusCode::kNotFound);
}

TEST_F(ExplorationTest, SuggestionsKnowNamesSourcesAndWords) {
  SuggestRequest request;
  request.words = false;
  request.text = "opena";
  EXPECT_THAT(Texts(request), ElementsAre("OpenAI"));
  request.text = "d'Opena";
  EXPECT_THAT(Texts(request), ElementsAre("OpenAI"));
  request.text = "gaz";
  EXPECT_THAT(Texts(request), ElementsAre("La Gazette"));
  request.text = "la gaz";
  EXPECT_THAT(Texts(request), ElementsAre("La Gazette"));
  request.text = "LÀ GAZ";
  EXPECT_THAT(Texts(request), ElementsAre("La Gazette"));
  request.types = {EntityType::kPerson};
  request.text = "opena";
  EXPECT_THAT(Texts(request), IsEmpty());
  request = SuggestRequest();
  request.text = "rais";
  EXPECT_THAT(Texts(request), Contains("raisin"));
  request.text = "";
  EXPECT_THAT(Texts(request), IsEmpty());
  request.text = std::string(201, 'a');
  EXPECT_EQ(snapshot_->Suggest(request).status().code(),
            StatusCode::kInvalidArgument);
}

TEST_F(ExplorationTest, SuggestionsAskForTheArticlesThatTheyCount) {
  for (const char* text : {"o", "m", "bord", "cour", "gaz", "acc", "puc"}) {
    SuggestRequest request;
    request.text = text;
    const Result<SuggestResult> result = snapshot_->Suggest(request);
    ASSERT_TRUE(result.ok());
    for (const Suggestion& suggestion : result->suggestions) {
      if (suggestion.kind == Suggestion::Kind::kWord) continue;
      EXPECT_EQ(Hits(suggestion.query), suggestion.articles)
          << suggestion.query;
    }
  }
}

TEST_F(ExplorationTest, FacetsTellHowEntitiesAreWritten) {
  FacetsRequest request;
  request.query = "accord";
  request.facets = {{{FacetDimension::kEntity}, 50, "", 50}};
  const Result<FacetsResult> result = snapshot_->ListFacets(request);
  ASSERT_TRUE(result.ok());
  for (const FacetValue& value : result->facets[0].values) {
    uint32_t mentions = 0;
    for (const FacetSurface& surface : value.surfaces) {
      mentions += surface.mentions;
      EXPECT_LE(surface.articles, value.articles);
    }
    EXPECT_EQ(mentions, value.mentions) << value.value;
  }
}

}  // namespace
}  // namespace vigie
