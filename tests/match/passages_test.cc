#include "match/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/match/memory_segment.h"
#include "tests/match/plans.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using testing::ElementsAre;
using testing::IsEmpty;

// Sentences of an article's text that `plan` shows, marked words in brackets.
std::vector<std::string> Shown(const std::string& text,
                               const query::PlanNode& plan, uint32_t count) {
  auto segment = std::make_shared<MemorySegment>();
  segment->documents.resize(1);
  segment->documents[0].article.text = text;
  segment->Seal();
  const Catalog catalog({segment}, nullptr);
  const EvidenceFinder finder(plan, catalog);
  ArticleText read(*segment, 0);
  EXPECT_TRUE(read.Analyze().ok());
  const Result<Evidence> evidence = finder.Find({0, 0}, &read);
  EXPECT_TRUE(evidence.ok());
  std::vector<std::string> shown;
  for (const Passage& passage :
       MakePassages(text, LayOut(text), *evidence, count)) {
    const ByteRange sentence = passage.sentence.range;
    EXPECT_EQ(passage.sentence.text,
              text.substr(sentence.begin, sentence.size()));
    std::string marked = passage.sentence.text;
    for (size_t i = passage.highlights.size(); i > 0; --i) {
      const ByteRange range = passage.highlights[i - 1];
      EXPECT_TRUE(sentence.contains(range));
      marked.insert(range.end - sentence.begin, "]");
      marked.insert(range.begin - sentence.begin, "[");
    }
    shown.push_back(marked);
  }
  return shown;
}

constexpr char kArticle[] =
    "Le marché attendait la nouvelle. La puce arrive enfin. L’accord sur la "
    "puce a été signé lundi. La puce, la puce, toujours la puce.";

TEST(Passages, MarkTheCoreWord) {
  EXPECT_THAT(Shown(kArticle, Words("accord"), 3),
              ElementsAre("L’[accord] sur la puce a été signé lundi."));
}

TEST(Passages, PreferMoreDistinctPartsToMoreRepeats) {
  const auto plan = Joined(NodeKind::kOr, {Words("accord"), Words("puce")});
  EXPECT_THAT(Shown(kArticle, plan, 1),
              ElementsAre("L’[accord] sur la [puce] a été signé lundi."));
}

TEST(Passages, AreInTheOrderOfTheText) {
  EXPECT_THAT(Shown(kArticle, Words("puce"), 2),
              ElementsAre("La [puce] arrive enfin.",
                          "La [puce], la [puce], toujours la [puce]."));
}

TEST(Passages, MarkAPhraseAsOne) {
  EXPECT_THAT(Shown(kArticle, Words("sur la puce"), 1),
              ElementsAre("L’accord [sur la puce] a été signé lundi."));
}

TEST(Passages, CutAPhraseThatRunsOverTwoSentences) {
  EXPECT_THAT(Shown(kArticle, Words("enfin accord"), 2),
              ElementsAre("La puce arrive [enfin].",
                          "L’[accord] sur la puce a été signé lundi."));
}

TEST(Passages, NeverCutAQuotation) {
  constexpr char kQuoted[] =
      "Il s’est tu. « Rien n’est figé. La puce viendra », dit-elle. Le prix "
      "monte. « Jamais.\nAutre puce ici. « Un mot. Sans fin.";
  EXPECT_THAT(Shown(kQuoted, Words("puce"), 3),
              ElementsAre("« Rien n’est figé. La [puce] viendra », dit-elle.",
                          "Autre [puce] ici."));
  EXPECT_THAT(Shown(kQuoted, Words("figé"), 1),
              ElementsAre("« Rien n’est [figé]. La puce viendra », dit-elle."));
  EXPECT_THAT(Shown(kQuoted, Words("mot"), 1), ElementsAre("« Un [mot]."));
  std::string endless = "« Début.";
  for (int i = 0; i < 100; ++i) endless += " La phrase continue.";
  endless += " Une puce. » Fin.";
  EXPECT_THAT(Shown(endless, Words("puce"), 1), ElementsAre("Une [puce]. »"));
}

TEST(Passages, ShowTheLeadWithoutEvidence) {
  EXPECT_THAT(Shown(kArticle, MakePlanNode(NodeKind::kAll), 3),
              ElementsAre("Le marché attendait la nouvelle."));
}

TEST(Passages, AreNoneWhenNoneIsAskedOrThereIsNoText) {
  EXPECT_THAT(Shown(kArticle, Words("puce"), 0), IsEmpty());
  EXPECT_THAT(Shown("", MakePlanNode(NodeKind::kAll), 3), IsEmpty());
}

TEST(Passages, ShowPartOfAnEndlessSentence) {
  std::string text = "début";
  for (int i = 0; i < 2'000; ++i) text += " été";
  text += " puce";
  for (int i = 0; i < 2'000; ++i) text += " été";
  const std::vector<std::string> shown = Shown(text, Words("puce"), 1);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_LE(shown[0].size(), kShownSentenceBytes + 2);
  EXPECT_THAT(shown[0], testing::HasSubstr("été [puce] été"));
}

TEST(ShownSentence, CutsBetweenCharacters) {
  std::string accents;
  for (int i = 0; i < 3'000; ++i) accents += "é";
  for (uint32_t at = 0; at < 200; at += 2) {
    const auto size = static_cast<uint32_t>(accents.size());
    const Sentence sentence =
        ShownSentence(accents, {0, size}, {2'000 + at, 2'002 + at});
    EXPECT_EQ(sentence.range.begin % 2, 0U);
    EXPECT_EQ(sentence.range.end % 2, 0U);
    EXPECT_LE(sentence.range.begin, 2'000 + at);
    EXPECT_GE(sentence.range.end, 2'002 + at);
  }
}

}  // namespace
}  // namespace vigie::match
