// Mentions that come with articles, through the index and back.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/library/index_fixture.h"
#include "vigie/live_writer.h"
#include "vigie/maintenance.h"

namespace vigie {
namespace {

Article WithMentions() {
  Article article = MakeArticle("a", "Brun arrive", "Léa Brun quitte Lyon.", "",
                                "2026-03-01");
  SuppliedMention person;
  person.range = {0, 9};
  person.surface = "Léa Brun";
  person.entity_id = "person/lea-brun";
  person.label = "Léa Brun (ingénieure)";
  SuppliedMention title;
  title.field = Field::kTitle;
  title.range = {0, 4};
  title.entity_id = "person/lea-brun";
  SuppliedMention faulty = person;
  faulty.range = {2, 9};  // inside « é »
  article.mentions = {person, faulty, title};
  return article;
}

// "field surface id (rule)" of the mentions of an article.
std::vector<std::string> MentionsOf(const Snapshot& snapshot,
                                    const std::string& id) {
  std::vector<std::string> shown;
  const auto mentions = snapshot.GetArticleMentions(id);
  EXPECT_TRUE(mentions.ok()) << mentions.status().ToString();
  if (!mentions.ok()) return shown;
  for (const Mention& mention : *mentions) {
    shown.push_back((mention.field == Field::kTitle ? "title " : "text ") +
                    mention.surface + " " + mention.entity_id + " (" +
                    std::string(MentionRuleName(mention.rule)) + ")");
  }
  return shown;
}

const std::vector<std::string> kExpected = {
    "title Brun person/lea-brun (supplied)",
    "text Léa Brun person/lea-brun (supplied)",
    "text Lyon place/lyon (dictionary)"};

TEST(SuppliedMentions, AreStoredWithTheArticleWithoutFaultyOnes) {
  const TemporaryDirectory directory;
  WriteArticles(directory.path(), {WithMentions()});
  const auto snapshot = OpenIndexAt(directory.path());
  EXPECT_EQ(MentionsOf(*snapshot, "a"), kExpected);
  const auto article = snapshot->GetArticle("a");
  ASSERT_TRUE(article.ok());
  ASSERT_EQ(article->mentions.size(), 2U);
  EXPECT_EQ(article->mentions[0].range, (ByteRange{0, 9}));
  EXPECT_EQ(article->mentions[0].entity_id, "person/lea-brun");
  EXPECT_EQ(article->mentions[0].label, "Léa Brun (ingénieure)");
  EXPECT_EQ(article->mentions[1].field, Field::kTitle);
}

TEST(SuppliedMentions, AreFoundByTheirEntity) {
  const TemporaryDirectory directory;
  WriteArticles(directory.path(), {WithMentions()});
  const auto snapshot = OpenIndexAt(directory.path());
  MentionRequest request;
  request.query = "entity:\"person/lea-brun\"";
  const auto rows = snapshot->ListMentions(request);
  ASSERT_TRUE(rows.ok()) << rows.status().ToString();
  EXPECT_EQ(rows->total_mentions, 2U);
}

TEST(SuppliedMentions, SurviveUpdatesOfOthersMergesAndRebuilds) {
  const TemporaryDirectory directory;
  const std::string path = directory.path();
  WriteArticles(path, {WithMentions(), MakeArticle("b", "Deux", "Un.")});
  WriteArticles(path, {MakeArticle("b", "Deux", "Autre.")});
  {
    auto writer = IndexWriter::Open(path, WriterOptions());
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE((*writer)->Compact().ok());
  }
  EXPECT_EQ(MentionsOf(*OpenIndexAt(path), "a"), kExpected);
  const auto rebuilt = RebuildIndex(path, RebuildOptions());
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.status().ToString();
  EXPECT_EQ(MentionsOf(*OpenIndexAt(path), "a"), kExpected);
}

TEST(SuppliedMentions, GoThroughTheJournal) {
  const TemporaryDirectory directory;
  {
    auto writer = LiveWriter::Open(directory.path(), LiveOptions());
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    const auto outcomes = (*writer)->Put({WithMentions()}, Wait::kVisible);
    ASSERT_EQ(outcomes.size(), 1U);
    ASSERT_TRUE(outcomes[0].status.ok()) << outcomes[0].status.ToString();
  }
  EXPECT_EQ(MentionsOf(*OpenIndexAt(directory.path()), "a"), kExpected);
}

TEST(SuppliedMentions, MakeAnotherArticle) {
  const TemporaryDirectory directory;
  WriteArticles(directory.path(), {WithMentions()});
  auto writer = IndexWriter::Open(directory.path(), WriterOptions());
  ASSERT_TRUE(writer.ok());
  Article without = WithMentions();
  without.mentions.clear();
  const auto same = (*writer)->Add(WithMentions());
  const auto other = (*writer)->Add(without);
  ASSERT_TRUE(same.ok() && other.ok());
  EXPECT_EQ(*same, AddOutcome::kUnchanged);
  EXPECT_EQ(*other, AddOutcome::kReplaced);
}

}  // namespace
}  // namespace vigie
