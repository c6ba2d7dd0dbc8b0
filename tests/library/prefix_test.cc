// Prefixes and the ways to write a compound.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

class PrefixTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WriteArticles(
        directory_->path(),
        {MakeArticle("hyphen", "Un", "Des semi-conducteurs manquent."),
         MakeArticle("solid", "Deux", "Un semiconducteur manque."),
         MakeArticle("spaced", "Trois", "Des semi conducteurs manquent."),
         MakeArticle("word", "Quatre", "Une semiconductrice de pizzas."),
         MakeArticle("parts", "Cinq", "Un conducteur à demi, ou semi."),
         MakeArticle("aujourd", "Six", "Il fait beau aujourd’hui."),
         MakeArticle("other", "Sept", "La semaine des conditions.")});
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  static std::set<std::string> Ids(const std::string& query,
                                   bool marked = true) {
    SearchRequest request;
    request.query = query;
    const Result<SearchResult> result = snapshot_->Search(request);
    EXPECT_TRUE(result.ok()) << query << ": " << result.status().ToString();
    std::set<std::string> ids;
    if (!result.ok()) return ids;
    for (const Hit& hit : result->hits) {
      ids.insert(hit.article.id);
      EXPECT_TRUE(!marked || !hit.passages.front().highlights.empty())
          << query << " " << hit.article.id;
    }
    return ids;
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};
TemporaryDirectory* PrefixTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> PrefixTest::snapshot_;

TEST_F(PrefixTest, FindsCompoundsHoweverWritten) {
  using Set = std::set<std::string>;
  const std::vector<std::pair<std::string, Set>> kCases = {
      {"semicond*", {"hyphen", "solid", "spaced", "word"}},
      {"semi-cond*", {"hyphen", "solid", "spaced", "word"}},
      {"semi cond*", {"hyphen", "solid", "spaced", "word", "parts"}},
      {"semiconducteurs*", {"hyphen", "spaced"}},
      {"manqu* semi cond*", {"hyphen", "solid", "spaced"}},
      {"manquer semi cond*", {"hyphen", "solid", "spaced"}},
      {"aujourdh*", {"aujourd"}},
      {"aujourd'h*", {"aujourd"}},
      {"semaine cond*", {"other"}},
      {"se-micond*", {"hyphen", "solid", "spaced", "word"}},
      {"semicons*", {}},
  };
  for (const auto& [query, want] : kCases) {
    EXPECT_EQ(Ids(query), want) << query;
  }
}

TEST_F(PrefixTest, ListsWhatTheWordsStandFor) {
  SearchRequest request;
  request.query = "semicond*";
  const Result<SearchResult> result = snapshot_->Search(request);
  ASSERT_TRUE(result.ok());
  ASSERT_EQ(result->understanding.expansions.size(), 1U);
  EXPECT_THAT(result->understanding.expansions.front().targets,
              testing::UnorderedElementsAre(
                  "semi-conducteur", "semi-conducteurs", "semi-conductrice"));
}

TEST_F(PrefixTest, ReadsAWordAndAPrefixAsACompoundWhereAnyIsEnough) {
  SearchRequest request;
  request.query = "semi cond*";
  request.options.default_operator = QueryOptions::Operator::kOr;
  const Result<SearchResult> result = snapshot_->Search(request);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->total_hits, 6U);
}

TEST_F(PrefixTest, MarksEachOccurrenceOnce) {
  MentionRequest request;
  request.query = "semicond*";
  const Result<MentionResult> result = snapshot_->ListMentions(request);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->total_mentions, 4U);
}

}  // namespace
}  // namespace vigie
