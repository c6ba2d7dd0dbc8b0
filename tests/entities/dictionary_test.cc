#include "entities/dictionary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "entities/rules.h"
#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kBroadcom[] =
    R"({"id":"org/broadcom","type":"organization.company",)"
    R"("label":{"fr":"Broadcom"},"qid":"Q790778",)"
    R"("aliases":[{"t":"Broadcom"},{"t":"AVGO","case":"exact"}]})";

std::string FaultOf(const std::string& lines) {
  const auto parsed = Dictionary::Parse(lines, "d.jsonl");
  if (parsed.ok()) return "accepted";
  EXPECT_EQ(parsed.status().code(), StatusCode::kInvalidArgument);
  return parsed.status().message();
}

TEST(Dictionary, ReadsAnEntity) {
  const auto dictionary = ParseOrFail(kBroadcom);
  ASSERT_EQ(dictionary->size(), 1U);
  const Entity& entity = dictionary->entity(0);
  EXPECT_EQ(entity.id, "org/broadcom");
  EXPECT_EQ(entity.type, EntityType::kOrganization);
  EXPECT_EQ(entity.subtype, "company");
  EXPECT_EQ(entity.wikidata_id, "Q790778");
  EXPECT_THAT(entity.aliases, ElementsAre("Broadcom", "AVGO"));
}

TEST(Dictionary, GivesEachKindItsDefaultCase) {
  const auto dictionary = ParseOrFail(
      R"({"id":"org/a","type":"organization","label":{"fr":"A"},"aliases":[{"t":"A"}]})"
      "\n"
      R"({"id":"concept/b","type":"concept","label":{"fr":"b"},"aliases":[{"t":"b"}]})");
  const std::vector<EntityRules>& rules = dictionary->rules().entities;
  EXPECT_EQ(rules[0].aliases[0].case_policy, CasePolicy::kCapitalized);
  EXPECT_EQ(rules[1].aliases[0].case_policy, CasePolicy::kAny);
}

TEST(Dictionary, HandsTheMinScoreOfAnEntityToItsFullAliasesAlone) {
  const auto dictionary = ParseOrFail(
      R"({"id":"org/o","type":"organization","label":{"fr":"O"},"min_score":2,)"
      R"("aliases":[{"t":"O"},{"t":"O SA","min_score":1},{"t":"Oh","kind":"short"}]})");
  const std::vector<Alias>& aliases = dictionary->rules().entities[0].aliases;
  EXPECT_EQ(aliases[0].min_score, 2);
  EXPECT_EQ(aliases[1].min_score, 1);
  EXPECT_EQ(aliases[2].min_score, 1);
}

TEST(Dictionary, SkipsBlankLinesByteOrderMarkAndCarriageReturns) {
  const auto dictionary =
      ParseOrFail("\xEF\xBB\xBF\r\n" + std::string(kBroadcom) + "\r\n \n");
  EXPECT_EQ(dictionary->size(), 1U);
}

TEST(Dictionary, AcceptsAnEmptyFile) { EXPECT_EQ(ParseOrFail("")->size(), 0U); }

TEST(Dictionary, FindsAnEntityByItsFormerIds) {
  const auto dictionary =
      ParseOrFail(R"({"id":"org/a","type":"organization","label":{"fr":"A"},)"
                  R"("was":["event/a","org/b"],"aliases":["Aaa"]})"
                  "\n"
                  R"({"id":"org/b","type":"organization","label":{"fr":"B"},)"
                  R"("aliases":["Bbb"]})");
  EXPECT_EQ(dictionary->FindById("event/a"), 0U);
  EXPECT_EQ(dictionary->FindById("org/b"), 1U);
  EXPECT_EQ(dictionary->FindById("event/b"), std::nullopt);
}

TEST(Dictionary, RefusesFormerIdsThatAreNone) {
  for (const std::string was : {R"("org/a")", "[1]", R"(["a"])", "{}"}) {
    EXPECT_THAT(
        FaultOf(R"({"id":"org/b","type":"organization","label":{"fr":"B"},)"
                R"("aliases":["Bbb"],"was":)" +
                was + "}"),
        StartsWith("d.jsonl:1: was: "));
  }
}

TEST(Dictionary, NamesTheLineOfAFault) {
  EXPECT_THAT(FaultOf("\n" + std::string(kBroadcom) + "\n{oops}\n"),
              StartsWith("d.jsonl:3: line: "));
}

