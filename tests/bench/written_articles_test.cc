#include "bench/train/written_articles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace vigie::train {
namespace {

using entities::ModelType;
using testing::HasSubstr;

std::vector<std::pair<std::string, ModelType>> NamesIn(
    const eval::GoldArticle& article) {
  std::vector<std::pair<std::string, ModelType>> names;
  for (const eval::GoldName& name : article.names) {
    names.emplace_back(article.text.substr(name.range.begin, name.range.size()),
                       name.type);
  }
  return names;
}

TEST(ParseWrittenArticle, TakesMarksOutAndTellsWhereTheNamesStand) {
  const auto article = ParseWrittenArticle(
      "[L Brest] : [P Anne Le Gall] à l’[O Ifremer]\n\nElle lit [X Vingt mille "
      "lieues sous les mers] à [E Brest 2016].\n",
      "x.txt", 7);
  ASSERT_TRUE(article.ok());
  EXPECT_EQ(article->id, "x.txt:7");
  EXPECT_EQ(article->text,
            "Brest : Anne Le Gall à l’Ifremer\n\nElle lit Vingt mille lieues "
            "sous les mers à Brest 2016.\n");
  EXPECT_THAT(
      NamesIn(*article),
      testing::ElementsAre(testing::Pair("Brest", ModelType::kPlace),
                           testing::Pair("Anne Le Gall", ModelType::kPerson),
                           testing::Pair("Ifremer", ModelType::kOrganization),
                           testing::Pair("Vingt mille lieues sous les mers",
                                         ModelType::kProduct),
                           testing::Pair("Brest 2016", ModelType::kEvent)));
}

TEST(ParseWrittenArticle, SaysInWhichLineAMarkIsWrong) {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"Bien.\nÀ [L Brest.\nEt", "x.txt:8: a name ends on its line"},
      {"Bien.\n\nÀ [L Brest", "x.txt:9: a name has no « ] »"},
      {"À Brest].", "x.txt:7: « ] » ends no name"},
      {"À [L ].", "x.txt:7: « ] » ends no name"},
      {"À [Brest].", "x.txt:7: « [ » begins a name as"},
      {"À [L [L Brest]].", "x.txt:7: « [ » begins a name as"},
      {"À [", "x.txt:7: « [ » begins a name as"}};
  for (const auto& [marked, fault] : faults) {
    const auto article = ParseWrittenArticle(marked, "x.txt", 7);
    ASSERT_FALSE(article.ok()) << marked;
    EXPECT_THAT(article.status().message(), HasSubstr(fault)) << marked;
  }
}

TEST(ReadWrittenArticles, ReadsTheTextFilesOfADirectoryInOrder) {
  const std::filesystem::path directory =
      std::filesystem::path(testing::TempDir()) / "written";
  std::filesystem::create_directories(directory);
  std::ofstream(directory / "b.txt") << "Trois à [L Pau].\n";
  std::ofstream(directory / "a.txt") << "\nUn.\n====\n\n====\nDeux.\n";
  std::ofstream(directory / "c.md") << "[no article\n";
  const auto articles = ReadWrittenArticles(directory.string());
  ASSERT_TRUE(articles.ok());
  ASSERT_EQ(articles->size(), 3U);
  EXPECT_EQ((*articles)[0].id, "a.txt:1");
  EXPECT_EQ((*articles)[1].id, "a.txt:6");
  EXPECT_EQ((*articles)[2].text, "Trois à Pau.\n");
}

TEST(ReadWrittenArticles, SaysWhichDirectoryIsMissing) {
  const auto articles = ReadWrittenArticles("nowhere/at/all");
  ASSERT_FALSE(articles.ok());
  EXPECT_THAT(articles.status().message(), HasSubstr("nowhere/at/all"));
}

// A wrong mark would teach the recogniser what is not so.
TEST(ReadWrittenArticles, ReadsAllThatTheModelIsTrainedOn) {
  const auto articles =
      ReadWrittenArticles(VIGIE_SOURCE_DIR "/search/data/written");
  ASSERT_TRUE(articles.ok()) << articles.status().message();
  EXPECT_GT(articles->size(), 3'000U);
}

}  // namespace
}  // namespace vigie::train
