// Changes of an overlay file: what they do, and that leaving one out undoes it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/entities/recognition.h"

namespace vigie::entities {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

constexpr std::string_view kLines =
    R"({"id":"org/facebook","type":"organization.company","label":{"fr":"Facebook"},"aliases":["Facebook"]}
{"id":"org/meta","type":"organization.company","label":{"fr":"Meta"},"aliases":["Meta Platforms",{"t":"Groupe Meta"}]}
{"id":"person/meta","type":"person","label":{"fr":"Meta Golding"},"aliases":["Meta Golding"]}
{"id":"product/whatsapp","type":"product","label":{"fr":"WhatsApp"},"aliases":["WhatsApp","WhatsApp Business"]})";

std::string With(std::string_view changes) {
  return Dictionary::WithOverlay(kLines, changes, "overlay.jsonl");
}

TEST(Overlay, MergesSplitsHidesAndRenames) {
  const std::string text = "Facebook, Groupe Meta et WhatsApp Business.";
  struct Case {
    std::string changes;
    std::vector<std::string> want;
  };
  const std::string facebook = "org/facebook: Facebook (dictionary)";
  const std::string meta = "org/meta: Groupe Meta (dictionary)";
  const std::string whatsapp =
      "product/whatsapp: WhatsApp Business (dictionary)";
  const std::vector<Case> cases = {
      {"", {facebook, meta, whatsapp}},
      {R"({"op":"merge","id":"org/facebook","into":"org/meta"})",
       {"org/meta: Facebook (dictionary)", meta, whatsapp}},
      {R"({"op":"hide","id":"org/facebook","note":"too old"})",
       {meta, whatsapp}},
      {R"({"op":"hide","id":"org/meta","alias":"groupe meta"})",
       {facebook, whatsapp}},
      {R"({"op":"split","id":"product/whatsapp","into":{"id":"product/whatsapp-business","type":"product","label":{"fr":"WhatsApp Business"},"aliases":["WhatsApp Business"]}})",
       {facebook, meta,
        "product/whatsapp-business: WhatsApp Business (dictionary)",
        "product/whatsapp: WhatsApp < WhatsApp Business (dictionary)"}},
      {R"({"op":"rename","id":"org/meta","label":{"fr":"Méta"}})",
       {facebook, meta, whatsapp}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Find(With(c.changes), text), c.want) << c.changes;
  }
}

TEST(Overlay, RedirectsTheIdsOfMergedEntities) {
  const auto dictionary = ParseOrFail(
      With(R"({"op":"rename","id":"org/facebook","label":{"fr":"FB"}}
{"op":"merge","id":"org/facebook","into":"org/meta"})"));
  const auto meta = dictionary->FindById("org/meta");
  ASSERT_TRUE(meta.has_value());
  EXPECT_EQ(dictionary->FindById("org/facebook"), meta);
  for (const char* name : {"org/facebook", "Facebook", "FB", "meta"}) {
    EXPECT_THAT(dictionary->Resolve(name), ElementsAre(*meta)) << name;
  }
  EXPECT_EQ(dictionary->size(), 3U);
}

TEST(Overlay, FollowsMergesOfMerges) {
  const std::string more =
      R"({"op":"split","id":"org/meta","into":{"id":"org/mp","type":"organization","label":{"fr":"MP"},"aliases":["Meta Platforms"]}}
{"op":"merge","id":"org/facebook","into":"org/mp"}
{"op":"merge","id":"org/mp","into":"org/meta"})";
  const auto dictionary = ParseOrFail(With(more));
  EXPECT_EQ(dictionary->FindById("org/facebook"),
            dictionary->FindById("org/meta"));
  EXPECT_EQ(dictionary->FindById("org/mp"), dictionary->FindById("org/meta"));
}

TEST(Overlay, ShowsTheNewLabelAndStillKnowsTheOldOne) {
  const auto dictionary = ParseOrFail(With(
      R"({"op":"rename","id":"org/meta","label":{"fr":"Méta SA","en":"Meta"}})"));
  const auto meta = dictionary->FindById("org/meta");
  ASSERT_TRUE(meta.has_value());
  EXPECT_EQ(dictionary->label(*meta), "Méta SA");
  EXPECT_THAT(dictionary->Resolve("méta sa"), ElementsAre(*meta));
}

TEST(Overlay, ChangesTheVersion) {
  EXPECT_NE(ParseOrFail(With(""))->version(),
            ParseOrFail(With(R"({"op":"hide","id":"org/meta"})"))->version());
}

TEST(Overlay, ChangesOpenDataToo) {
  const std::string base = R"({"vigie_dictionary":1,"base":"open-data"})";
  const std::string changes =
      R"({"op":"rename","id":"place/chemnitz","label":{"fr":"Le nougat"}}
{"op":"merge","id":"place/karlsruhe","into":"place/chemnitz"})";
  const std::string text = "À Chemnitz et à Karlsruhe.";
  EXPECT_THAT(Find(base, text),
              ElementsAre("place/chemnitz: Chemnitz (dictionary)",
                          "place/karlsruhe: Karlsruhe (dictionary)"));
  EXPECT_THAT(Find(Dictionary::WithOverlay(base, changes, "o"), text),
              ElementsAre("place/chemnitz: Chemnitz (dictionary)",
                          "place/chemnitz: Karlsruhe (dictionary)"));
  EXPECT_THAT(Find(Dictionary::WithOverlay(
                       base, R"({"op":"hide","id":"place/karlsruhe"})", "o"),
                   "À Karlsruhe."),
              IsEmpty());
}

TEST(Overlay, NamesItsOwnLineAndFieldWhenFaulty) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"({"op":"drop","id":"org/meta"})", "1: op: write one of"},
      {R"({"op":"hide"})", "1: id: write the id"},
      {R"({"op":"hide","id":"org/x"})", "1: id: \"org/x\" names no entity"},
      {R"({"op":"hide","id":"org/meta","alias":"X"})",
       "1: alias: \"org/meta\""},
      {R"({"op":"hide","id":"org/meta","x":1})", "1: x: unknown field"},
      {R"({"op":"merge","id":"org/meta"})", "1: into: write the id"},
      {R"({"op":"merge","id":"org/meta","into":"org/meta"})", "1: into: name"},
      {R"({"op":"merge","id":"org/meta","into":"person/meta"})",
       "1: into: the type person cannot take in organization"},
      {R"({"op":"rename","id":"org/meta"})", "1: label: add"},
      {R"({"op":"split","id":"org/meta","into":"org/x"})", "1: into: write"},
      {R"({"op":"split","id":"org/meta","into":{"id":"org/x","type":"organization","label":{"fr":"X"},"aliases":["X"]}})",
       "1: into.aliases: \"org/meta\" has none"},
      {R"({"op":"split","id":"org/meta","into":{"id":"org/facebook","type":"organization","label":{"fr":"X"},"aliases":["Groupe Meta"]}})",
       "1: into.id: \"org/facebook\" is an entity already"},
      {"\n{\"op\":\"hide\",\"id\":\"org/meta\"}\n"
       "{\"op\":\"hide\",\"id\":\"org/meta\"}",
       "3: id: \"org/meta\" names no entity"},
      {"{\"op\":", "1: line: not valid JSON"},
  };
  for (const auto& [changes, fault] : cases) {
    const auto parsed = Dictionary::Parse(With(changes), "d.jsonl");
    ASSERT_FALSE(parsed.ok()) << changes;
    EXPECT_THAT(parsed.status().message(), StartsWith("overlay.jsonl:" + fault))
        << changes;
  }
}

}  // namespace
}  // namespace vigie::entities
