// Words between quotation marks, through the public API.
#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

std::string InCapitals(const std::string& text) {
  std::string capitals;
  icu::UnicodeString::fromUTF8(text)
      .toUpper(icu::Locale::getFrench())
      .toUTF8String(capitals);
  return capitals;
}

std::string WithoutCapitals(const std::string& text) {
  std::string small;
  icu::UnicodeString::fromUTF8(text)
      .toLower(icu::Locale::getFrench())
      .toUTF8String(small);
  return small;
}

class PhraseTest : public testing::Test {
 protected:
  void Write(const std::vector<Article>& articles) {
    WriteArticles(directory_.path(), articles);
    snapshot_ = OpenIndexAt(directory_.path());
    ASSERT_NE(snapshot_, nullptr);
  }

  bool Finds(const std::string& query, const std::string& id) {
    SearchRequest request;
    request.query = query;
    request.options.typo_tolerance = false;
    request.page_size = 50;
    const Result<SearchResult> result = snapshot_->Search(request);
    EXPECT_TRUE(result.ok()) << query << ": " << result.status().ToString();
    return result.ok() &&
           std::any_of(result->hits.begin(), result->hits.end(),
                       [&](const Hit& hit) { return hit.article.id == id; });
  }

  TemporaryDirectory directory_;
  std::shared_ptr<const Snapshot> snapshot_;
};

// What the lexicon does not know and has a capital keeps its letters; without
// one it is taken for a verb in -er.
TEST_F(PhraseTest, CapitalsDoNotCount) {
  Write({MakeArticle("base", "Logiciels",
                     "Le groupe vend SQL Server à ses clients."),
         MakeArticle("bas", "Logiciels",
                     "On installe sql server sur une machine."),
         MakeArticle("loin", "Logiciels",
                     "SQL est un langage. Un Server tourne.")});
  for (const char* const query : {"\"sql server\"", "\"SQL Server\"",
                                  "\"SQL SERVER\"", "\"Sql server\""}) {
    SCOPED_TRACE(query);
    EXPECT_TRUE(Finds(query, "base"));
    EXPECT_TRUE(Finds(query, "bas"));
    EXPECT_FALSE(Finds(query, "loin"));
  }
  EXPECT_TRUE(Finds("titre:logiciels server NEAR/1 sql", "base"));
}

TEST_F(PhraseTest, CapitalsDoNotCountInCodesAndOrdinals) {
  Write({MakeArticle("haut", "LE 24E RAPPORT DU 1ER MARS",
                     "Le budget de R&D de H&M augmente."),
         MakeArticle("bas", "Le 24e rapport du 1er mars",
                     "le budget de r&d de h&m augmente.")});
  for (const char* const query :
       {"24e", "24E", "\"le 24e rapport\"", "\"LE 24E RAPPORT\"",
        "\"du 1er mars\"", "\"DU 1ER MARS\"", "r&d", "R&D", "\"r&d de h&m\"",
        "\"R&D DE H&M\""}) {
    SCOPED_TRACE(query);
    EXPECT_TRUE(Finds(query, "haut"));
    EXPECT_TRUE(Finds(query, "bas"));
  }
}

std::vector<Article> Samples() {
  std::vector<Article> articles;
  const auto folder = std::filesystem::path(VIGIE_SOURCE_DIR) / "samples";
  for (const auto& file :
       std::filesystem::directory_iterator(folder / "articles")) {
    std::ifstream in(file.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    articles.push_back(
        MakeArticle(file.path().stem().string(), "", text.str()));
  }
  return articles;
}

std::vector<std::string> Typed(const std::string& text) {
  return {text, WithoutCapitals(text), InCapitals(text)};
}

// Left out are numbers, which may be a part of one (« 40 000 »), and what
// operators in capitals would look like: « AMI(E)S », « A-T-IL ».
TEST_F(PhraseTest, EveryWordOfAnArticleFindsItWhateverItsCapitals) {
  const std::vector<Article> articles = Samples();
  ASSERT_GT(articles.size(), 5U);
  Write(articles);
  for (const Article& article : articles) {
    std::istringstream words(article.text);
    std::set<std::string> seen;
    for (std::string word; words >> word;) {
      if (word.find_first_of("(0123456789") != std::string::npos) continue;
      if (word.find("-t-") != std::string::npos) continue;
      if (!seen.insert(word).second) continue;
      for (const std::string& typed : Typed(word)) {
        EXPECT_TRUE(Finds(typed, article.id)) << article.id << ": " << typed;
      }
    }
  }
}

// Words as the text has them, three at a time, without the marks of a query.
// Numbers are left out, whose words may be more or less of one (« 40 000 »,
// « 1ER »), and « M. », which is no « m. ».
std::vector<std::string> RunsOfWords(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  std::vector<std::string> runs;
  for (size_t i = 0; i + 2 < words.size(); ++i) {
    const std::string run = words[i] + " " + words[i + 1] + " " + words[i + 2];
    if (run.find_first_of("\"*=0123456789") != std::string::npos) continue;
    if (run.find("M.") != std::string::npos) continue;
    if (run.find("«") != std::string::npos) continue;
    if (run.find("»") != std::string::npos) continue;
    runs.push_back(run);
  }
  return runs;
}

TEST_F(PhraseTest, RunsOfWordsOfAnArticleFindItWhateverTheirCapitals) {
  const std::vector<Article> articles = Samples();
  ASSERT_GT(articles.size(), 5U);
  Write(articles);
  std::mt19937 random(7);
  for (const Article& article : articles) {
    const std::vector<std::string> runs = RunsOfWords(article.text);
    ASSERT_FALSE(runs.empty());
    for (int i = 0; i < 150; ++i) {
      for (const std::string& typed : Typed(runs[random() % runs.size()])) {
        EXPECT_TRUE(Finds('"' + typed + '"', article.id))
            << article.id << ": " << typed;
      }
    }
  }
}

}  // namespace
}  // namespace vigie
