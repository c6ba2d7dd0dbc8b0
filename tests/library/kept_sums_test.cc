// Answers of which queries before left something, against those of snapshots
// that keep nothing.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/library/random_index.h"

namespace vigie {
namespace {

class KeptSumsTest : public RandomIndexTest {
 protected:
  // Asks often enough that all is kept which ever is.
  void Compare(const std::vector<SearchRequest>& requests) const {
    const auto keeping = Open(true);
    const auto plain = Open(false);
    for (const SearchRequest& request : requests) {
      const Result<SearchResult> want = plain->Search(request);
      ASSERT_TRUE(want.ok()) << want.status().ToString();
      for (int time = 0; time < 4; ++time) {
        const Result<SearchResult> got = keeping->Search(request);
        ASSERT_TRUE(got.ok()) << got.status().ToString();
        EXPECT_EQ(Print(*got), Print(*want)) << request.query;
      }
    }
  }
};

TEST_F(KeptSumsTest, AnswersAreThoseOfSnapshotsThatKeepNothing) {
  Write("");
  std::vector<SearchRequest> requests;
  for (int i = 0; i < 150; ++i) requests.push_back(RandomRequest());
  Compare(requests);
}

TEST_F(KeptSumsTest, MentionsAreThoseOfSnapshotsThatKeepNothing) {
  Write("Broadcom");
  std::vector<SearchRequest> requests;
  for (int i = 0; i < 150; ++i) requests.push_back(RandomRequest());
  Compare(requests);
}

TEST_F(KeptSumsTest, WhatIsKeptOutlivesTheArticlesThatItCounted) {
  Write("");
  std::vector<SearchRequest> requests;
  for (int i = 0; i < 40; ++i) requests.push_back(RandomRequest());
  const auto before = Open(true);  // holds what was kept
  Compare(requests);
  for (uint32_t part = 1; part < 3; ++part) {
    WritePart(part);
    Compare(requests);
  }
}

TEST_F(KeptSumsTest, FewLaterArticlesChangeTheSumsOfMany) {
  for (const std::string name : {"", "Broadcom"}) {
    Write(name);
    std::vector<SearchRequest> requests;
    for (int i = 0; i < 100; ++i) requests.push_back(RandomRequest());
    WriteArticles(1'000, 900);
    Compact();
    Compare(requests);
    for (const uint32_t first : {1'000U, 1'300U, 5'000U}) {
      WriteArticles(first, 40);
    }
    Compare(requests);
  }
}

TEST_F(KeptSumsTest, RevisionsGoOnFromWhatEarlierOnesCounted) {
  for (const std::string name : {"", "Broadcom"}) {
    Write(name);
    std::vector<SearchRequest> requests;
    for (int i = 0; i < 60; ++i) requests.push_back(RandomRequest());
    WriteArticles(1'000, 900);
    Compact();
    std::shared_ptr<const Snapshot> before;  // holds what was kept
    for (uint32_t revision = 0; revision < 12; ++revision) {
      // Other versions of early and of late ones, new ones, and none at all.
      WriteArticles(1'000 + random_() % 900, random_() % 30);
      WriteArticles(2'000 + revision * 10, random_() % 20);
      DeleteArticles(1'000 + random_() % 1'100, random_() % 10);
      if (revision == 8) Compact();
      const auto now = Open(true);
      Compare(requests);
      before = now;
    }
  }
}

TEST_F(KeptSumsTest, TheShownCountIsTheNumberOfHitsAfterAClick) {
  Write("Broadcom");
  SearchRequest request;
  request.query = "accord OU port";
  FacetRequest tags;
  tags.key.dimension = FacetDimension::kAttribute;
  tags.key.attribute = "tags";
  request.facets = {tags};
  const auto snapshot = Open(true);
  for (int time = 0; time < 3; ++time) {
    const Result<SearchResult> found = snapshot->Search(request);
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found->facets.front().values.size(), 10U);
    for (const FacetValue& value : found->facets.front().values) {
      SearchRequest clicked = request;
      FacetSelection chosen;
      chosen.key = tags.key;
      chosen.include = {value.value};
      clicked.selections = {chosen};
      const Result<SearchResult> after = snapshot->Search(clicked);
      ASSERT_TRUE(after.ok());
      EXPECT_EQ(after->total_hits, value.articles) << value.value;
    }
  }
}

}  // namespace
}  // namespace vigie
