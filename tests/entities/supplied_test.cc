// Mentions that the caller gives.
#include "entities/supplied.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

constexpr char kNames[] =
    R"({"id":"org/openai","type":"organization","label":{"fr":"OpenAI"},"aliases":[{"t":"OpenAI"}]}
{"id":"product/azure-openai","type":"product","label":{"fr":"Azure OpenAI"},"aliases":[{"t":"Azure OpenAI"}]}
{"id":"place/lyon","type":"place","label":{"fr":"Lyon"},"aliases":[{"t":"Lyon"}]})";

constexpr char kText[] = "L’été, Azure OpenAI parle à Lyon avec Zoé Brun.";

ByteRange RangeOf(const std::string& surface) {
  const auto begin = static_cast<uint32_t>(std::string(kText).find(surface));
  return {begin, begin + static_cast<uint32_t>(surface.size())};
}

SuppliedMention Give(const std::string& surface, const std::string& id,
                     EntityType type = EntityType::kUnspecified) {
  SuppliedMention mention;
  mention.range = RangeOf(surface);
  mention.entity_id = id;
  mention.type = type;
  return mention;
}

// "id: surface (rule)", "<" before a nested one.
std::vector<std::string> Place(const std::vector<SuppliedMention>& given) {
  const Recognizer recognizer(ParseOrFail(kNames));
  const Dictionary& dictionary = recognizer.dictionary();
  const std::string text = kText;
  const analysis::AnalyzedText title;
  const analysis::AnalyzedText words = analysis::Analyze(text);
  Recognition found{recognizer.Recognize({"", &title}, {text, &words}), {}};
  AddSupplied({FieldText{"", &title}, FieldText{text, &words}}, given,
              dictionary, &found);
  std::vector<std::string> shown;
  for (const FoundMention& mention : found.mentions) {
    const std::string id =
        mention.entity < dictionary.size()
            ? std::string(dictionary.id(mention.entity))
            : found.unlisted[mention.entity - dictionary.size()].id;
    shown.push_back((mention.nested ? "< " : "") + id + ": " +
                    text.substr(mention.range.begin, mention.range.size()) +
                    " (" + std::string(MentionRuleName(mention.rule)) + ")");
  }
  return shown;
}

using Shown = std::vector<std::string>;

TEST(SuppliedMentions, AreAddedWithTheirEntity) {
  EXPECT_EQ(Place({Give("Zoé Brun", "person/zoe-brun")}),
            (Shown{"product/azure-openai: Azure OpenAI (dictionary)",
                   "< org/openai: OpenAI (dictionary)",
                   "place/lyon: Lyon (dictionary)",
                   "person/zoe-brun: Zoé Brun (supplied)"}));
}

TEST(SuppliedMentions, WinOverWhatIsRecognised) {
  EXPECT_EQ(Place({Give("Lyon", "org/olympique-lyonnais")}),
            (Shown{"product/azure-openai: Azure OpenAI (dictionary)",
                   "< org/openai: OpenAI (dictionary)",
                   "org/olympique-lyonnais: Lyon (supplied)"}));
  EXPECT_EQ(Place({Give("OpenAI", "org/openai")}),
            (Shown{"org/openai: OpenAI (supplied)",
                   "place/lyon: Lyon (dictionary)"}));
  EXPECT_EQ(Place({Give("OpenAI parle", "event/keynote")}),
            (Shown{"event/keynote: OpenAI parle (supplied)",
                   "< org/openai: OpenAI (dictionary)",
                   "place/lyon: Lyon (dictionary)"}));
  EXPECT_EQ(Place({Give("Azure OpenAI parle", "event/keynote")}),
            (Shown{"event/keynote: Azure OpenAI parle (supplied)",
                   "< product/azure-openai: Azure OpenAI (dictionary)",
                   "< org/openai: OpenAI (dictionary)",
                   "place/lyon: Lyon (dictionary)"}));
}

TEST(SuppliedMentions, WithATypeAloneAreLinkedByTheirSurface) {
  EXPECT_EQ(
      Place({Give("Lyon", "", EntityType::kPlace),
             Give("Zoé Brun", "", EntityType::kPerson)}),
      (Shown{"product/azure-openai: Azure OpenAI (dictionary)",
             "< org/openai: OpenAI (dictionary)", "place/lyon: Lyon (supplied)",
             "person/zoe-brun: Zoé Brun (supplied)"}));
  EXPECT_EQ(Place({Give("Lyon", "", EntityType::kOrganization)}).back(),
            "org/lyon: Lyon (supplied)");
}

TEST(SuppliedMentions, ThatOverlapAnEarlierOneAreLeftOut) {
  EXPECT_EQ(
      Place({Give("Zoé Brun", "person/zoe-brun"), Give("Brun", "person/brun")})
          .back(),
      "person/zoe-brun: Zoé Brun (supplied)");
}

struct FaultCase {
  SuppliedMention mention;
  uint32_t byte = 0;
  std::string message;
};

TEST(SuppliedMentions, AreFaultyAtAByte) {
  const auto with = [](ByteRange range, SuppliedMention mention) {
    mention.range = range;
    return mention;
  };
  const SuppliedMention lyon = Give("Lyon", "place/lyon");
  SuppliedMention other = lyon;
  other.surface = "Lyo";
  SuppliedMention nothing = lyon;
  nothing.entity_id.clear();
  SuppliedMention title = lyon;
  title.field = Field::kTitle;
  const uint32_t lyon_at = RangeOf("Lyon").begin;
  for (const FaultCase& c : std::vector<FaultCase>{
           {with({4, 4}, lyon), 4, "the range is empty"},
           {with({9, 3}, lyon), 9, "the range is empty"},
           {with({4, 5'000}, lyon), 5'000,
            "the field ends at byte " + std::to_string(sizeof(kText) - 1)},
           {with({2, 8}, lyon), 2, "the range begins inside a character"},
           {with({4, 5}, lyon), 5, "the range ends inside a character"},
           {with({9, 10}, lyon), 9, "the range holds no word"},
           {with({10, 15}, lyon), 10, "the range begins with a space"},
           {with({4, 11}, lyon), 11, "the range ends with a space"},
           {other, lyon_at, "the field holds \"Lyon\", not \"Lyo\""},
           {nothing, lyon_at, "neither an entity id nor a type"},
           {Give("Lyon", "Lyon"), lyon_at, "\"Lyon\" is no entity id"},
           {Give("Lyon", "place/"), lyon_at, "\"place/\" is no entity id"},
           {Give("Lyon", "town/lyon"), lyon_at,
            "\"town/lyon\" is no entity id"},
           {Give("Lyon", "place/Lyon"), lyon_at,
            "\"place/Lyon\" is no entity id"},
           {Give("Lyon", "place/lyon", EntityType::kPerson), lyon_at,
            "the id place/lyon is of another type than the one given"},
           {title, RangeOf("Lyon").end, "the field ends at byte 0"}}) {
    Article article;
    article.text = kText;
    article.mentions = {lyon, c.mention};
    const std::vector<MentionFault> faults = FindMentionFaults(article);
    ASSERT_EQ(faults.size(), 1U) << c.message;
    EXPECT_EQ(faults[0].mention, 1U);
    EXPECT_EQ(faults[0].byte, c.byte) << c.message;
    EXPECT_EQ(faults[0].message, c.message);
  }
}

}  // namespace
}  // namespace vigie::entities
