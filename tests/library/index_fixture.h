// An index in a folder of its own, written and read through the public API.
#ifndef VIGIE_TESTS_LIBRARY_INDEX_FIXTURE_H_
#define VIGIE_TESTS_LIBRARY_INDEX_FIXTURE_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "vigie/vigie.h"

namespace vigie {

// A new empty directory, removed with what it holds.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    static std::atomic<int> made{0};
    path_ = std::filesystem::path(testing::TempDir()) /
            ("vigie-library-" + std::to_string(::getpid()) + "-" +
             std::to_string(made++));
    // A killed process of the same number may have left one.
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Article MakeArticle(std::string id, std::string title, std::string text,
                           std::string source = "", std::string date = "") {
  Article article;
  article.id = std::move(id);
  article.title = std::move(title);
  article.text = std::move(text);
  article.source = std::move(source);
  if (!date.empty()) article.published_at = *ParsePublicationTime(date);
  return article;
}

// The shipped dictionary stays in memory until the end of the program, so that
// it is compiled once for all tests.
void KeepShippedDictionary();

// Adds and commits; the writer is closed again.
inline void WriteArticles(const std::filesystem::path& directory,
                          const std::vector<Article>& articles) {
  KeepShippedDictionary();
  auto writer = IndexWriter::Open(directory, WriterOptions());
  ASSERT_TRUE(writer.ok()) << writer.status().ToString();
  for (const Article& article : articles) {
    const auto added = (*writer)->Add(article);
    ASSERT_TRUE(added.ok()) << added.status().ToString();
  }
  const auto committed = (*writer)->Commit();
  ASSERT_TRUE(committed.ok()) << committed.status().ToString();
}

inline std::shared_ptr<const Snapshot> OpenIndexAt(
    const std::filesystem::path& directory) {
  auto snapshot = Snapshot::Open(directory);
  EXPECT_TRUE(snapshot.ok()) << snapshot.status().ToString();
  return snapshot.ok() ? *snapshot : nullptr;
}

// A small press review: several sources, months and segments, an article
// replaced later, an undated one.
std::vector<Article> PressReview();
void WritePressReview(const std::filesystem::path& directory);

// What an answer says, as text, without the time that it took.
std::string Print(const SearchResult& result);
std::string Print(const MentionRow& row);

}  // namespace vigie

#endif  // VIGIE_TESTS_LIBRARY_INDEX_FIXTURE_H_
