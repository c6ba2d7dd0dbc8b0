// All pages of an answer are read on the clock of the first one.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "match/page_token.h"
#include "tests/library/index_fixture.h"
#include "vigie/time.h"

namespace vigie {
namespace {

// The clocks go forward in the night after it.
const int32_t kDay = ParisDay(ParsePublicationTime("2026-03-28")->unix_seconds);

class ClockTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WriteArticles(directory_->path(),
                  {MakeArticle("a", "Un", "La puce.", "", "2026-03-27"),
                   MakeArticle("b", "Deux", "La puce.", "", "2026-03-27"),
                   MakeArticle("c", "Trois", "La puce.", "", "2026-03-28"),
                   MakeArticle("d", "Quatre", "La puce.", "", "2026-03-28")});
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  // The token of a page of `request` that began at `offset`, first asked on
  // `day`.
  template <typename Request>
  static std::string Token(const Request& request, uint64_t offset,
                           int32_t day) {
    return match::EncodePageToken({snapshot_->revision(),
                                   match::KeyHash(match::RequestKey(request)),
                                   offset, day});
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};
TemporaryDirectory* ClockTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> ClockTest::snapshot_;

TEST_F(ClockTest, ReadsLaterPagesOfASearchOnTheDayOfTheFirst) {
  SearchRequest request;
  request.query = "puce date:hier";
  request.page_size = 1;
  for (const auto& [day, want] : std::vector<std::pair<int32_t, std::string>>{
           {kDay, "b"}, {kDay + 1, "d"}}) {
    request.page_token = Token(request, 1, day);
    const Result<SearchResult> page = snapshot_->Search(request);
    ASSERT_TRUE(page.ok()) << page.status().ToString();
    ASSERT_EQ(page->hits.size(), 1U);
    EXPECT_EQ(page->hits.front().article.id, want);
  }
}

TEST_F(ClockTest, HandsTheDayOnFromPageToPage) {
  SearchRequest request;
  request.query = "puce depuis:2026-03-01";
  request.page_size = 1;
  request.page_token = Token(request, 1, kDay);
  const Result<SearchResult> page = snapshot_->Search(request);
  ASSERT_TRUE(page.ok()) << page.status().ToString();
  const auto next = match::DecodePageToken(page->next_page_token);
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->day, kDay);
}

TEST_F(ClockTest, ReadsLaterPagesOfMentionsOnTheDayOfTheFirst) {
  MentionRequest request;
  request.query = "puce date:hier";
  request.page_size = 1;
  for (const auto& [day, want] : std::vector<std::pair<int32_t, std::string>>{
           {kDay, "b"}, {kDay + 1, "d"}, {kDay, "b"}}) {
    request.page_token = Token(request, 1, day);
    const Result<MentionResult> page = snapshot_->ListMentions(request);
    ASSERT_TRUE(page.ok()) << page.status().ToString();
    ASSERT_EQ(page->rows.size(), 1U);
    EXPECT_EQ(page->rows.front().article.id, want);
  }
}

}  // namespace
}  // namespace vigie
