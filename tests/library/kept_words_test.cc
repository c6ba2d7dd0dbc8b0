// Words and names that revisions take from those before them, against those of
// snapshots that read everything anew.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/library/random_index.h"

namespace vigie {
namespace {

class KeptWordsTest : public RandomIndexTest {
 protected:
  // Articles with numbers from `first` on, of words and names drawn anew.
  void WriteNamed(uint32_t first, uint32_t articles) {
    static const std::vector<std::string> words = {
        "marché", "marche",  "marchés",     "marchand", "élève",
        "éleve",  "elevage", "électricité", "tarifs",   "tarifaire"};
    static const std::vector<std::string> names = {
        "Broadcom", "Nvidia",       "Maëlle Ottavi", "Maelle Orsoni",
        "OpenAI",   "Société Marl", "Marseille",     "Emmanuel Macron"};
    auto writer = IndexWriter::Open(directory_.path(), {});
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    for (uint32_t i = 0; i < articles; ++i) {
      Article article = RandomArticle(first + i);
      for (uint32_t more = 0; more < 3; ++more) {
        article.text += " Selon " + names[random_() % names.size()] + ", le " +
                        words[random_() % words.size()] + " a " +
                        words[random_() % words.size()] + ".";
      }
      ASSERT_TRUE((*writer)->Add(article).ok());
    }
    ASSERT_TRUE((*writer)->Commit().ok());
  }

  static std::string Suggestions(const Snapshot& snapshot,
                                 const std::string& text) {
    SuggestRequest request;
    request.text = text;
    request.limit = 50;
    const Result<SuggestResult> result = snapshot.Suggest(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    std::string lines;
    for (const Suggestion& one : result->suggestions) {
      lines += one.text + " | " + one.query + " | " + one.alias + " | " +
               std::to_string(one.articles) + "\n";
    }
    return lines;
  }

  static std::string NearWords(const Snapshot& snapshot,
                               const std::string& query) {
    SearchRequest request;
    request.query = query;
    const Result<SearchResult> result = snapshot.Search(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    std::string lines = std::to_string(result->total_hits) + "\n";
    for (const QuerySuggestion& one : result->suggestions) {
      lines += one.query + " | " + std::to_string(one.total_hits) + "\n";
    }
    return lines;
  }

  void Compare() const {
    const auto keeping = Open(true);
    const auto plain = Open(false);
    for (const char* text :
         {"m", "ma", "marc", "marche", "é", "el", "elev", "tarif", "brod",
          "broad", "o", "op", "soc", "société m", "macr", "zz"}) {
      EXPECT_EQ(Suggestions(*keeping, text), Suggestions(*plain, text)) << text;
    }
    for (const char* query : {"marhcé", "elevgae", "tarifiare", "brodacom"}) {
      EXPECT_EQ(NearWords(*keeping, query), NearWords(*plain, query)) << query;
    }
  }
};

TEST_F(KeptWordsTest,
       EveryRevisionKnowsTheWordsAndNamesThatAnotherReaderFinds) {
  Write("");
  std::shared_ptr<const Snapshot> before;  // holds what was read
  for (uint32_t revision = 0; revision < 10; ++revision) {
    SCOPED_TRACE(revision);
    WriteNamed(1'000 + random_() % 200, random_() % 40);
    DeleteArticles(1'000 + random_() % 200, random_() % 10);
    if (revision % 4 == 3) Compact();
    const auto now = Open(true);
    Compare();
    before = now;
  }
}

TEST_F(KeptWordsTest, TheFormThatMostArticlesHaveIsShownWhateverTheSegments) {
  Write("");
  auto write = [&](uint32_t number, const std::string& word, uint32_t times) {
    auto writer = IndexWriter::Open(directory_.path(), {});
    ASSERT_TRUE(writer.ok());
    Article article = RandomArticle(number);
    for (uint32_t i = 0; i < times; ++i) article.text += " " + word;
    ASSERT_TRUE((*writer)->Add(article).ok());
    ASSERT_TRUE((*writer)->Commit().ok());
  };
  write(2'000, "grignoté", 2);
  EXPECT_EQ(Suggestions(*Open(true), "grignot"),
            "grignoté | grignoté |  | 1\n");
  write(2'001, "grignote", 3);
  EXPECT_EQ(Suggestions(*Open(true), "grignot"),
            "grignote | grignote |  | 2\n");
  write(2'002, "grignoté", 3);  // the first of equals
  EXPECT_EQ(Suggestions(*Open(true), "grignot"),
            "grignote | grignote |  | 3\n");
  EXPECT_EQ(Suggestions(*Open(false), "grignot"),
            "grignote | grignote |  | 3\n");
}

TEST_F(KeptWordsTest, ViewsOfSomeSourcesKnowNothingOfOthers) {
  Write("");
  WriteNamed(1'000, 60);
  const auto all = Open(true);
  const std::string everything = Suggestions(*all, "mar");
  SourceScope scope;
  scope.sources = {"Le Monde"};
  const auto some = all->Restrict(scope);
  ASSERT_TRUE(some.ok());
  const std::string few = Suggestions(**some, "mar");
  EXPECT_NE(few, everything);
  const auto plain = Open(false)->Restrict(scope);
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(few, Suggestions(**plain, "mar"));
  EXPECT_EQ(Suggestions(*all, "mar"), everything);
}

}  // namespace
}  // namespace vigie
