// A server and a writer over one directory.
#include <gtest/gtest.h>

#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/server/served_index.h"
#include "vigie/snapshot.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie {
namespace {

// 0.7 MB of words of their own.
std::vector<Article> LongArticles() {
  std::mt19937 random(5);
  std::vector<Article> articles(40, OwnArticles()[2]);
  for (size_t i = 0; i < articles.size(); ++i) {
    articles[i].id = "long/" + std::to_string(i);
    for (int word = 0; word < 1'000; ++word) {
      articles[i].text += ' ';
      for (int letter = 0; letter < 16; ++letter) {
        articles[i].text += static_cast<char>('a' + random() % 26);
      }
    }
  }
  return articles;
}

class RevisionTest : public ::testing::Test {
 protected:
  using Search = v1::SearchService::Stub;

  RevisionTest() = default;
  explicit RevisionTest(const std::vector<std::string>& flags)
      : served_(OwnArticles(), flags) {}

  grpc::Status Ask(const v1::SearchRequest& request) {
    return CallRpc(search_, &Search::Search, request, &response_);
  }

  v1::GetStatusResponse Told() {
    v1::IndexService::Stub stub(served_.channel());
    v1::GetStatusResponse response;
    const grpc::Status status =
        CallRpc(stub, &v1::IndexService::Stub::GetStatus,
                v1::GetStatusRequest(), &response);
    if (!status.ok()) throw std::runtime_error(status.error_message());
    return response;
  }

  uint64_t Served() { return Told().index().revision(); }

  // Adds more than 1 MiB to the index, and then merges it with the rest: what
  // the revisions before needed.
  void PublishMuchAndMerge() {
    const uint64_t added = AddArticles(served_.directory(), LongArticles());
    ASSERT_TRUE(Eventually([&] { return Served() == added; }));
    EXPECT_EQ(Told().pinned().revisions(), 1U);
    EXPECT_EQ(Told().pinned().bytes(), 0U);
    auto writer = IndexWriter::Open(served_.directory(), {});
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    const auto merged = (*writer)->Compact();
    ASSERT_TRUE(merged.ok()) << merged.status().ToString();
    ASSERT_TRUE(Eventually([&] { return Served() == merged->revision; }));
  }

  // Publishes one more article and waits until the server serves it.
  void Publish(int number) {
    Article article = OwnArticles()[1];
    article.id = "b/" + std::to_string(number);
    article.text += " Numéro " + std::to_string(number) + ".";
    const uint64_t revision = AddArticles(served_.directory(), {article});
    ASSERT_TRUE(Eventually([&] { return Served() == revision; }));
  }

  // The first page of two.
  v1::SearchRequest FirstPage() {
    v1::SearchRequest request;
    request.set_query("accord");
    request.set_page_size(1);
    EXPECT_TRUE(Ask(request).ok());
    EXPECT_NE(response_.next_page_token(), "");
    return request;
  }

  ServedIndex served_;
  Search search_{served_.channel()};
  v1::SearchResponse response_;
};

TEST_F(RevisionTest, IsServedSoonAfterItIsPublished) {
  Publish(1);
  v1::SearchRequest request;
  request.set_query("accord");
  ASSERT_TRUE(Ask(request).ok());
  EXPECT_EQ(response_.total_hits(), 3U);
}

TEST_F(RevisionTest, WasReadAgainAsTheStatusTells) {
  v1::IndexService::Stub stub(served_.channel());
  v1::GetStatusResponse response;
  EXPECT_TRUE(Eventually([&] {
    const grpc::Status status =
        CallRpc(stub, &v1::IndexService::Stub::GetStatus,
                v1::GetStatusRequest(), &response);
    return status.ok() && response.has_scrub();
  }));
  EXPECT_EQ(response.scrub().revision(), response.index().revision());
  EXPECT_GT(response.scrub().files(), 2U);
  EXPECT_GT(response.scrub().bytes(), 0U);
  EXPECT_GT(response.scrub().finished_at(), 1'000'000'000);
  EXPECT_EQ(response.scrub().damaged_files_size(), 0);
  EXPECT_EQ(response.scrub().error(), "");
}

TEST_F(RevisionTest, StaysReadableForThePagesThatBeganOnIt) {
  v1::SearchRequest request = FirstPage();
  const uint64_t revision = response_.revision();
  request.set_page_token(response_.next_page_token());
  Publish(1);
  ASSERT_TRUE(Ask(request).ok());
  EXPECT_EQ(response_.revision(), revision);
  EXPECT_EQ(response_.total_hits(), 2U);
}

TEST_F(RevisionTest, ExpiresWhenFourNewerOnesWereSuperseded) {
  v1::SearchRequest request = FirstPage();
  request.set_page_token(response_.next_page_token());
  for (int number = 1; number <= 5; ++number) Publish(number);
  const grpc::Status status = Ask(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.reason(), "REVISION_EXPIRED");
  const auto resume = info.metadata().find("resume_token");
  ASSERT_NE(resume, info.metadata().end());
  request.set_page_token(resume->second);
  EXPECT_TRUE(Ask(request).ok());
  EXPECT_EQ(response_.total_hits(), 7U);
}

TEST_F(RevisionTest, HoldsBytesThatTheStatusTells) {
  v1::SearchRequest request = FirstPage();
  request.set_page_token(response_.next_page_token());
  PublishMuchAndMerge();
  const v1::PinnedRevisions pinned = Told().pinned();
  EXPECT_EQ(pinned.revisions(), 2U);
  EXPECT_GT(pinned.bytes(), 1U << 20U);
  EXPECT_EQ(pinned.cap_bytes(), uint64_t{4} << 30U);
  const auto directory = Snapshot::InspectDirectory(served_.directory());
  ASSERT_TRUE(directory.ok());
  EXPECT_EQ(pinned.bytes(), directory->pinned_bytes);
  EXPECT_TRUE(Ask(request).ok());
}

class CappedRevisionTest : public RevisionTest {
 protected:
  CappedRevisionTest() : RevisionTest({"--pinned-bytes", "1"}) {}
};

TEST_F(CappedRevisionTest, ExpiresWhenItHoldsMoreThanTheCap) {
  v1::SearchRequest request = FirstPage();
  request.set_page_token(response_.next_page_token());
  PublishMuchAndMerge();
  const v1::PinnedRevisions pinned = Told().pinned();
  EXPECT_EQ(pinned.revisions(), 0U);
  EXPECT_EQ(pinned.bytes(), 0U);
  EXPECT_EQ(pinned.cap_bytes(), 1U << 20U);
  const grpc::Status status = Ask(request);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.reason(), "REVISION_EXPIRED");
  ASSERT_EQ(info.metadata().count("resume_token"), 1U);
  request.set_page_token(info.metadata().at("resume_token"));
  EXPECT_TRUE(Ask(request).ok());
}

}  // namespace
}  // namespace vigie
