#include "index/analysis_ahead.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

namespace vigie::index {
namespace {

std::vector<Article> Numbered(size_t count, size_t text_bytes) {
  std::vector<Article> articles(count);
  for (size_t i = 0; i < count; ++i) {
    articles[i].id = std::to_string(i);
    articles[i].text.assign(text_bytes, 'a');
  }
  return articles;
}

ReadyArticle Keep(Article article) {
  ReadyArticle ready;
  ready.article = std::move(article);
  return ready;
}

size_t AnalyzeAll(AnalysisAhead* ahead) {
  size_t count = 0;
  while (ahead->AnalyzeOne()) ++count;
  return count;
}

TEST(AnalysisAhead, LeavesTheFirstThreadTheNextOne) {
  AnalysisAhead ahead(Keep);
  EXPECT_FALSE(ahead.AnalyzeOne());  // nothing was begun
  ahead.Begin(Numbered(7, 10));
  EXPECT_EQ(AnalyzeAll(&ahead), 6U);
  for (size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(ahead.Next().article.id, std::to_string(i));
  }
  EXPECT_FALSE(ahead.AnalyzeOne());
  ahead.Begin(Numbered(4, 10));
  ahead.Next();
  ahead.Next();
  ahead.Next();
  EXPECT_EQ(AnalyzeAll(&ahead), 0U);  // the next one is not ahead
}

TEST(AnalysisAhead, StopsWhenEnoughTextIsWaiting) {
  AnalysisAhead ahead(Keep);
  ahead.Begin(Numbered(9, size_t{100} << 10));
  EXPECT_EQ(AnalyzeAll(&ahead), 2U);
  ahead.Next();
  ahead.Next();
  EXPECT_EQ(AnalyzeAll(&ahead), 1U);
}

TEST(AnalysisAhead, GivesEachArticleOnceInOrder) {
  std::atomic<size_t> analyzed = 0;
  AnalysisAhead ahead([&](Article article) {
    ++analyzed;
    return Keep(std::move(article));
  });
  std::atomic<bool> ended = false;
  std::thread other([&] {
    while (!ended) ahead.AnalyzeOne();
  });
  for (size_t part = 0; part < 20; ++part) {
    ahead.Begin(Numbered(101, 10));
    for (size_t i = 0; i < 101; ++i) {
      EXPECT_EQ(ahead.Next().article.id, std::to_string(i));
    }
  }
  ended = true;
  other.join();
  EXPECT_EQ(analyzed, 20U * 101U);
}

TEST(AnalysisAhead, LetsFailuresThroughAndGoesOn) {
  AnalysisAhead ahead([](Article article) {
    if (article.id == "1" || article.id == "2") throw std::bad_alloc();
    return Keep(std::move(article));
  });
  ahead.Begin(Numbered(4, 10));
  EXPECT_THROW(ahead.AnalyzeOne(), std::bad_alloc);
  EXPECT_EQ(ahead.Next().article.id, "0");
  EXPECT_EQ(ahead.Next().article.id, "");  // its article is lost
  EXPECT_THROW(ahead.Next(), std::bad_alloc);
  EXPECT_EQ(ahead.Next().article.id, "3");
}

}  // namespace
}  // namespace vigie::index
