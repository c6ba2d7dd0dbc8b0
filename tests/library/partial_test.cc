// Answers that cost has cut, method by method.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

constexpr uint32_t kArticles = 1'500;
// The words lie near each other in two of three articles.
constexpr char kQuery[] = "Broadcom ADJ/6 puces";

Article ArticleOf(uint32_t number) {
  const std::string id = std::to_string(10'000 + number);
  return MakeArticle(id, "Dépêche " + id,
                     number % 3 == 0 ? "Les puces : Broadcom attend Nvidia."
                                     : "Broadcom vend des puces à Nvidia.",
                     number % 2 == 0 ? "Le Monde" : "L’Équipe",
                     number % 5 == 0 ? "2026-03-02" : "2026-02-01");
}

class PartialTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = std::make_unique<TemporaryDirectory>();
    std::vector<Article> articles;
    for (uint32_t i = 0; i < kArticles; ++i) articles.push_back(ArticleOf(i));
    WriteArticles(directory_->path(), articles);
    whole_ = OpenIndexAt(directory_->path());
    ASSERT_NE(whole_, nullptr);
    SearchRequest request;
    request.query = kQuery;
    OpenOptions options;
    for (options.query_words = 50'000; options.query_words < 10'000'000;
         options.query_words += options.query_words / 4) {
      cut_ = *Snapshot::Open(directory_->path(), options);
      const auto result = cut_->Search(request);
      if (result.ok() && result->partial == PartialReason::kCost) return;
    }
    FAIL() << "no budget cuts the query";
  }
  static void TearDownTestSuite() {
    whole_.reset();
    cut_.reset();
    directory_.reset();
  }

  // That `answer` says what cut it.
  template <typename Answer>
  static void ExpectMarked(const Result<Answer>& answer) {
    ASSERT_TRUE(answer.ok()) << answer.status().ToString();
    EXPECT_EQ(answer->partial, PartialReason::kCost);
    EXPECT_GT(answer->articles_searched, 0U);
    EXPECT_LT(answer->articles_searched, kArticles);
  }
  template <typename Answer>
  static void ExpectWarned(const Result<Answer>& answer) {
    ExpectMarked(answer);
    const auto& warnings = answer->understanding.warnings;
    EXPECT_TRUE(std::any_of(
        warnings.begin(), warnings.end(),
        [](const auto& warning) { return warning.code == "PARTIAL_COST"; }));
  }

  static bool IsHit(const std::string& id) {
    return (std::stoul(id) - 10'000) % 3 != 0;
  }

  inline static std::unique_ptr<TemporaryDirectory> directory_;
  inline static std::shared_ptr<const Snapshot> whole_;
  inline static std::shared_ptr<const Snapshot> cut_;
};

template <typename Request>
Request Asking(bool require_complete = false) {
  Request request;
  request.query = kQuery;
  request.options.require_complete = require_complete;
  return request;
}

