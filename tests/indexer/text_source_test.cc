#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <vector>

#include "indexer/article_source.h"
#include "tests/indexer/scratch_folder.h"
#include "tests/indexer/source_reading.h"

namespace vigie::indexer {
namespace {

using testing::HasSubstr;

SourceItem ReadText(std::string_view content) {
  const ScratchFolder folder;
  const std::string path = folder.Write("article.txt", content);
  const auto source = MakeTextSource(FileOf(path, "dossier/article.txt"));
  std::optional<SourceItem> item = source->Next();
  EXPECT_TRUE(item.has_value());
  EXPECT_FALSE(source->Next().has_value()) << "a file is one article";
  EXPECT_EQ(source->bytes_read(), content.size());
  return std::move(*item);
}

struct Row {
  const char* content;
  const char* title;
  const char* text;
};

void ExpectArticles(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const SourceItem item = ReadText(row.content);
    ASSERT_TRUE(item.article.has_value()) << row.content;
    EXPECT_EQ(item.article->title, row.title) << row.content;
    EXPECT_EQ(item.article->text, row.text) << row.content;
    EXPECT_TRUE(item.rejection.ok()) << row.content;
    EXPECT_TRUE(item.repairs.empty()) << row.content;
  }
}

TEST(TextTitle, IsTheFirstLineWhenTextFollows) {
  ExpectArticles({
      {"Un phare rallumé\n\nLa tour sert à nouveau.\n", "Un phare rallumé",
       "La tour sert à nouveau.\n"},
      {"Un phare rallumé\nLa tour sert.", "Un phare rallumé", "La tour sert."},
      {"\n\n  Un phare rallumé  \n\nLa tour.", "Un phare rallumé", "La tour."},
      {"Faut-il un phare ?\n\nOui.", "Faut-il un phare ?", "Oui."},
      {"Un phare, enfin !\n\nOui.", "Un phare, enfin !", "Oui."},
      {"« Un phare »\n\nOui.", "« Un phare »", "Oui."},
      {"Phare : la tour rallumée\n\nOui.", "Phare : la tour rallumée", "Oui."},
  });
}

TEST(TextTitle, IsAbsentWhenTheFirstLineReadsAsRunningText) {
  for (const char* content : {
           "La tour sert à nouveau.\n\nElle date de 1850.",
           "« La tour sert à nouveau. »\n\nElle date de 1850.",
           "« La tour sert à nouveau.\u00a0»\n\nElle date de 1850.",
           "La tour\u202f:\nun feu, une lampe.",
           "La tour,\nun feu.",
           "La tour ;\nun feu.",
           "La tour…\nun feu.",
       }) {
    ExpectArticles({{content, "", content}});
  }
}

TEST(TextTitle, IsAbsentWhenNothingFollows) {
  ExpectArticles({{"Un phare rallumé", "", "Un phare rallumé"},
                  {"Un phare rallumé\n\n \n", "", "Un phare rallumé\n\n \n"}});
}

TEST(TextTitle, HasAtMostThreeHundredBytes) {
  const std::string longest(300, 'a');
  const SourceItem kept = ReadText(longest + "\n\nSuite.");
  EXPECT_EQ(kept.article->title, longest);
  const std::string content = longest + "a\n\nSuite.";
  const SourceItem refused = ReadText(content);
  EXPECT_EQ(refused.article->title, "");
  EXPECT_EQ(refused.article->text, content);
}

TEST(TextSource, KeepsHeadingsParagraphsAndIndentation) {
  ExpectArticles({{"Titre\n\n  Un retrait.\n\nIntertitre\n\nLa suite.\n",
                   "Titre", "  Un retrait.\n\nIntertitre\n\nLa suite.\n"}});
}

TEST(TextSource, ReadsWindowsLineEndsAndByteOrderMarks) {
  ExpectArticles({
      {"Un titre\r\n\r\nLe texte.\r\n", "Un titre", "Le texte.\r\n"},
      {"\xEF\xBB\xBFUn titre\n\nLe texte.", "Un titre", "Le texte."},
      {"\xEF\xBB\xBF\r\nUn titre\r\nLe texte.", "Un titre", "Le texte."},
  });
}

TEST(TextSource, TakesTheIdGivenAndSaysFrench) {
  const SourceItem item = ReadText("Titre\n\nTexte.");
  EXPECT_EQ(item.article->id, "dossier/article.txt");
  EXPECT_EQ(item.article->language, "fr");
  EXPECT_EQ(item.place.line, 0U);
  EXPECT_FALSE(item.article->published_at.has_value());
}

TEST(TextSource, RepairsForeignBytesAndSaysSo) {
  const SourceItem latin = ReadText("Un \xE9t\xE9\n\nLe texte.");
  ASSERT_TRUE(latin.article.has_value());
  EXPECT_EQ(latin.article->title, "Un été");
  ASSERT_EQ(latin.repairs.size(), 1U);
  EXPECT_EQ(latin.repairs[0].reason(), "REPAIRED_ENCODING");
  EXPECT_THAT(latin.repairs[0].message(), HasSubstr("2 bytes"));
  EXPECT_THAT(latin.repairs[0].message(), HasSubstr("windows-1252"));

  const SourceItem nul = ReadText(std::string_view("Un\0titre\n\nTexte.", 16));
  ASSERT_TRUE(nul.article.has_value());
  EXPECT_EQ(nul.article->title, "Un titre");
  EXPECT_EQ(nul.repairs.size(), 1U);
}

TEST(TextSource, RejectsFilesWithoutAnyText) {
  for (const char* content : {"", "\n", " \t\r\n\n", "\xEF\xBB\xBF\n"}) {
    const SourceItem item = ReadText(content);
    EXPECT_FALSE(item.article.has_value());
    EXPECT_EQ(item.rejection.reason(), "EMPTY_FILE") << item.place.file;
  }
}

TEST(TextSource, RejectsWhatNoArticleCouldHold) {
  const ScratchFolder folder;
  const std::string path = folder.Write("gros.txt", "");
  std::filesystem::resize_file(path, 3ULL * ArticleLimits::kTextBytes + 1);
  const SourceItem item = *MakeTextSource(FileOf(path, "gros.txt"))->Next();
  EXPECT_FALSE(item.article.has_value());
  EXPECT_EQ(item.rejection.reason(), "TOO_LARGE");
  EXPECT_THAT(item.rejection.message(), HasSubstr("2000000"));
}

TEST(TextSource, RejectsWhatIsNoFile) {
  const ScratchFolder folder;
  const SourceItem absent =
      *MakeTextSource(FileOf(folder.Path("absent.txt"), "absent.txt"))->Next();
  EXPECT_EQ(absent.rejection.code(), StatusCode::kNotFound);
  EXPECT_EQ(absent.rejection.reason(), "UNREADABLE");
  EXPECT_EQ(absent.place.file, folder.Path("absent.txt"));

  const std::string pipe = folder.Path("tube.txt");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const SourceItem fifo = *MakeTextSource(FileOf(pipe, "tube.txt"))->Next();
  EXPECT_EQ(fifo.rejection.reason(), "UNREADABLE");
}

}  // namespace
}  // namespace vigie::indexer
