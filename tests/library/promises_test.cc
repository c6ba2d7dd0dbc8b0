// What the README promises of every answer, checked on many queries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

const char* const kQueries[] = {"",
                                "Broadcom",
                                "puces",
                                "\"livre des puces\"",
                                "titre:accord",
                                "titre:\"signe un contrat\"",
                                "Broadcom OU OpenAI",
                                "accord SAUF Paris",
                                "semi*",
                                "entity:\"Microsoft\"",
                                "type:organisation",
                                "IA",
                                "(puce OU contrat) source:\"Le Monde\"",
                                "date:2026-01..2026-02 Nvidia",
                                "Satya Nadella",
                                "=puce",
                                "chip IP",
                                "zzzz"};

const FacetKey kEntities{FacetDimension::kEntity, EntityType::kUnspecified};
const FacetKey kSources{FacetDimension::kSource, EntityType::kUnspecified};
const FacetKey kMonths{FacetDimension::kMonth, EntityType::kUnspecified};
const FacetKey kTypes{FacetDimension::kEntityType, EntityType::kUnspecified};

class PromisesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WritePressReview(directory_->path());
    snapshot_ = OpenIndexAt(directory_->path());
    ASSERT_NE(snapshot_, nullptr);
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  static SearchResult Search(const SearchRequest& request) {
    Result<SearchResult> result = snapshot_->Search(request);
    EXPECT_TRUE(result.ok())
        << request.query << ": " << result.status().ToString();
    return std::move(result).value();
  }
  static std::vector<MentionRow> AllRows(MentionRequest request) {
    request.page_size = 1'000;
    Result<MentionResult> result = snapshot_->ListMentions(request);
    EXPECT_TRUE(result.ok())
        << request.query << ": " << result.status().ToString();
    EXPECT_TRUE(result->next_page_token.empty());
    EXPECT_EQ(result->rows.size(), result->total_mentions);
    return std::move(result->rows);
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};
TemporaryDirectory* PromisesTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> PromisesTest::snapshot_;

TEST_F(PromisesTest, EverySurfaceIsTheBytesOfItsRange) {
  size_t rows = 0;
  for (const char* query : kQueries) {
    for (const auto scope : {MentionRequest::Scope::kMatches,
                             MentionRequest::Scope::kEntitiesInHits}) {
      MentionRequest request;
      request.query = query;
      request.scope = scope;
      for (const MentionRow& row : AllRows(request)) {
        const Result<Article> article = snapshot_->GetArticle(row.article.id);
        ASSERT_TRUE(article.ok());
        const Mention& mention = row.mention;
        const std::string& field =
            mention.field == Field::kTitle ? article->title : article->text;
        EXPECT_EQ(field.substr(mention.range.begin, mention.range.size()),
                  mention.surface);
        EXPECT_EQ(field.substr(mention.sentence.range.begin,
                               mention.sentence.range.size()),
                  mention.sentence.text);
        EXPECT_EQ(mention.rule == MentionRule::kText,
                  mention.entity_id.empty());
        ++rows;
      }
    }
  }
  EXPECT_GT(rows, 500U);
}

TEST_F(PromisesTest, EveryHighlightIsOrderedAndInsideItsSentence) {
  size_t highlights = 0;
  for (const char* query : kQueries) {
    SearchRequest request;
    request.query = query;
    request.page_size = 200;
    for (const Hit& hit : Search(request).hits) {
      const Result<Article> article = snapshot_->GetArticle(hit.article.id);
      ASSERT_TRUE(article.ok());
      EXPECT_TRUE(hit.article.text.empty());
      for (const Passage& passage : hit.passages) {
        const ByteRange sentence = passage.sentence.range;
        EXPECT_EQ(article->text.substr(sentence.begin, sentence.size()),
                  passage.sentence.text);
        uint32_t end = sentence.begin;
        for (const ByteRange& range : passage.highlights) {
          EXPECT_GE(range.begin, end);
          EXPECT_LT(range.begin, range.end);
          end = range.end;
          ++highlights;
        }
        EXPECT_LE(end, sentence.end);
      }
    }
  }
  EXPECT_GT(highlights, 100U);
}

