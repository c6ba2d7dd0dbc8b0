#include "indexer/database_check.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/indexer/scratch_folder.h"
#include "vigie/index_writer.h"

namespace vigie::indexer {
namespace {

namespace fs = std::filesystem;

std::string DatabaseBelow(const fs::path& index) {
  for (const auto& entry : fs::recursive_directory_iterator(index)) {
    if (entry.path().filename() == "postings.glass") return entry.path();
  }
  return "";
}

std::string MakeDatabase(const fs::path& index) {
  WriterOptions options;
  options.index = IndexOptions();
  options.index->recognize = false;
  auto writer = IndexWriter::Open(index, options);
  EXPECT_TRUE(writer.ok()) << writer.status().ToString();
  Article article;
  article.id = "un";
  article.title = "Un titre";
  article.text = "Un texte.";
  EXPECT_TRUE((*writer)->Add(article).ok());
  EXPECT_TRUE((*writer)->Commit().ok());
  return DatabaseBelow(index);
}

TEST(DatabaseChecker, TellsDamagedDatabasesFromWholeOnes) {
  const ScratchFolder folder;
  const auto checker = DatabaseChecker::Start();
  ASSERT_TRUE(checker.ok()) << checker.status().ToString();
  const std::string whole = MakeDatabase(folder.Path("index"));
  std::string bytes = folder.Read(fs::relative(whole, folder.root()).string());
  bytes.replace(bytes.size() / 2, bytes.size(), bytes.size() / 2, '\x7F');
  const std::string damaged = folder.Write("damaged.glass", bytes);
  for (int round = 0; round < 2; ++round) {
    EXPECT_TRUE((*checker)->Check(whole).ok());
    EXPECT_EQ((*checker)->Check(damaged).code(), StatusCode::kDataLoss);
  }
}

TEST(DatabaseChecker, WhatIsNoDatabaseIsDataLossAndNamed) {
  const ScratchFolder folder;
  const auto checker = DatabaseChecker::Start();
  ASSERT_TRUE(checker.ok());
  for (const std::string& path : {folder.Path("absent.glass"),
                                  folder.Write("text.glass", "pas une base")}) {
    const Status checked = (*checker)->Check(path);
    EXPECT_EQ(checked.code(), StatusCode::kDataLoss);
    EXPECT_NE(checked.message().find(path), std::string::npos)
        << checked.message();
  }
}

TEST(DatabaseChecker, APathThatIsTooLongEndsInAnError) {
  const auto checker = DatabaseChecker::Start();
  ASSERT_TRUE(checker.ok());
  EXPECT_FALSE((*checker)->Check(std::string(100'000, 'x')).ok());
  EXPECT_FALSE((*checker)->Check("/").ok());
}

}  // namespace
}  // namespace vigie::indexer
