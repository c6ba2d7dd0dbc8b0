#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire/convert_explanation.h"
#include "wire/convert_facet.h"
#include "wire/convert_query.h"
#include "wire/convert_search.h"

namespace vigie::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SearchRequestFromProto, KeepsTheDefaultsOfTheLibraryForAnEmptyMessage) {
  const SearchRequest want;
  const SearchRequest got = FromProto(v1::SearchRequest());
  EXPECT_EQ(got.query, "");
  EXPECT_EQ(got.options.default_operator, want.options.default_operator);
  EXPECT_FALSE(got.options.strict);
  EXPECT_TRUE(got.options.typo_tolerance);
  EXPECT_TRUE(got.options.expand);
  EXPECT_EQ(got.freshness_half_life_days, 0);
  EXPECT_EQ(got.sort, want.sort);
  EXPECT_EQ(got.page_size, 0U);
  EXPECT_EQ(got.passages_per_hit, want.passages_per_hit);
  EXPECT_THAT(got.selections, IsEmpty());
  EXPECT_THAT(got.facets, IsEmpty());
}

TEST(SearchRequestFromProto, CarriesEveryField) {
  v1::SearchRequest from;
  from.set_query("grève");
  from.mutable_options()->set_default_operator(v1::QueryOptions::OPERATOR_OR);
  from.mutable_options()->set_strict(true);
  from.set_freshness_half_life_days(2.5);
  from.set_sort(v1::SORT_ORDER_OLDEST);
  from.set_page_size(7);
  from.set_page_token("jeton");
  from.set_passages_per_hit(0);
  v1::FacetSelection* selection = from.add_selections();
  selection->mutable_key()->set_dimension(v1::FACET_DIMENSION_SOURCE);
  selection->set_mode(v1::FacetSelection::MODE_AND);
  selection->add_include("Le Monde");
  selection->add_exclude("AFP");
  v1::FacetRequest* facet = from.add_facets();
  facet->mutable_key()->set_dimension(v1::FACET_DIMENSION_ENTITY);
  facet->mutable_key()->set_entity_type(v1::ENTITY_TYPE_PERSON);
  facet->set_limit(3);

  const SearchRequest got = FromProto(from);
  EXPECT_EQ(got.query, "grève");
  EXPECT_EQ(got.options.default_operator, QueryOptions::Operator::kOr);
  EXPECT_TRUE(got.options.strict);
  EXPECT_EQ(got.freshness_half_life_days, 2.5);
  EXPECT_EQ(got.sort, SortOrder::kOldest);
  EXPECT_EQ(got.page_size, 7U);
  EXPECT_EQ(got.page_token, "jeton");
  EXPECT_EQ(got.passages_per_hit, 0U);
  ASSERT_EQ(got.selections.size(), 1U);
  EXPECT_EQ(got.selections[0].key.dimension, FacetDimension::kSource);
  EXPECT_EQ(got.selections[0].mode, FacetSelection::Mode::kAnd);
  EXPECT_THAT(got.selections[0].include, ElementsAre("Le Monde"));
  EXPECT_THAT(got.selections[0].exclude, ElementsAre("AFP"));
  ASSERT_EQ(got.facets.size(), 1U);
  EXPECT_EQ(got.facets[0].key,
            (FacetKey{FacetDimension::kEntity, EntityType::kPerson}));
  EXPECT_EQ(got.facets[0].limit, 3U);
}

TEST(SearchRequestFromProto, ReadsEnumValuesOfTheFutureAsUnspecified) {
  v1::SearchRequest from;
  from.set_sort(static_cast<v1::SortOrder>(99));
  v1::FacetRequest* facet = from.add_facets();
  facet->mutable_key()->set_dimension(static_cast<v1::FacetDimension>(99));
  facet->mutable_key()->set_entity_type(static_cast<v1::EntityType>(99));
  const SearchRequest got = FromProto(from);
  EXPECT_EQ(got.sort, SortOrder::kRelevance);
  EXPECT_EQ(got.facets[0].key, FacetKey());
}

TEST(QueryOptionsFromProto, TellsAnAbsentSwitchFromOneThatIsOff) {
  v1::QueryOptions from;
  EXPECT_TRUE(FromProto(from).typo_tolerance);
  EXPECT_TRUE(FromProto(from).expand);
  from.set_typo_tolerance(false);
  EXPECT_FALSE(FromProto(from).typo_tolerance);
  EXPECT_TRUE(FromProto(from).expand);
  from.set_expand(false);
  EXPECT_FALSE(FromProto(from).expand);
  from.set_typo_tolerance(true);
  EXPECT_TRUE(FromProto(from).typo_tolerance);
  EXPECT_FALSE(FromProto(from).require_complete);
  from.set_require_complete(true);
  EXPECT_TRUE(FromProto(from).require_complete);
}

TEST(ExplainRequestFromProto, CarriesEveryField) {
  v1::ExplainRequest from;
  EXPECT_TRUE(FromProto(from).options.typo_tolerance);
  EXPECT_EQ(FromProto(from).article_id, "");
  from.set_query("puce");
  from.mutable_options()->set_expand(false);
  from.set_article_id("a/1");
  from.set_freshness_half_life_days(30);
  const ExplainRequest got = FromProto(from);
  EXPECT_EQ(got.query, "puce");
  EXPECT_FALSE(got.options.expand);
  EXPECT_EQ(got.article_id, "a/1");
  EXPECT_EQ(got.freshness_half_life_days, 30);
}

TEST(FacetRequestFromProto, TellsAnAbsentLimitFromZero) {
  v1::FacetRequest from;
  EXPECT_EQ(FromProto(from).limit, FacetRequest().limit);
  from.set_limit(0);
  EXPECT_EQ(FromProto(from).limit, 0U);
}

TEST(MentionRequestFromProto, IsTheSameForPagesAndStreams) {
  v1::ListMentionsRequest page;
  v1::StreamMentionsRequest stream;
  const auto fill = [](auto* request) {
    request->set_query("Broadcom");
    request->set_scope(v1::MENTION_SCOPE_ENTITIES_IN_HITS);
    request->add_types(v1::ENTITY_TYPE_PRODUCT);
  };
  fill(&page);
  fill(&stream);
  page.set_page_size(9);
  page.set_page_token("jeton");
  const MentionRequest of_page = FromProto(page);
  const MentionRequest of_stream = FromProto(stream);
  for (const MentionRequest* got : {&of_page, &of_stream}) {
    EXPECT_EQ(got->query, "Broadcom");
    EXPECT_EQ(got->scope, MentionRequest::Scope::kEntitiesInHits);
    EXPECT_THAT(got->types, ElementsAre(EntityType::kProduct));
  }
  EXPECT_EQ(of_page.page_size, 9U);
  EXPECT_EQ(of_page.page_token, "jeton");
}

TEST(MentionRequestFromProto, TakesMatchesForAnUnspecifiedScope) {
  EXPECT_EQ(FromProto(v1::ListMentionsRequest()).scope,
            MentionRequest::Scope::kMatches);
}

TEST(FacetsRequestFromProto, CarriesQueryAndFacets) {
  v1::ListFacetsRequest from;
  from.set_query("puces");
  from.add_facets()->mutable_key()->set_dimension(v1::FACET_DIMENSION_MONTH);
  const FacetsRequest got = FromProto(from);
  EXPECT_EQ(got.query, "puces");
  ASSERT_EQ(got.facets.size(), 1U);
  EXPECT_EQ(got.facets[0].key.dimension, FacetDimension::kMonth);
  EXPECT_EQ(got.facets[0].limit, 10U);
}

}  // namespace
}  // namespace vigie::wire
