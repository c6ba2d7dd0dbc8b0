// What the lists of hits of one query may take: up to the bound every method
// answers as without one, above it each that lists hits refuses.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

constexpr uint64_t kArticles = 1'000;
constexpr char kQuery[] = "Broadcom";

// Its status, and how many hits it tells of.
struct Outcome {
  Status status;
  uint64_t hits = 0;
};

using Method = std::function<Outcome(const Snapshot&)>;

template <typename Request>
Request Asking() {
  Request request;
  request.query = kQuery;
  return request;
}

template <typename Answer>
Outcome Told(const Result<Answer>& answer) {
  if (!answer.ok()) return {answer.status()};
  return {OkStatus(), answer->total_hits};
}

Method Searching(const std::function<void(SearchRequest*)>& change) {
  auto request = Asking<SearchRequest>();
  change(&request);
  return [request](const Snapshot& snapshot) {
    return Told(snapshot.Search(request));
  };
}

Outcome ListMentionsOf(const Snapshot& snapshot) {
  const auto page = snapshot.ListMentions(Asking<MentionRequest>());
  if (!page.ok()) return {page.status()};
  return {OkStatus(), page->total_articles};
}

Outcome StreamMentionsOf(const Snapshot& snapshot) {
  const auto summary = snapshot.StreamMentions(
      Asking<MentionRequest>(), [](MentionRow&&) { return true; });
  if (!summary.ok()) return {summary.status()};
  return {OkStatus(), summary->total_articles};
}

Outcome StreamArticlesOf(const Snapshot& snapshot) {
  return Told(snapshot.StreamArticles(Asking<ArticlesRequest>(),
                                      [](ArticleRow&&) { return true; }));
}

Outcome CompareOf(const Snapshot& snapshot) {
  CompareRequest request;
  request.first.query = kQuery;
  request.second.query = "Nvidia";
  request.by = {{FacetDimension::kSource, {}, {}}};
  const auto answer = snapshot.Compare(request);
  if (!answer.ok()) return {answer.status()};
  return {OkStatus(), answer->both};
}

Outcome TimelineOf(const Snapshot& snapshot) {
  return Told(snapshot.Timeline(Asking<TimelineRequest>()));
}

Outcome RelatedOf(const Snapshot& snapshot) {
  return Told(snapshot.Related(Asking<RelatedRequest>()));
}

FacetRequest By(FacetDimension dimension) { return {{dimension, {}, {}}}; }

// Methods by the bytes a hit that they need; 0: those that list no hits.
std::multimap<uint64_t, Method> Methods() {
  const auto newest = [](SearchRequest* request) {
    request->sort = SortOrder::kNewest;
  };
  return {
      {0, Searching([](SearchRequest*) {})},
      {32, Searching([](SearchRequest* request) {
         request->facets = {By(FacetDimension::kSource)};
       })},
      {48, Searching(newest)},
      {48, Searching([](SearchRequest* request) {
         request->freshness_half_life_days = 7;
       })},
      {80, Searching([&](SearchRequest* request) {
         newest(request);
         request->facets = {By(FacetDimension::kSource)};
       })},
      {144, Searching([](SearchRequest* request) {
         request->collapse = FacetKey{FacetDimension::kSource, {}, {}};
       })},
      {48, ListMentionsOf},
      {48, StreamMentionsOf},
      {48, StreamArticlesOf},
      {48, CompareOf},
      {48, TimelineOf},
      {48, RelatedOf},
  };
}

class QueryMemoryTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = std::make_unique<TemporaryDirectory>();
    std::vector<Article> articles;
    for (uint64_t i = 0; i < kArticles; ++i) {
      articles.push_back(MakeArticle(std::to_string(10'000 + i), "Dépêche",
                                     "Broadcom vend des puces à Nvidia.",
                                     i % 2 == 0 ? "Le Monde" : "L’Équipe",
                                     "2026-02-01"));
    }
    WriteArticles(directory_->path(), articles);
  }
  static void TearDownTestSuite() { directory_.reset(); }

  static std::shared_ptr<const Snapshot> Open(uint64_t bytes) {
    OpenOptions options;
    options.query_bytes = bytes;
    return *Snapshot::Open(directory_->path(), options);
  }

  inline static std::unique_ptr<TemporaryDirectory> directory_;
};

TEST_F(QueryMemoryTest, IsBoundedInEveryMethodThatListsHits) {
  int number = 0;
  for (const auto& [bytes, method] : Methods()) {
    SCOPED_TRACE(number++);
    if (bytes == 0) {
      // What each segment gives to the page is listed all the same.
      const Outcome few = method(*Open(kArticles / 2 * 48));
      EXPECT_TRUE(few.status.ok()) << few.status.ToString();
      EXPECT_EQ(few.hits, kArticles);
      continue;
    }
    const Outcome within = method(*Open(kArticles * bytes));
    EXPECT_TRUE(within.status.ok()) << within.status.ToString();
    EXPECT_EQ(within.hits, kArticles);
    const Status above = method(*Open(kArticles * bytes - 1)).status;
    EXPECT_EQ(above.code(), StatusCode::kResourceExhausted);
    EXPECT_EQ(above.reason(), "QUERY_MEMORY");
    EXPECT_NE(above.message().find(std::to_string(kArticles - 1) + " articles"),
              std::string::npos)
        << above.message();
  }
}

TEST_F(QueryMemoryTest, CountsFacetsThatReadEveryHit) {
  auto request = Asking<FacetsRequest>();
  request.facets = {By(FacetDimension::kSource)};
  FacetSelection selection;
  selection.key = {FacetDimension::kSource, {}, {}};
  selection.include = {"Le Monde"};
  request.selections = {selection};
  const auto within = Open(kArticles * 32)->ListFacets(request);
  ASSERT_TRUE(within.ok()) << within.status().ToString();
  EXPECT_EQ(within->total_hits, kArticles / 2);
  EXPECT_EQ(Open(kArticles * 32 - 1)->ListFacets(request).status().reason(),
            "QUERY_MEMORY");
}

TEST_F(QueryMemoryTest, IsAnErrorWherePartialAnswersAreTaken) {
  auto request = Asking<SearchRequest>();
  request.sort = SortOrder::kOldest;
  for (const bool whole : {true, false}) {
    request.options.require_complete = whole;
    EXPECT_EQ(Open(48)->Search(request).status().reason(), "QUERY_MEMORY");
  }
  // The default holds what a test can make.
  EXPECT_TRUE(Open(0)->Search(request).ok());
}

}  // namespace
}  // namespace vigie