TEST(Dictionary, RefusesAnIdUsedTwiceAndNamesBothLines) {
  const std::string line = kBroadcom;
  EXPECT_THAT(FaultOf(line + "\n\n" + line),
              AllOf(StartsWith("d.jsonl:3: id: "), HasSubstr("line 1")));
}

struct FaultCase {
  std::string fields;  // after id, type and label of a concept
  std::string fault;   // beginning of the message after the line number
};

// Long files are parsed by several threads.
TEST(Dictionary, NamesTheFirstFaultOfALongFile) {
  std::string lines;
  for (int i = 1; i <= 3'000; ++i) {
    const std::string number = std::to_string(i);
    const bool wrong = i == 1'700 || i == 1'701 || i == 2'999;
    lines += R"({"id":"org/a)" + number + R"(","type":")" +
             (wrong ? "nothing" : "organization") +
             R"(","label":{"fr":"Arbel)" + number +
             R"("},"aliases":[{"t":"Arbel)" + number + "\"}]}\n";
  }
  EXPECT_THAT(FaultOf(lines), StartsWith("d.jsonl:1700: type: "));
}

TEST(Dictionary, SaysWhichFieldIsWrong) {
  const std::vector<FaultCase> cases = {
      {R"("alias":[])", "alias: unknown field"},
      {R"("aliases":{})", "aliases: write an array"},
      {R"("aliases":[])", "aliases: add at least one"},
      {R"("aliases":[1])", "aliases[0]: write a JSON object"},
      {R"("aliases":[{"t":"x"},{}])", "aliases[1].t: write at least one word"},
      {R"("aliases":[{"t":""}])", "aliases[0].t: write a string"},
      {R"("aliases":[{"t":"?!"}])", "aliases[0].t: write at least one word"},
      {R"("aliases":[{"t":"a b c d e f g h i j k l m n o p q"}])",
       "aliases[0].t: write at most 16 words"},
      {R"("aliases":[{"t":3}])", "aliases[0].t: write a string"},
      {R"("aliases":[{"t":"x","case":"upper"}])", "aliases[0].case: write one"},
      {R"("aliases":[{"t":"x","lang":"de"}])", "aliases[0].lang: write one"},
      {R"("aliases":[{"t":"x","need":"y"}])",
       "aliases[0].need: write an array"},
      {R"("aliases":[{"t":"x","need_full":1}])",
       "aliases[0].need_full: write true or false"},
      {R"("aliases":[{"t":"x","min_score":10}])",
       "aliases[0].min_score: write a whole number from 0 to 9"},
      {R"("aliases":[{"t":"x","min_score":1.5}])",
       "aliases[0].min_score: write a whole number"},
      {R"("aliases":[{"t":"x","text":"y"}])", "aliases[0].text: unknown field"},
      {R"("pos":["a",""])", "pos: write an array of strings"},
      {R"("neg":["..."])", "neg: write at least one word"},
      {R"("qid":"95")", "qid: write a Wikidata id"},
      {R"("qid":95)", "qid: write a string"},
      {R"("ner_block":"yes")", "ner_block: write true or false"},
      {R"("sets":{"A":[]})", "sets.A: add an item"},
      {R"("sets":{"A":["/exact"]})", "sets.A: write at least one word"},
      {R"("rules":[{}])", "rules[0]: write one of near, find and phrase"},
      {R"("rules":[{"near":["A","B"]}])",
       "rules[0].near: unknown set \"A\"; define it in sets"},
      {R"("sets":{"A":["a"]},"rules":[{"near":["A"]}])",
       "rules[0].near: name two sets"},
      {R"("rules":[{"phrase":"a b","window":3}])",
       "rules[0].window: unknown field"},
      {R"("sets":{"A":["a"]},"rules":[{"near":["A","A"],"scope":"page"}])",
       "rules[0].scope: write one of sentence, paragraph"},
  };
  for (const FaultCase& c : cases) {
    const std::string line =
        R"({"id":"concept/x","type":"concept","label":{"fr":"x"},)" + c.fields +
        "}";
    EXPECT_THAT(FaultOf(line), StartsWith("d.jsonl:1: " + c.fault)) << line;
  }
}

TEST(Dictionary, ChecksIdTypeAndLabel) {
  const std::vector<FaultCase> cases = {
      {R"("type":"person","label":{"fr":"x"})", "id: write \"person/\""},
      {R"("id":"x","type":"person","label":{"fr":"x"})", "id: write"},
      {R"("id":"person/","type":"person","label":{"fr":"x"})", "id: write"},
      {R"("id":"person/Été","type":"person","label":{"fr":"x"})", "id: write"},
      {R"("id":"org/x","type":"person","label":{"fr":"x"})",
       "id: write \"person/\""},
      {R"("id":"person/x","type":"personne","label":{"fr":"x"})",
       "type: write"},
      {R"("id":"person/x","type":"person.","label":{"fr":"x"})", "type: write"},
      {R"("id":"person/x","label":{"fr":"x"})", "type: write"},
      {R"("id":"person/x","type":"person")", "label: add"},
      {R"("id":"person/x","type":"person","label":"x")", "label: write"},
      {R"("id":"person/x","type":"person","label":{"en":"x"})",
       "label.fr: add"},
      {R"("id":"person/x","type":"person","label":{"fr":"x","de":"x"})",
       "label.de: unknown field"},
      {R"("id":"person/x","type":"person","label":{"fr":"x"},"sets":{}, "rules":[])",
       "sets: only a concept"},
  };
  for (const FaultCase& c : cases) {
    const std::string line = "{" + c.fields + R"(,"aliases":[{"t":"x"}]})";
    EXPECT_THAT(FaultOf(line), StartsWith("d.jsonl:1: " + c.fault)) << line;
  }
}

TEST(Dictionary, RefusesWhatIsNotAnObjectOrNotUtf8) {
  for (const std::string& line :
       {std::string("[]"), std::string("3"), std::string("{} {}"),
        std::string("{\"id\":\"\xE9\"}"), std::string(5000, '[')}) {
    EXPECT_THAT(FaultOf(line), StartsWith("d.jsonl:1: ")) << line.substr(0, 9);
  }
}

TEST(Dictionary, ResolvesIdsLabelsAndAliasesWhateverTheTypography) {
  const auto dictionary = ParseOrFail(
      R"({"id":"agency/anssi","type":"agency","label":{"fr":"Agence nationale de la sécurité","en":"National Security Agency of France"},"aliases":[{"t":"Anssi"},{"t":"l’agence","kind":"nominal"}]})"
      "\n"
      R"({"id":"person/x","type":"person","label":{"fr":"Jean Anssi"},"aliases":[{"t":"Jean Anssi"},{"t":"Anssi","kind":"short"}]})");
  EXPECT_THAT(dictionary->Resolve("agence nationale de la securite"),
              ElementsAre(0));
  EXPECT_THAT(dictionary->Resolve("NATIONAL SECURITY AGENCY OF FRANCE"),
              ElementsAre(0));
  EXPECT_THAT(dictionary->Resolve("agency/anssi"), ElementsAre(0));
  EXPECT_THAT(dictionary->Resolve("ANSSI"), ElementsAre(0, 1));
  EXPECT_THAT(dictionary->Resolve("l’agence"), IsEmpty());
  EXPECT_THAT(dictionary->Resolve(""), IsEmpty());
  EXPECT_THAT(dictionary->Resolve("?"), IsEmpty());
}

TEST(Dictionary, FindsByExactId) {
  const auto dictionary = ParseOrFail(kBroadcom);
  EXPECT_EQ(dictionary->FindById("org/broadcom"), 0U);
  EXPECT_FALSE(dictionary->FindById("Org/Broadcom").has_value());
  EXPECT_FALSE(dictionary->FindById("").has_value());
}

TEST(Dictionary, VersionFollowsTheContent) {
  const std::string line = kBroadcom;
  const std::string version = ParseOrFail(line)->version();
  EXPECT_THAT(version, testing::MatchesRegex("dict-[0-9a-f]{16}"));
  EXPECT_EQ(ParseOrFail(line)->version(), version);
  EXPECT_NE(ParseOrFail(line + "\n")->version(), version);
}

TEST(Dictionary, ShipsOneThatParses) {
  const auto shipped =
      Dictionary::Parse(Dictionary::ShippedJsonLines(), "dictionary.jsonl");
  ASSERT_TRUE(shipped.ok()) << shipped.status().ToString();
  EXPECT_GE((*shipped)->size(), 300U);
}

}  // namespace
}  // namespace vigie::entities
