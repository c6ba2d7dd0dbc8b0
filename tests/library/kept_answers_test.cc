// Pages asked for again, against those of snapshots that keep nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/library/random_index.h"

namespace vigie {
namespace {

using SnapshotPtr = std::shared_ptr<const Snapshot>;

// All that an answer says: its receipt has a digest of what Print leaves out.
std::string Whole(const SearchResult& result) {
  std::ostringstream out;
  out << Print(result) << result.total_groups << ' '
      << static_cast<int>(result.partial) << ' '
      << (result.receipt ? result.receipt->digest : "no receipt");
  for (const QueryWarning& warning : result.understanding.warnings) {
    out << ' ' << warning.code << warning.message;
  }
  for (const QueryExpansion& expansion : result.understanding.expansions) {
    out << ' ' << expansion.source << ' ' << expansion.targets.size();
  }
  return out.str();
}

std::string Whole(const FacetsResult& result) {
  SearchResult facets;
  facets.total_hits = result.total_hits;
  facets.facets = result.facets;
  facets.understanding = result.understanding;
  return Whole(facets);
}

class KeptAnswersTest : public RandomIndexTest {
 protected:
  SearchRequest RandomPage() {
    SearchRequest request = RandomRequest();
    switch (random_() % 8) {
      case 0:
        request.query = "acord";  // near a word
        break;
      case 1:
        request.query = "accord ET titre:usine ET titre:vote ET titre:port";
        break;
      default:
        break;
    }
    request.sort = static_cast<SortOrder>(random_() % 7);
    request.page_size = 1 + random_() % 40;
    request.passages_per_hit = random_() % 3;
    request.receipt = true;
    if (random_() % 4 == 0) request.freshness_half_life_days = 3;
    if (random_() % 4 == 0) {
      request.collapse.emplace();
      request.collapse->dimension = random_() % 2 == 0
                                        ? FacetDimension::kSource
                                        : FacetDimension::kAttribute;
      if (request.collapse->dimension == FacetDimension::kAttribute) {
        request.collapse->attribute = "tags";
      }
    }
    if (random_() % 3 == 0) request.facets.clear();
    return request;
  }

  std::vector<SearchRequest> RandomPages(int count) {
    std::vector<SearchRequest> requests;
    for (int i = 0; i < count; ++i) requests.push_back(RandomPage());
    return requests;
  }

  // Some articles replaced, some new, some deleted; now and then all merged.
  void Publish() {
    auto writer = IndexWriter::Open(directory_.path(), {});
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    const uint32_t first = random_() % 600;
    for (uint32_t i = 0; i < 1 + random_() % 20; ++i) {
      ASSERT_TRUE((*writer)->Add(RandomArticle(first + i)).ok());
    }
    for (uint32_t i = 0; i < random_() % 8; ++i) {
      const std::string id = "a" + std::to_string(random_() % 600);
      const Status deleted = (*writer)->Delete(id, 0);
      ASSERT_TRUE(deleted.ok() || deleted.code() == StatusCode::kNotFound)
          << deleted.ToString();
    }
    ASSERT_TRUE((*writer)->Commit().ok());
    if (random_() % 5 == 0) {
      ASSERT_TRUE((*writer)->Compact().ok());
    }
  }

  static FacetsRequest FacetsOf(const SearchRequest& request) {
    FacetsRequest facets;
    facets.query = request.query;
    facets.selections = request.selections;
    facets.facets = request.facets;
    return facets;
  }

