#include "client/json_format.h"

#include <gtest/gtest.h>

#include <limits>

#include "vigie/v1/facet.pb.h"
#include "vigie/v1/index_service.pb.h"
#include "vigie/v1/search_service.pb.h"

namespace vigie::client {
namespace {

using nlohmann::ordered_json;

TEST(ToJson, WritesEveryFieldInTheOrderOfTheContract) {
  v1::Facet facet;
  facet.set_distinct(3);
  EXPECT_EQ(
      Dump(ToJson(facet), false),
      R"({"values":[],"distinct":3,"missing":0,"other":0,"exact":false})");
}

TEST(ToJson, LeavesOutMessagesThatAreNotSet) {
  v1::Article article;
  EXPECT_FALSE(ToJson(article).contains("published_at"));
  EXPECT_EQ(ToJson(article)["authors"], ordered_json::array());
  EXPECT_EQ(ToJson(article)["title"], "");
  article.mutable_published_at()->set_local("2026-03-14");
  EXPECT_EQ(ToJson(article)["published_at"], "2026-03-14");
}

TEST(ToJson, LeavesOutAnOptionalNumberThatIsNotSet) {
  v1::FacetRequest request;
  EXPECT_FALSE(ToJson(request).contains("limit"));
  request.set_limit(0);
  EXPECT_EQ(ToJson(request)["limit"], 0);
}

TEST(ToJson, WritesEnumsInLowerCaseWithoutTheirPrefix) {
  v1::FacetKey key;
  EXPECT_EQ(
      Dump(ToJson(key), false),
      R"({"dimension":"unspecified","entity_type":"unspecified","attribute":""})");
  key.set_dimension(v1::FACET_DIMENSION_ENTITY_TYPE);
  key.set_entity_type(v1::ENTITY_TYPE_ORGANIZATION);
  EXPECT_EQ(
      Dump(ToJson(key), false),
      R"({"dimension":"entity_type","entity_type":"organization","attribute":""})");
  v1::FacetSelection selection;  // an enum inside a message
  selection.set_mode(v1::FacetSelection::MODE_AND);
  EXPECT_EQ(ToJson(selection)["mode"], "and");
}

TEST(ToJson, SurvivesAnEnumValueOfANewerServer) {
  v1::FacetKey key;
  ASSERT_TRUE(key.ParseFromString("\x08\x63"));
  EXPECT_TRUE(ToJson(key)["dimension"].is_string());
}

TEST(ToJson, WritesLargeIntegersAsNumbers) {
  v1::SearchResponse response;
  response.set_revision(std::numeric_limits<uint64_t>::max());
  EXPECT_EQ(ToJson(response)["revision"].dump(), "18446744073709551615");
}

TEST(ToJson, WritesFloatsAsTheyPrint) {
  v1::Mention mention;
  const std::vector<std::pair<float, std::string>> rows = {
      {0.9F, "0.9"}, {0.85F, "0.85"},   {1.0F, "1.0"},
      {0.0F, "0.0"}, {0.333F, "0.333"}, {1e-7F, "1e-07"}};
  for (const auto& [value, want] : rows) {
    mention.set_confidence(value);
    EXPECT_EQ(ToJson(mention)["confidence"].dump(), want);
  }
  mention.set_confidence(std::numeric_limits<float>::quiet_NaN());
  EXPECT_EQ(Dump(ToJson(mention)["confidence"], false), "null");
}

TEST(ToJson, WritesDurationsAsSeconds) {
  v1::SearchResponse response;
  response.mutable_elapsed()->set_seconds(2);
  EXPECT_EQ(ToJson(response)["elapsed"].dump(), "2.0");
  const std::vector<std::pair<int32_t, std::string>> rows = {
      {1'234'000, "2.001234"},
      {123'000, "2.000123"},
      {1'000, "2.000001"},
      {29'000, "2.000029"},
      {999'999'000, "2.999999"}};
  for (const auto& [nanos, want] : rows) {
    response.mutable_elapsed()->set_nanos(nanos);
    EXPECT_EQ(ToJson(response)["elapsed"].dump(), want);
  }
  response.mutable_elapsed()->set_seconds(0);
  response.mutable_elapsed()->set_nanos(431'000);
  EXPECT_EQ(ToJson(response)["elapsed"].dump(), "0.000431");
}

TEST(ToJson, GoesDownIntoRepeatedMessages) {
  v1::SearchResponse response;
  v1::Hit* hit = response.add_hits();
  hit->set_score(12.5);
  hit->mutable_article()->set_id("a");
  v1::Passage* passage = hit->add_passages();
  passage->set_field(v1::FIELD_TEXT);
  passage->mutable_sentence()->mutable_range()->set_end(7);
  const ordered_json json = ToJson(response);
  EXPECT_EQ(json["hits"][0]["score"], 12.5);
  EXPECT_EQ(json["hits"][0]["article"]["id"], "a");
  EXPECT_EQ(json["hits"][0]["passages"][0]["field"], "text");
  EXPECT_EQ(json["hits"][0]["passages"][0]["sentence"]["range"].dump(),
            R"({"begin":0,"end":7})");
}

TEST(Dump, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(Dump(ordered_json("\xE9t\xE9"), false), "\"\uFFFDt\uFFFD\"");
}

TEST(Dump, KeepsAccentsAndEscapesControls) {
  EXPECT_EQ(Dump(ordered_json("été\033[1m\n"), false), "\"été\\u001b[1m\\n\"");
  EXPECT_EQ(Dump(ordered_json{{"a", 1}}, true), "{\n  \"a\": 1\n}");
}

v1::MentionRow EntityRow() {
  v1::MentionRow row;
  row.mutable_article()->set_id("b.txt");
  row.mutable_article()->set_title("Un titre");
  row.mutable_article()->set_source("La Gazette");
  row.mutable_article()->mutable_published_at()->set_local("2026-03-14");
  v1::Mention* mention = row.mutable_mention();
  mention->set_entity_id("org/broadcom");
  mention->set_type(v1::ENTITY_TYPE_ORGANIZATION);
  mention->set_label("Broadcom");
  mention->set_field(v1::FIELD_TEXT);
  mention->mutable_range()->set_begin(10);
  mention->mutable_range()->set_end(18);
  mention->set_surface("Broadcom");
  mention->mutable_sentence()->set_text("Chez Broadcom.");
  mention->mutable_sentence()->mutable_range()->set_begin(5);
  mention->mutable_sentence()->mutable_range()->set_end(19);
  mention->set_rule(v1::MENTION_RULE_DICTIONARY);
  mention->set_confidence(0.9F);
  return row;
}

TEST(MentionLine, HoldsTheKeysInTheirOrder) {
  EXPECT_EQ(
      Dump(MentionLine(EntityRow()), false),
      R"({"article":{"id":"b.txt","title":"Un titre","source":"La Gazette",)"
      R"("published_at":"2026-03-14","url":""},)"
      R"("entity":{"id":"org/broadcom","type":"organization",)"
      R"("label":"Broadcom"},"field":"text","begin":10,"end":18,)"
      R"("surface":"Broadcom","sentence":{"begin":5,"end":19,)"
      R"("text":"Chez Broadcom."},"rule":"dictionary","confidence":0.9,)"
      R"("link_confidence":0.0,)"
      R"("nested":false})");
}

TEST(MentionLine, OfAnUnlistedEntitySaysSo) {
  v1::MentionRow row = EntityRow();
  row.mutable_mention()->set_unlisted(true);
  const ordered_json line = MentionLine(row);
  EXPECT_EQ(line["entity"]["unlisted"], true);
}

TEST(MentionLine, OfATextMatchHasNoEntity) {
  v1::MentionRow row = EntityRow();
  row.mutable_mention()->clear_entity_id();
  row.mutable_mention()->set_rule(v1::MENTION_RULE_TEXT);
  row.mutable_article()->clear_published_at();
  const ordered_json line = MentionLine(row);
  EXPECT_TRUE(line["entity"].is_null());
  EXPECT_TRUE(line["article"]["published_at"].is_null());
  EXPECT_EQ(line["rule"], "text");
}

TEST(MentionLine, OfANestedMentionTellsItsParent) {
  v1::MentionRow row = EntityRow();
  row.mutable_mention()->set_nested(true);
  row.mutable_mention()->mutable_parent()->set_begin(4);
  row.mutable_mention()->mutable_parent()->set_end(18);
  const ordered_json line = MentionLine(row);
  EXPECT_EQ(line["nested"], true);
  EXPECT_EQ(line["parent"].dump(), R"({"begin":4,"end":18})");
}

}  // namespace
}  // namespace vigie::client
