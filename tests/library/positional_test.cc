// Operators of place, through the public API.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PositionalTest : public testing::Test {
 protected:
  void SetUp() override {
    Article first =
        MakeArticle("un", "L’usine de Lyon ferme",
                    "Le groupe ferme son usine. Les salariés protestent.\n"
                    "« Cette grève durera », dit un élu. L’usine attend.");
    first.authors = {"Zoé Martin"};
    WriteArticles(directory_.path(),
                  {first, MakeArticle("deux", "Une grève à Lyon",
                                      "Les salariés de l’usine et le groupe "
                                      "discutent.\nLa grève continue.")});
    snapshot_ = OpenIndexAt(directory_.path());
  }

  std::set<std::string> Ids(const std::string& query) {
    SearchRequest request;
    request.query = query;
    request.options.strict = true;
    const Result<SearchResult> result = snapshot_->Search(request);
    EXPECT_TRUE(result.ok()) << query << ": " << result.status().ToString();
    std::set<std::string> ids;
    if (!result.ok()) return ids;
    for (const Hit& hit : result->hits) ids.insert(hit.article.id);
    return ids;
  }

  TemporaryDirectory directory_;
  std::shared_ptr<const Snapshot> snapshot_;
};

TEST_F(PositionalTest, FindsWordsNearOneAnother) {
  EXPECT_THAT(Ids("groupe NEAR/2 usine"), ElementsAre("deux", "un"));
  EXPECT_THAT(Ids("groupe ADJ/2 usine"), ElementsAre("un"));
  EXPECT_THAT(Ids("groupe NEAR/1 usine"), IsEmpty());
}

TEST_F(PositionalTest, KeepsToSentencesAndParagraphs) {
  EXPECT_THAT(Ids("usine SAME-S salariés"), ElementsAre("deux"));
  EXPECT_THAT(Ids("ferme SAME-P protestent"), ElementsAre("un"));
  EXPECT_THAT(Ids("protestent SAME-P grève"), IsEmpty());
}

TEST_F(PositionalTest, CountsAndKeepsToTheBeginning) {
  EXPECT_THAT(Ids("ATLEAST/3(usine)"), ElementsAre("un"));
  EXPECT_THAT(Ids("FIRST/3(salariés)"), ElementsAre("deux"));
}

TEST_F(PositionalTest, KeepsToZones) {
  EXPECT_THAT(Ids("chapo:usine"), ElementsAre("deux", "un"));
  EXPECT_THAT(Ids("corps:usine"), ElementsAre("un"));
  EXPECT_THAT(Ids("citation:grève"), ElementsAre("un"));
  EXPECT_THAT(Ids("auteur:\"Zoé Martin\""), ElementsAre("un"));
}

TEST_F(PositionalTest, TakesThemAwayToo) {
  EXPECT_THAT(Ids("usine SAUF (groupe ADJ/2 usine)"), ElementsAre("deux"));
  EXPECT_THAT(Ids("usine SAUF citation:grève"), ElementsAre("deux"));
}

TEST_F(PositionalTest, ListsOnlyWhatSatisfiesThem) {
  MentionRequest request;
  request.query = "groupe ADJ/2 usine";
  const Result<MentionResult> result = snapshot_->ListMentions(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  ASSERT_EQ(result->rows.size(), 2U);
  EXPECT_EQ(result->rows[0].mention.surface, "groupe");
  EXPECT_EQ(result->rows[1].mention.surface, "usine");
}

}  // namespace
}  // namespace vigie