  // Follows each answer for some pages, time after time.
  static void Compare(const Snapshot& keeping, const Snapshot& plain,
                      const std::vector<SearchRequest>& requests) {
    for (SearchRequest request : requests) {
      const auto counted = plain.ListFacets(FacetsOf(request));
      ASSERT_TRUE(counted.ok()) << counted.status().ToString();
      for (int page = 0; page < 4; ++page) {
        const Result<SearchResult> want = plain.Search(request);
        ASSERT_TRUE(want.ok()) << want.status().ToString();
        for (int time = 0; time < 3; ++time) {
          SearchRequest asked = request;
          asked.options.require_complete = time % 2 == 1;
          const Result<SearchResult> got = keeping.Search(asked);
          ASSERT_TRUE(got.ok()) << got.status().ToString();
          ASSERT_EQ(Whole(*got), Whole(*want)) << request.query;
          const auto recounted = keeping.ListFacets(FacetsOf(request));
          ASSERT_TRUE(recounted.ok());
          ASSERT_EQ(Whole(*recounted), Whole(*counted)) << request.query;
        }
        request.page_token = want->next_page_token;
        if (request.page_token.empty()) break;
      }
    }
  }
};

TEST_F(KeptAnswersTest, PagesAreThoseOfSnapshotsThatKeepNothing) {
  Write("Broadcom");
  Compare(*Open(true), *Open(false), RandomPages(50));
}

TEST_F(KeptAnswersTest, GoWithTheSnapshotThatGaveThem) {
  Write("");
  const std::vector<SearchRequest> requests = RandomPages(8);
  const SnapshotPtr before = Open(true);
  const SnapshotPtr plain_before = Open(false);
  Compare(*before, *plain_before, requests);
  for (uint32_t part = 1; part < 3; ++part) {
    WritePart(part);
    Compare(*Open(true), *Open(false), requests);
    Compare(*before, *plain_before, requests);
  }
}

// What pages show of an article is taken over from revision to revision, and
// between snapshots that are open beside one another.
TEST_F(KeptAnswersTest, ShowTheSameAfterRandomPublications) {
  Write("Broadcom");
  std::vector<SearchRequest> requests = RandomPages(12);
  for (size_t i = 0; i < 12; ++i) {  // with more passages and fewer
    requests.push_back(requests[i]);
    requests.back().passages_per_hit = random_() % 4;
  }
  SnapshotPtr before = Open(true);
  SnapshotPtr plain_before = Open(false);
  for (int publication = 0; publication < 8; ++publication) {
    Compare(*before, *plain_before, requests);
    Publish();
    const SnapshotPtr keeping = Open(true);
    const SnapshotPtr plain = Open(false);
    Compare(*keeping, *plain, requests);
    if (random_() % 2 == 0) continue;
    before = keeping;
    plain_before = plain;
  }
}

// Only the most frequent words of a prefix are searched, and which ones they
// are depends on all articles.
TEST_F(KeptAnswersTest, ShowTheWordsOfAPrefixThatARevisionHas) {
  constexpr int kWordsInAll = 300;
  KeepShippedDictionary();
  SearchRequest request;
  request.query = "zq*";
  request.page_size = 40;
  request.passages_per_hit = 2;
  request.receipt = true;
  SnapshotPtr keeping;  // holds what the last revision left
  std::string shown;
  for (int revision = 0; revision < 4; ++revision) {
    auto writer = IndexWriter::Open(directory_.path(), WriterOptions());
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    for (int i = 0; i < 40; ++i) {
      std::string text;
      for (int word = 0; word < kWordsInAll; ++word) {
        const bool frequent = (word * 7 + revision * 40) % kWordsInAll < 256;
        if (revision > 0 ? frequent : word % 40 == i) {
          text += "Zq" + std::string(1 + word % 20, 'a') +
                  std::string(1 + word / 20, 'b') + " est là. ";
        }
      }
      ASSERT_TRUE((*writer)
                      ->Add(MakeArticle("r" + std::to_string(revision) + "-" +
                                            std::to_string(i),
                                        "Sans mot", text))
                      .ok());
    }
    ASSERT_TRUE((*writer)->Commit().ok());
    keeping = Open(true);
    Compare(*keeping, *Open(false), {request});
    const auto answer = keeping->Search(request);
    ASSERT_TRUE(answer.ok());
    EXPECT_NE(Whole(*answer), shown);
    shown = Whole(*answer);
  }
}

TEST_F(KeptAnswersTest, ViewsOfSourcesHaveTheirOwn) {
  Write("");
  const std::vector<SearchRequest> requests = RandomPages(8);
  const SnapshotPtr all = Open(true);
  const SnapshotPtr plain = Open(false);
  Compare(*all, *plain, requests);
  for (const char* source : {"Le Monde", "La Croix", "nobody"}) {
    SourceScope scope;
    scope.sources = {source};
    const auto view = all->Restrict(scope);
    const auto plain_view = plain->Restrict(scope);
    ASSERT_TRUE(view.ok() && plain_view.ok());
    Compare(**view, **plain_view, requests);
  }
  Compare(*all, *plain, requests);
}

TEST_F(KeptAnswersTest, ServeManyThreads) {
  Write("");
  const std::vector<SearchRequest> requests = RandomPages(30);
  const SnapshotPtr keeping = Open(true);
  const SnapshotPtr plain = Open(false);
  std::vector<std::string> want;
  for (const SearchRequest& request : requests) {
    want.push_back(Whole(*plain->Search(request)));
  }
  std::vector<std::string> faults(4);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < faults.size(); ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = 0; i < 4 * requests.size(); ++i) {
        const size_t number = (i * (2 * t + 1)) % requests.size();
        const auto got = keeping->Search(requests[number]);
        if (!got.ok() || Whole(*got) != want[number]) {
          faults[t] = requests[number].query;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(faults, std::vector<std::string>(4));
}

TEST_F(KeptAnswersTest, NobodyIsServedWhoDoesNotWaitAnyMore) {
  Write("");
  const SnapshotPtr keeping = Open(true);
  SearchRequest request;
  request.query = "accord";
  for (int time = 0; time < 4; ++time) {
    ASSERT_TRUE(keeping->Search(request).ok());
    ASSERT_TRUE(keeping->ListFacets(FacetsOf(request)).ok());
  }
  request.control.cancelled = [] { return true; };
  EXPECT_EQ(keeping->Search(request).status().code(), StatusCode::kCancelled);
  request.control.cancelled = nullptr;
  request.control.deadline = std::chrono::steady_clock::time_point();
  EXPECT_EQ(keeping->Search(request).status().code(),
            StatusCode::kDeadlineExceeded);
  FacetsRequest facets = FacetsOf(request);
  facets.control = request.control;
  EXPECT_EQ(keeping->ListFacets(facets).status().code(),
            StatusCode::kDeadlineExceeded);
}

TEST_F(KeptAnswersTest, RefusalsAreTheSameEveryTime) {
  Write("");
  const SnapshotPtr keeping = Open(true);
  SearchRequest request;
  request.query = "(accord";
  for (int time = 0; time < 4; ++time) {
    request.options.strict = false;
    const auto repaired = keeping->Search(request);
    ASSERT_TRUE(repaired.ok());
    EXPECT_FALSE(repaired->understanding.warnings.empty());
    request.options.strict = true;
    EXPECT_EQ(keeping->Search(request).status().reason(), "QUERY_SYNTAX");
    SearchRequest unknown;
    unknown.query = "accord";
    unknown.facets.resize(1);  // of no dimension
    EXPECT_EQ(keeping->Search(unknown).status().reason(), "FACET_KEY");
    unknown.facets.clear();
    EXPECT_TRUE(keeping->Search(unknown).ok());
  }
}

}  // namespace
}  // namespace vigie
