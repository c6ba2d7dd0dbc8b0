#include "index/segment_builder.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/index/press.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::ShippedRecognizer;

// More than two parts, and the articles of one pipe.
constexpr uint64_t kArticles = 600;

class SegmentBuilderTest : public testing::TemporaryDirectoryTest {
 protected:
  static BuildOptions Threads(uint32_t threads) {
    BuildOptions options;
    options.threads = threads;
    return options;
  }
  Result<SegmentRecord> Build(const std::string& name, uint32_t threads,
                              const ArticleSource& source) {
    return BuildSegment(path(""), name, *ShippedRecognizer(), source,
                        Threads(threads));
  }
};

TEST_F(SegmentBuilderTest, TheBytesDoNotDependOnTheThreads) {
  const ArticleSource source = {kArticles, [](uint64_t i) -> Result<Article> {
                                  return MakeArticle(static_cast<int>(i));
                                }};
  std::map<std::string, std::string> first;
  for (const uint32_t threads : {1U, 2U, 4U}) {
    SCOPED_TRACE(threads);
    const std::string name = "seg-" + std::to_string(threads);
    ASSERT_THAT(Build(name, threads, source), IsOk());
    const auto files = testing::ReadTree(path(name));
    if (threads == 1) first = files;
    EXPECT_TRUE(files == first);
  }
  EXPECT_FALSE(first.empty());
}

TEST_F(SegmentBuilderTest, WhatTheSourceMeetsIsReturnedByAnyNumberOfThreads) {
  const ArticleSource source = {kArticles, [](uint64_t i) -> Result<Article> {
                                  if (i == 400)
                                    return Status(StatusCode::kDataLoss,
                                                  "page 400 is torn");
                                  return MakeArticle(static_cast<int>(i));
                                }};
  for (const uint32_t threads : {1U, 2U, 4U}) {
    SCOPED_TRACE(threads);
    EXPECT_THAT(Build("seg-1", threads, source),
                FailsWith(StatusCode::kDataLoss, "torn"));
  }
}

TEST_F(SegmentBuilderTest, AnExceptionOfTheSourceIsAStatus) {
  const ArticleSource source = {kArticles, [](uint64_t i) -> Result<Article> {
                                  if (i == 300) throw std::bad_alloc();
                                  return MakeArticle(static_cast<int>(i));
                                }};
  for (const uint32_t threads : {1U, 3U}) {
    SCOPED_TRACE(threads);
    EXPECT_THAT(Build("seg-1", threads, source),
                FailsWith(StatusCode::kResourceExhausted, "memory"));
  }
}

}  // namespace
}  // namespace vigie::index
