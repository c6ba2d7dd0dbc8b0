#include "match/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "tests/match/memory_segment.h"
#include "tests/match/plans.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kTitle[] = "Puces : l’accord de Broadcom";
constexpr char kText[] =
    "Broadcom livre des puces à OpenAI. L’accord sur les semi-conducteurs "
    "porte sur Azure OpenAI.";

index::StoredMention MentionAt(uint32_t entity, const std::string& text,
                               std::string_view surface, size_t from = 0) {
  const size_t begin = text.find(surface, from);
  index::StoredMention mention;
  mention.entity = entity;
  mention.begin = static_cast<uint32_t>(begin);
  mention.end = static_cast<uint32_t>(begin + surface.size());
  mention.field = static_cast<uint8_t>(Field::kText);
  for (const analysis::Token& token : analysis::Analyze(text).tokens) {
    if (token.range.end <= begin) mention.position_begin = token.position + 1;
    if (token.range.begin < mention.end) {
      mention.position_end = token.position + 1;
    }
  }
  return mention;
}

class EvidenceTest : public testing::Test {
 protected:
  EvidenceTest() : segment_(std::make_shared<MemorySegment>()) {
    const uint32_t broadcom =
        segment_->AddEntity("org/broadcom", EntityType::kOrganization);
    const uint32_t openai =
        segment_->AddEntity("org/openai", EntityType::kOrganization);
    const uint32_t azure =
        segment_->AddEntity("product/azure-openai", EntityType::kProduct);
    MemoryDocument document;
    document.article.id = "a";
    document.article.title = kTitle;
    document.article.text = kText;
    document.article.source = "L’Équipe";
    document.article.published_at = PublicationTime{1'760'000'000, false};
    const std::string text = kText;
    const size_t azure_at = text.find("Azure");
    document.mentions = {MentionAt(broadcom, text, "Broadcom"),
                         MentionAt(openai, text, "OpenAI"),
                         MentionAt(azure, text, "Azure OpenAI"),
                         MentionAt(openai, text, "OpenAI", azure_at)};
    document.mentions[0].type = document.mentions[1].type =
        document.mentions[3].type =
            static_cast<uint8_t>(EntityType::kOrganization);
    document.mentions[2].type = static_cast<uint8_t>(EntityType::kProduct);
    segment_->documents.push_back(document);
    segment_->Seal();
    catalog_ = std::make_unique<Catalog>(Segments{segment_}, nullptr);
  }

  Evidence Find(const PlanNode& plan) {
    const EvidenceFinder finder(plan, *catalog_);
    ArticleText text(*segment_, 0);
    Result<Evidence> evidence = finder.Find({0, 0}, &text);
    EXPECT_TRUE(evidence.ok()) << evidence.status().ToString();
    return std::move(evidence).value();
  }
  // "t:" before those of the title, "@" before entities.
  std::vector<std::string> Surfaces(const PlanNode& plan) {
    std::vector<std::string> surfaces;
    for (const Match& match : Find(plan).found) {
      const std::string& field =
          match.field == Field::kTitle ? std::string(kTitle) : kText;
      surfaces.push_back((match.field == Field::kTitle ? "t:" : "") +
                         std::string(match.mention != nullptr ? "@" : "") +
                         field.substr(match.range.begin, match.range.size()));
    }
    return surfaces;
  }

  std::shared_ptr<MemorySegment> segment_;
  std::unique_ptr<Catalog> catalog_;
};

TEST_F(EvidenceTest, FindsAWordInEveryFormWithoutItsElidedArticle) {
  EXPECT_THAT(Surfaces(Words("puce")), ElementsAre("t:Puces", "puces"));
  EXPECT_THAT(Surfaces(Words("ACCORDS")), ElementsAre("t:accord", "accord"));
}

TEST_F(EvidenceTest, FindsAnExactWordOnlyAsWritten) {
  EXPECT_THAT(Surfaces(Words("puces", true)), ElementsAre("t:Puces", "puces"));
  EXPECT_THAT(Surfaces(Words("puce", true)), IsEmpty());
  EXPECT_FALSE(Find(Words("puce", true)).matches);
}

TEST_F(EvidenceTest, KeepsToAField) {
  EXPECT_THAT(Surfaces(InField(Words("accord"), Field::kTitle)),
              ElementsAre("t:accord"));
  EXPECT_THAT(Surfaces(InField(Words("accord"), Field::kText)),
              ElementsAre("accord"));
  EXPECT_FALSE(Find(InField(Words("OpenAI"), Field::kTitle)).matches);
}

TEST_F(EvidenceTest, FindsAPhraseAsOneRange) {
  EXPECT_THAT(Surfaces(Words("livrer des puces")),
              ElementsAre("livre des puces"));
  EXPECT_THAT(Surfaces(Words("livre puces")), IsEmpty());
  PlanNode gap = Words("livre puces");
  gap.terms[1].offset = 2;
  EXPECT_THAT(Surfaces(gap), ElementsAre("livre des puces"));
}

TEST_F(EvidenceTest, FindsAPrefixOnceWhereACompoundAndItsPartStart) {
  EXPECT_THAT(Surfaces(PrefixOf("semi")), ElementsAre("semi-conducteurs"));
  EXPECT_THAT(Surfaces(PrefixOf("broad")),
              ElementsAre("t:Broadcom", "Broadcom"));
}

TEST_F(EvidenceTest, FindsEntitiesAndTypes) {
  EXPECT_THAT(Surfaces(EntityOf({"org/openai"})),
              ElementsAre("@OpenAI", "@OpenAI"));
  EXPECT_THAT(Surfaces(EntityOf({"org/nobody"})), IsEmpty());
  PlanNode type = MakePlanNode(NodeKind::kEntityType);
  type.entity_type = EntityType::kProduct;
  EXPECT_THAT(Surfaces(type), ElementsAre("@Azure OpenAI"));
}

TEST_F(EvidenceTest, TakesNothingFromUnderANegation) {
  const PlanNode plan =
      Joined(NodeKind::kAnd, {Words("livre"), Not(Words("tracteur"))});
  EXPECT_THAT(Surfaces(plan), ElementsAre("livre"));
  const PlanNode refuted =
      Joined(NodeKind::kAnd, {Words("livre"), Not(Words("puce"))});
  EXPECT_FALSE(Find(refuted).matches);
  EXPECT_THAT(Surfaces(refuted), IsEmpty());
}

TEST_F(EvidenceTest, TakesNothingFromAConjunctionThatFails) {
  const PlanNode plan =
      Joined(NodeKind::kOr,
             {Joined(NodeKind::kAnd, {Words("livre"), Words("tracteur")}),
              Words("porte")});
  EXPECT_THAT(Surfaces(plan), ElementsAre("porte"));
}

TEST_F(EvidenceTest, TakesOneReadingOfAlternatives) {
  const PlanNode plan = OneOf({EntityOf({"org/broadcom"}), Words("Broadcom")});
  EXPECT_THAT(Surfaces(plan), ElementsAre("t:Broadcom", "@Broadcom"));
}

TEST_F(EvidenceTest, KeepsTextAndEntityThatAreAskedForApart) {
  const PlanNode plan =
      Joined(NodeKind::kOr, {EntityOf({"org/broadcom"}), Words("Broadcom")});
  EXPECT_THAT(Surfaces(plan),
              ElementsAre("t:Broadcom", "@Broadcom", "Broadcom"));
}

TEST_F(EvidenceTest, LetsSourcesAndDatesDecideWithoutEvidence) {
  PlanNode source = MakePlanNode(NodeKind::kSource);
  source.value = analysis::FoldName("l'equipe");
  EXPECT_TRUE(Find(source).matches);
  EXPECT_THAT(Surfaces(source), IsEmpty());
  PlanNode date = MakePlanNode(NodeKind::kDate);
  date.day_begin = ParisDay(1'760'000'000);
  date.day_end = date.day_begin + 1;
  EXPECT_TRUE(Find(date).matches);
  date.day_end = date.day_begin;
  EXPECT_FALSE(Find(date).matches);
}

PlanNode Near(std::vector<PlanNode> children, uint32_t distance,
              bool ordered = false) {
  PlanNode node = Joined(NodeKind::kNear, std::move(children));
  node.distance = distance;
  node.ordered = ordered;
  return node;
}

PlanNode Counted(NodeKind kind, PlanNode child, uint32_t count) {
  PlanNode node = Joined(kind, {std::move(child)});
  node.count = count;
  return node;
}

TEST_F(EvidenceTest, MarksOnlyWhatIsNear) {
  EXPECT_THAT(Surfaces(Near({Words("livre"), Words("OpenAI")}, 3)),
              ElementsAre("livre", "OpenAI"));
  EXPECT_FALSE(Find(Near({Words("livre"), Words("OpenAI")}, 2)).matches);
  EXPECT_THAT(Surfaces(Near({Words("OpenAI"), Words("livre")}, 3)),
              ElementsAre("livre", "OpenAI"));
  EXPECT_THAT(Surfaces(Near({EntityOf({"org/openai"}), Words("puce")}, 1)),
              ElementsAre("puces", "@OpenAI"));
}

TEST_F(EvidenceTest, HeedsTheOrderWhenAsked) {
  EXPECT_TRUE(Find(Near({Words("livre"), Words("puce")}, 1, true)).matches);
  EXPECT_FALSE(Find(Near({Words("puce"), Words("livre")}, 1, true)).matches);
}

TEST_F(EvidenceTest, KeepsToOneSentenceOrParagraph) {
  const PlanNode within =
      Joined(NodeKind::kSameSentence, {Words("livre"), Words("OpenAI")});
  EXPECT_THAT(Surfaces(within), ElementsAre("livre", "OpenAI"));
  const PlanNode across =
      Joined(NodeKind::kSameSentence, {Words("livre"), Words("porte")});
  EXPECT_FALSE(Find(across).matches);
  const PlanNode paragraph =
      Joined(NodeKind::kSameParagraph, {Words("livre"), Words("porte")});
  EXPECT_THAT(Surfaces(paragraph), ElementsAre("livre", "porte"));
}

TEST_F(EvidenceTest, CountsPlaces) {
  EXPECT_TRUE(Find(Counted(NodeKind::kAtLeast, Words("puce"), 2)).matches);
  EXPECT_FALSE(Find(Counted(NodeKind::kAtLeast, Words("puce"), 3)).matches);
  // Broadcom of the title, and the one of the text in two readings.
  const PlanNode readings =
      OneOf({EntityOf({"org/broadcom"}), Words("Broadcom")});
  EXPECT_TRUE(Find(Counted(NodeKind::kAtLeast, readings, 2)).matches);
  EXPECT_FALSE(Find(Counted(NodeKind::kAtLeast, readings, 3)).matches);
}

TEST_F(EvidenceTest, FindsWhatStandsAtTheBeginningOfTheText) {
  EXPECT_THAT(Surfaces(Counted(NodeKind::kFirst, Words("OpenAI"), 6)),
              ElementsAre("OpenAI"));
  EXPECT_FALSE(Find(Counted(NodeKind::kFirst, Words("puce"), 3)).matches);
}

TEST_F(EvidenceTest, FindsANameWhereItIsNotPartOfALongerOne) {
  EXPECT_THAT(Surfaces(NamedOf("OpenAI")), ElementsAre("OpenAI"));
  EXPECT_THAT(Surfaces(NamedOf("openai")), IsEmpty());
  EXPECT_THAT(Surfaces(NamedOf("semi")), IsEmpty());
  PlanNode resolved = NamedOf("Broadcom");
  resolved.entity_ids = {"org/broadcom"};
  EXPECT_THAT(Surfaces(resolved), ElementsAre("t:Broadcom", "@Broadcom"));
}

TEST_F(EvidenceTest, LeavesOptionalWordsOut) {
  PlanNode optional = Words("accord");
  optional.optional = true;
  EXPECT_THAT(Surfaces(Joined(NodeKind::kAnd, {Words("livre"), optional})),
              ElementsAre("livre"));
  optional = Words("tracteur");
  optional.optional = true;
  EXPECT_TRUE(Find(Joined(NodeKind::kAnd, {Words("livre"), optional})).matches);
}

TEST_F(EvidenceTest, MatchesAllAndNone) {
  EXPECT_TRUE(Find(MakePlanNode(NodeKind::kAll)).matches);
  EXPECT_FALSE(Find(MakePlanNode(NodeKind::kNone)).matches);
}

TEST_F(EvidenceTest, ReadsNoTextForEntitiesAlone) {
  EXPECT_FALSE(EvidenceFinder(EntityOf({"x"}), *catalog_).reads_words());
  EXPECT_TRUE(EvidenceFinder(Words("x"), *catalog_).reads_words());
}

}  // namespace
}  // namespace vigie::match
