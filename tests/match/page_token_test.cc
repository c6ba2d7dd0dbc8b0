#include "match/page_token.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace vigie::match {
namespace {

TEST(PageToken, ComesBackAsItWas) {
  const std::string text = EncodePageToken({7, 0xFFEEDDCCBBAA9988U, 1'000, -5});
  EXPECT_EQ(text.find_first_of("+/="), std::string::npos);
  const Result<PageToken> token = DecodePageToken(text);
  ASSERT_TRUE(token.ok()) << token.status().ToString();
  EXPECT_EQ(token->revision, 7U);
  EXPECT_EQ(token->request_hash, 0xFFEEDDCCBBAA9988U);
  EXPECT_EQ(token->offset, 1'000U);
  EXPECT_EQ(token->day, -5);
}

TEST(PageToken, RefusesEveryChangedCharacter) {
  const std::string text = EncodePageToken({7, 12'345, 20, 0});
  for (size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(DecodePageToken(changed).status().reason(), "PAGE_TOKEN_MISMATCH")
        << i;
  }
}

TEST(PageToken, RefusesWhatIsNoToken) {
  const std::string text = EncodePageToken({7, 12'345, 20, 0});
  for (const std::string& other :
       {std::string("x"), text + "A", text.substr(1), std::string("é"),
        std::string(100'000, 'A'), std::string(3, '\0')}) {
    EXPECT_EQ(DecodePageToken(other).status().code(),
              StatusCode::kInvalidArgument);
  }
}

TEST(FindPage, StartsAtZeroWithoutAToken) {
  const Result<PageStart> start = FindPage("", 3, 4);
  ASSERT_TRUE(start.ok());
  EXPECT_EQ(start->offset, 0U);
  EXPECT_GT(start->today, 0);
}

TEST(FindPage, KeepsTheDayOfTheToken) {
  const Result<PageStart> start =
      FindPage(EncodePageToken({3, 4, 5, 20'000}), 3, 4);
  ASSERT_TRUE(start.ok());
  EXPECT_EQ(start->offset, 5U);
  EXPECT_EQ(start->today, 20'000);
}

TEST(FindPage, NamesAnotherRevision) {
  const Status status = FindPage(EncodePageToken({3, 4, 5, 6}), 9, 4).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.reason(), "REVISION_EXPIRED");
}

TEST(FindPage, NamesAnotherRequest) {
  const Status status = FindPage(EncodePageToken({3, 4, 5, 6}), 3, 9).status();
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status.reason(), "PAGE_TOKEN_MISMATCH");
}

TEST(RequestKey, DependsOnEveryFieldOfASearch) {
  const std::vector<std::function<void(SearchRequest*)>> changes = {
      [](SearchRequest* r) { r->query = "x"; },
      [](SearchRequest* r) {
        r->options.default_operator = QueryOptions::Operator::kOr;
      },
      [](SearchRequest* r) { r->options.strict = true; },
      [](SearchRequest* r) { r->selections.resize(1); },
      [](SearchRequest* r) { r->facets.resize(1); },
      [](SearchRequest* r) { r->sort = SortOrder::kNewest; },
      [](SearchRequest* r) { r->page_size = 3; },
      [](SearchRequest* r) { r->passages_per_hit = 9; },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    SearchRequest request;
    changes[i](&request);
    EXPECT_NE(RequestKey(request), RequestKey(SearchRequest())) << i;
  }
}

TEST(RequestKey, IgnoresTokenAndControl) {
  SearchRequest request;
  request.page_token = "abc";
  request.control.deadline = std::chrono::steady_clock::now();
  EXPECT_EQ(RequestKey(request), RequestKey(SearchRequest()));
}

TEST(RequestKey, TellsSearchesFromMentions) {
  EXPECT_NE(RequestKey(SearchRequest()), RequestKey(MentionRequest()));
}

TEST(RequestKey, DependsOnEveryFieldOfAMentionRequest) {
  const std::vector<std::function<void(MentionRequest*)>> changes = {
      [](MentionRequest* r) { r->query = "x"; },
      [](MentionRequest* r) { r->options.strict = true; },
      [](MentionRequest* r) { r->selections.resize(1); },
      [](MentionRequest* r) {
        r->scope = MentionRequest::Scope::kEntitiesInHits;
      },
      [](MentionRequest* r) { r->types = {EntityType::kPerson}; },
      [](MentionRequest* r) { r->page_size = 3; },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    MentionRequest request;
    changes[i](&request);
    EXPECT_NE(RequestKey(request), RequestKey(MentionRequest())) << i;
  }
}

TEST(KeyHash, TellsKeysApart) {
  EXPECT_NE(KeyHash(RequestKey(SearchRequest())),
            KeyHash(RequestKey(MentionRequest())));
  EXPECT_NE(KeyHash("ab"), KeyHash("ba"));
}

TEST(PageSize, IsDefaultedAndCut) {
  SearchRequest search;
  MentionRequest mentions;
  search.page_size = mentions.page_size = 0;
  EXPECT_EQ(PageSize(search), 20U);
  EXPECT_EQ(PageSize(mentions), 100U);
  search.page_size = mentions.page_size = 1'000'000;
  EXPECT_EQ(PageSize(search), 200U);
  EXPECT_EQ(PageSize(mentions), 1'000U);
}

}  // namespace
}  // namespace vigie::match