TEST_F(PromisesTest, ShownCountsAreTheHitsAfterClicking) {
  for (const char* query : kQueries) {
    SearchRequest request;
    request.query = query;
    request.facets = {
        {kEntities, 1'000}, {kSources, 10}, {kMonths, 10}, {kTypes, 10}};
    const SearchResult shown = Search(request);
    for (const Facet& facet : shown.facets) {
      EXPECT_TRUE(facet.exact);
      for (const FacetValue& value : facet.values) {
        SearchRequest clicked;
        clicked.query = query;
        clicked.selections = {
            {facet.key, FacetSelection::Mode::kOr, {value.value}, {}}};
        EXPECT_EQ(Search(clicked).total_hits, value.articles)
            << query << ' ' << value.value;
        clicked.selections = {
            {facet.key, FacetSelection::Mode::kOr, {}, {value.value}}};
        EXPECT_EQ(Search(clicked).total_hits,
                  shown.total_hits - value.articles);
      }
    }
  }
}

TEST_F(PromisesTest, FacetMentionsAreTheRowsOfEntitiesInHits) {
  FacetsRequest request;
  request.query = "accord";
  request.facets = {{kEntities, 1'000}};
  const Result<FacetsResult> facets = snapshot_->ListFacets(request);
  ASSERT_TRUE(facets.ok()) << facets.status().ToString();
  MentionRequest mentions;
  mentions.query = request.query;
  mentions.scope = MentionRequest::Scope::kEntitiesInHits;
  std::map<std::string, uint32_t> counted;
  for (const MentionRow& row : AllRows(mentions)) {
    ++counted[row.mention.entity_id];
  }
  ASSERT_EQ(facets->facets[0].values.size(), counted.size());
  for (const FacetValue& value : facets->facets[0].values) {
    EXPECT_EQ(value.mentions, counted[value.value]) << value.value;
  }
}

TEST_F(PromisesTest, PagesOfHitsJoinToTheWhole) {
  for (const auto sort :
       {SortOrder::kRelevance, SortOrder::kNewest, SortOrder::kOldest}) {
    for (const char* query : kQueries) {
      SearchRequest request;
      request.query = query;
      request.sort = sort;
      request.page_size = 200;
      std::vector<std::string> whole;
      for (const Hit& hit : Search(request).hits) {
        whole.push_back(hit.article.id);
      }
      request.page_size = 7;
      std::vector<std::string> joined;
      do {
        const SearchResult page = Search(request);
        EXPECT_EQ(page.total_hits, whole.size());
        for (const Hit& hit : page.hits) joined.push_back(hit.article.id);
        request.page_token = page.next_page_token;
      } while (!request.page_token.empty());
      EXPECT_EQ(joined, whole) << query;
    }
  }
}

TEST_F(PromisesTest, PagesOfMentionsJoinToTheStream) {
  for (const char* query : kQueries) {
    MentionRequest request;
    request.query = query;
    std::vector<std::string> streamed;
    const Result<MentionResult> stream =
        snapshot_->StreamMentions(request, [&](MentionRow&& row) {
          streamed.push_back(Print(row));
          return true;
        });
    ASSERT_TRUE(stream.ok()) << stream.status().ToString();
    EXPECT_EQ(stream->total_mentions, streamed.size());
    EXPECT_TRUE(stream->rows.empty());
    request.page_size = 9;
    std::vector<std::string> joined;
    std::set<std::string> articles;
    do {
      const Result<MentionResult> page = snapshot_->ListMentions(request);
      ASSERT_TRUE(page.ok()) << page.status().ToString();
      EXPECT_EQ(page->total_mentions, streamed.size());
      EXPECT_EQ(page->total_articles, stream->total_articles);
      for (const MentionRow& row : page->rows) {
        joined.push_back(Print(row));
        articles.insert(row.article.id);
      }
      request.page_token = page->next_page_token;
    } while (!request.page_token.empty());
    EXPECT_EQ(joined, streamed) << query;
    EXPECT_EQ(articles.size(), stream->total_articles);
  }
}

TEST_F(PromisesTest, MentionsAreNewestFirstThenByIdAndPlace) {
  MentionRequest request;
  request.scope = MentionRequest::Scope::kEntitiesInHits;
  const std::vector<MentionRow> rows = AllRows(request);
  ASSERT_GT(rows.size(), 100U);
  const auto key = [](const MentionRow& row) {
    const auto& time = row.article.published_at;
    return std::make_tuple(!time.has_value(), time ? -time->unix_seconds : 0,
                           row.article.id, row.mention.field,
                           row.mention.range.begin,
                           UINT32_MAX - row.mention.range.end);
  };
  for (size_t i = 1; i < rows.size(); ++i) {
    EXPECT_LE(key(rows[i - 1]), key(rows[i])) << i;
  }
}

TEST_F(PromisesTest, AnswersAreTheSameFromEightThreads) {
  std::vector<std::string> wanted;
  const auto answer = [](const char* query) {
    SearchRequest request;
    request.query = query;
    request.facets = {{kEntities, 10}, {kMonths, 10}};
    return Print(Search(request));
  };
  for (const char* query : kQueries) wanted.push_back(answer(query));
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int round = 0; round < 3; ++round) {
        for (size_t i = 0; i < std::size(kQueries); ++i) {
          const size_t at = (i + thread) % std::size(kQueries);
          EXPECT_EQ(answer(kQueries[at]), wanted[at]);
        }
        EXPECT_TRUE(snapshot_->Analyze("Satya Nadella à Paris").ok());
        EXPECT_TRUE(snapshot_->GetArticleMentions("article-1").ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(PromisesTest, TypesNarrowMentionsAndLeaveTextOut) {
  MentionRequest request;
  request.query = "Broadcom OU puce";
  request.types = {EntityType::kOrganization};
  const std::vector<MentionRow> rows = AllRows(request);
  EXPECT_FALSE(rows.empty());
  for (const MentionRow& row : rows) {
    EXPECT_EQ(row.mention.type, EntityType::kOrganization);
  }
}

TEST_F(PromisesTest, ArticlesWithoutRowsCountInNeitherTotal) {
  MentionRequest request;
  request.query = "date:2026-01..2026-02";
  const Result<MentionResult> result = snapshot_->ListMentions(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  EXPECT_EQ(result->total_mentions, 0U);
  EXPECT_EQ(result->total_articles, 0U);
}

TEST_F(PromisesTest, AnswersAreTheSameWhenNothingIsKept) {
  OpenOptions options;
  options.keep_decoded = false;
  const auto bare = Snapshot::Open(directory_->path(), options);
  ASSERT_TRUE(bare.ok()) << bare.status().ToString();
  for (const char* const query : kQueries) {
    for (const uint32_t passages : {0U, 1U, 3U}) {
      SearchRequest request;
      request.query = query;
      request.passages_per_hit = passages;
      request.facets = {{kSources, 10}};
      const Result<SearchResult> want = snapshot_->Search(request);
      const Result<SearchResult> got = (*bare)->Search(request);
      ASSERT_TRUE(want.ok() && got.ok()) << query;
      EXPECT_EQ(Print(*got), Print(*want)) << query;
      for (size_t i = 0; i < got->hits.size(); ++i) {
        const Article& card = got->hits[i].article;
        EXPECT_EQ(card.text, "");
        EXPECT_EQ(card.title, want->hits[i].article.title);
        EXPECT_EQ(card.source, want->hits[i].article.source);
        EXPECT_EQ(card.language, want->hits[i].article.language);
        EXPECT_EQ(card.authors, want->hits[i].article.authors);
        EXPECT_EQ(card.attributes, want->hits[i].article.attributes);
      }
    }
  }
}

}  // namespace
}  // namespace vigie