template <typename Answer>
void ExpectRefused(const Result<Answer>& answer) {
  EXPECT_EQ(answer.status().code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(answer.status().reason(), "QUERY_TOO_EXPENSIVE");
}

TEST_F(PartialTest, HitsInEveryOrderAreHits) {
  for (const SortOrder sort :
       {SortOrder::kRelevance, SortOrder::kNewest, SortOrder::kOldest,
        SortOrder::kMentions, SortOrder::kSalience, SortOrder::kBm25}) {
    auto request = Asking<SearchRequest>();
    request.sort = sort;
    request.receipt = true;
    request.facets = {{{FacetDimension::kSource, {}, {}}}};
    const auto answer = cut_->Search(request);
    ExpectWarned(answer);
    EXPECT_EQ(answer->hits.size(), 20U);
    EXPECT_LT(answer->total_hits, kArticles * 2 / 3);
    EXPECT_TRUE(answer->next_page_token.empty());
    EXPECT_FALSE(answer->receipt.has_value());
    EXPECT_FALSE(answer->facets.front().exact);
    for (const Hit& hit : answer->hits) EXPECT_TRUE(IsHit(hit.article.id));
    request.options.require_complete = true;
    ExpectRefused(cut_->Search(request));
  }
}

TEST_F(PartialTest, GroupsAndAgesAreCutToo) {
  auto request = Asking<SearchRequest>();
  request.collapse = FacetKey{FacetDimension::kSource, {}, {}};
  const auto grouped = cut_->Search(request);
  ExpectWarned(grouped);
  EXPECT_EQ(grouped->total_groups, 2U);
  request.collapse.reset();
  request.freshness_half_life_days = 30;
  ExpectWarned(cut_->Search(request));
}

TEST_F(PartialTest, WhatWasCutIsNotKeptForWhoAsksAgain) {
  const auto request = Asking<SearchRequest>();
  const auto counting = Asking<FacetsRequest>();
  for (int time = 0; time < 3; ++time) {
    ExpectWarned(cut_->Search(request));
    ExpectWarned(cut_->ListFacets(counting));
    auto complete = request;
    complete.options.require_complete = true;
    ExpectRefused(cut_->Search(complete));
  }
}

TEST_F(PartialTest, LaterPagesAreRefused) {
  auto request = Asking<SearchRequest>();
  request.page_token = whole_->Search(request)->next_page_token;
  ASSERT_FALSE(request.page_token.empty());
  ExpectRefused(cut_->Search(request));
  auto mentions = Asking<MentionRequest>();
  mentions.page_token = whole_->ListMentions(mentions)->next_page_token;
  ASSERT_FALSE(mentions.page_token.empty());
  ExpectRefused(cut_->ListMentions(mentions));
  const auto take = [](MentionRow&&) { return true; };
  ExpectRefused(cut_->StreamMentions(mentions, take));
}

TEST_F(PartialTest, ReceiptsAreNotReplayedInPart) {
  auto request = Asking<SearchRequest>();
  request.receipt = true;
  ReplayRequest replay;
  replay.receipt = whole_->Search(request)->receipt.value();
  EXPECT_TRUE(whole_->Replay(replay)->identical);
  ExpectRefused(cut_->Replay(replay));
}

TEST_F(PartialTest, MentionsAreThoseOfHits) {
  auto request = Asking<MentionRequest>();
  const auto page = cut_->ListMentions(request);
  ExpectWarned(page);
  EXPECT_EQ(page->rows.size(), 100U);
  EXPECT_TRUE(page->next_page_token.empty());
  EXPECT_LT(page->total_mentions,
            whole_->ListMentions(request)->total_mentions);
  uint64_t rows = 0;
  const auto stream = cut_->StreamMentions(request, [&](MentionRow&& row) {
    EXPECT_TRUE(IsHit(row.article.id));
    EXPECT_TRUE(row.resume_token.empty());
    ++rows;
    return true;
  });
  ExpectWarned(stream);
  EXPECT_EQ(stream->total_mentions, page->total_mentions);
  EXPECT_EQ(rows, page->total_mentions);
  ExpectRefused(cut_->ListMentions(Asking<MentionRequest>(true)));
  const auto take = [](MentionRow&&) { return true; };
  ExpectRefused(cut_->StreamMentions(Asking<MentionRequest>(true), take));
}

// A page of that size, of a caller whose time is over when it asks for it the
// `polls`th time; 0: never. `asked` counts.
Result<MentionResult> Page(const Snapshot& snapshot, uint32_t size, int polls,
                           int* asked) {
  using Clock = std::chrono::steady_clock;
  auto request = Asking<MentionRequest>();
  request.page_size = size;
  const auto deadline = Clock::now() + std::chrono::milliseconds(500);
  if (polls > 0) request.control.deadline = deadline;
  *asked = 0;
  request.control.cancelled = [&] {
    ++*asked;
    while (polls > 0 && *asked >= polls && Clock::now() < deadline) {
    }
    return false;
  };
  return snapshot.ListMentions(request);
}

TEST_F(PartialTest, APageWhoseTotalsTimeHasCutGoesOn) {
  int asked = 0;
  // Sizes apart, for counts are kept by request.
  for (const uint32_t size : {98, 99}) {
    ASSERT_TRUE(Page(*whole_, size, 0, &asked).ok());
  }
  const auto page = Page(*whole_, 100, asked - 2, &asked);
  ASSERT_TRUE(page.ok()) << page.status().ToString();
  EXPECT_EQ(page->partial, PartialReason::kTime);
  EXPECT_EQ(page->understanding.warnings.back().code, "PARTIAL_TIME");
  ASSERT_EQ(page->rows.size(), 100U);
  auto request = Asking<MentionRequest>();
  request.page_size = 200;
  const auto whole = whole_->ListMentions(request);
  EXPECT_LT(page->total_mentions, whole->total_mentions);
  EXPECT_LT(page->articles_searched, kArticles);
  request.page_size = 100;
  request.page_token = page->next_page_token;
  const auto next = whole_->ListMentions(request);
  ASSERT_TRUE(next.ok()) << next.status().ToString();
  EXPECT_EQ(next->partial, PartialReason::kComplete);
  EXPECT_EQ(next->total_mentions, whole->total_mentions);
  EXPECT_EQ(Print(next->rows.front()), Print(whole->rows[100]));
}

TEST_F(PartialTest, ArticlesAreHits) {
  uint32_t articles = 0;
  const auto take = [&](ArticleRow&& row) {
    EXPECT_TRUE(IsHit(row.article.id));
    EXPECT_TRUE(row.resume_token.empty());
    ++articles;
    return true;
  };
  const auto answer = cut_->StreamArticles(Asking<ArticlesRequest>(), take);
  ExpectWarned(answer);
  EXPECT_EQ(answer->articles, articles);
  EXPECT_EQ(answer->total_hits, articles);
  ExpectRefused(cut_->StreamArticles(Asking<ArticlesRequest>(true), take));
}

TEST_F(PartialTest, TimelinesCountAtLeast) {
  auto request = Asking<TimelineRequest>();
  request.step = TimelineStep::kMonth;
  const auto answer = cut_->Timeline(request);
  ExpectWarned(answer);
  const auto whole = whole_->Timeline(request);
  uint32_t articles = 0;
  for (const TimelineBucket& bucket : answer->buckets) {
    EXPECT_FALSE(bucket.complete);
    for (const TimelineBucket& other : whole->buckets) {
      if (other.label != bucket.label) continue;
      EXPECT_LE(bucket.articles, other.articles);
      EXPECT_LE(bucket.share.value_or(0), other.share.value_or(0));
    }
    articles += bucket.articles;
  }
  EXPECT_EQ(articles, answer->total_hits);
  ExpectRefused(cut_->Timeline(Asking<TimelineRequest>(true)));
}

TEST_F(PartialTest, RelatedEntitiesAreOfTheSearched) {
  const auto answer = cut_->Related(Asking<RelatedRequest>());
  ExpectWarned(answer);
  for (const RelatedEntity& entity : answer->entities) {
    EXPECT_LE(entity.articles, answer->total_hits);
  }
  ExpectRefused(cut_->Related(Asking<RelatedRequest>(true)));
}

TEST_F(PartialTest, EitherSideCutsAComparison) {
  CompareRequest request;
  request.by = {{FacetDimension::kSource, {}, {}}};
  request.first.query = "Broadcom";
  request.second.query = kQuery;
  for (int i = 0; i < 2; ++i) {
    const auto answer = cut_->Compare(request);
    ExpectMarked(answer);
    EXPECT_EQ(std::max(answer->first_hits, answer->second_hits), kArticles);
    EXPECT_EQ(answer->both, std::min(answer->first_hits, answer->second_hits));
    std::swap(request.first, request.second);
  }
  request.second.options.require_complete = true;
  ExpectRefused(cut_->Compare(request));
}

TEST_F(PartialTest, WhatCostsLittleIsWhole) {
  auto request = Asking<TimelineRequest>();
  request.query = "Broadcom";
  const auto answer = cut_->Timeline(request);
  ASSERT_TRUE(answer.ok()) << answer.status().ToString();
  EXPECT_EQ(answer->partial, PartialReason::kComplete);
  EXPECT_EQ(answer->articles_searched, 0U);
  EXPECT_EQ(answer->total_hits, kArticles);
}

}  // namespace
}  // namespace vigie
