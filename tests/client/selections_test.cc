#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/command.h"

namespace vigie::client {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Selections = google::protobuf::RepeatedPtrField<v1::FacetSelection>;
using Facets = google::protobuf::RepeatedPtrField<v1::FacetRequest>;

TEST(FillSelections, GathersTheValuesOfAKeyWhateverItsName) {
  Options options;
  options.filters = {"organisations=org/a", "organization=org/b",
                     "source=Le Monde=x"};
  options.excluded = {"organisation=org/c"};
  Selections selections;
  ASSERT_TRUE(FillSelections(options, &selections));
  ASSERT_EQ(selections.size(), 2);
  EXPECT_EQ(selections[0].key().entity_type(), v1::ENTITY_TYPE_ORGANIZATION);
  EXPECT_EQ(selections[0].mode(), v1::FacetSelection::MODE_OR);
  EXPECT_THAT(selections[0].include(), ElementsAre("org/a", "org/b"));
  EXPECT_THAT(selections[0].exclude(), ElementsAre("org/c"));
  EXPECT_EQ(selections[1].key().dimension(), v1::FACET_DIMENSION_SOURCE);
  EXPECT_THAT(selections[1].include(), ElementsAre("Le Monde=x"));
}

TEST(QueryOptionsOf, SendsEverySwitch) {
  Options options;
  v1::QueryOptions got = QueryOptionsOf(options);
  EXPECT_TRUE(got.has_typo_tolerance() && got.typo_tolerance());
  EXPECT_TRUE(got.has_expand() && got.expand());
  EXPECT_FALSE(got.strict());
  EXPECT_EQ(got.default_operator(), v1::QueryOptions::OPERATOR_AND);
  options.typos = options.expand = false;
  options.any_word = options.strict = true;
  got = QueryOptionsOf(options);
  EXPECT_TRUE(got.has_typo_tolerance() && !got.typo_tolerance());
  EXPECT_TRUE(got.has_expand() && !got.expand());
  EXPECT_TRUE(got.strict());
  EXPECT_EQ(got.default_operator(), v1::QueryOptions::OPERATOR_OR);
}

TEST(FillSelections, AsksForAllValuesWhenTold) {
  Options options;
  options.filters = {"lieu=place/a"};
  options.all_of = true;
  Selections selections;
  ASSERT_TRUE(FillSelections(options, &selections));
  EXPECT_EQ(selections[0].mode(), v1::FacetSelection::MODE_AND);
}

TEST(FillSelections, ExplainsAnUnknownKey) {
  for (const char* filter : {"couleur=x", "source", "=x", ""}) {
    Options options;
    options.filters = {filter};
    Selections selections;
    testing::internal::CaptureStderr();
    EXPECT_FALSE(FillSelections(options, &selections)) << filter;
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                HasSubstr("connues : personne, organisation"));
  }
}

TEST(FillFacets, KeepsTheOrderAsked) {
  Options options;
  options.top = 3;
  Facets facets;
  ASSERT_TRUE(FillFacets("mois,source,people", options, &facets));
  ASSERT_EQ(facets.size(), 3);
  EXPECT_EQ(facets[0].key().dimension(), v1::FACET_DIMENSION_MONTH);
  EXPECT_EQ(facets[1].key().dimension(), v1::FACET_DIMENSION_SOURCE);
  EXPECT_EQ(facets[2].key().entity_type(), v1::ENTITY_TYPE_PERSON);
  EXPECT_EQ(facets[0].limit(), 3U);
  Facets none;
  EXPECT_TRUE(FillFacets("", options, &none));
  EXPECT_EQ(none.size(), 0);
}

TEST(FillFacets, ExplainsAnUnknownKey) {
  for (const char* keys : {"couleur", "source,,mois", ",source", "source;x"}) {
    Options options;
    options.language = Language::kEnglish;
    Facets facets;
    testing::internal::CaptureStderr();
    EXPECT_FALSE(FillFacets(keys, options, &facets)) << keys;
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                HasSubstr("unknown facet"));
  }
}

TEST(QueryOptionsOf, JoinWordsByAndUnlessTold) {
  Options options;
  EXPECT_EQ(QueryOptionsOf(options).default_operator(),
            v1::QueryOptions::OPERATOR_AND);
  EXPECT_FALSE(QueryOptionsOf(options).strict());
  options.any_word = true;
  options.strict = true;
  EXPECT_EQ(QueryOptionsOf(options).default_operator(),
            v1::QueryOptions::OPERATOR_OR);
  EXPECT_TRUE(QueryOptionsOf(options).strict());
}

}  // namespace
}  // namespace vigie::client
