#include "server/request_limits.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

namespace vigie::server {
namespace {

// The first violation's field, or "" when the request is accepted.
template <typename Request>
std::string FaultOf(const Request& request) {
  const RequestCheck check = Check(request);
  EXPECT_EQ(check.status.ok(), check.violations.empty());
  if (check.status.ok()) return "";
  EXPECT_EQ(check.status.code(), StatusCode::kInvalidArgument);
  EXPECT_NE(check.status.reason(), "");
  return check.violations.front().field;
}

template <typename Request>
Request Made(const std::function<void(Request*)>& fill) {
  Request request;
  fill(&request);
  return request;
}

v1::FacetKey Source() {
  v1::FacetKey key;
  key.set_dimension(v1::FACET_DIMENSION_SOURCE);
  return key;
}

TEST(CheckSearch, AcceptsUpToItsLimits) {
  EXPECT_EQ(FaultOf(v1::SearchRequest()), "");
  EXPECT_EQ(FaultOf(Made<v1::SearchRequest>([](auto* r) {
              r->set_query(std::string(16'384, 'a'));
              r->set_page_size(4'000'000'000U);
              for (int i = 0; i < 64; ++i)
                *r->add_facets()->mutable_key() = Source();
            })),
            "");
}

TEST(CheckSearch, NamesTheFieldAtFault) {
  using R = v1::SearchRequest;
  struct Case {
    const char* want;
    std::function<void(R*)> fill;
  };
  for (const Case& c : {
           Case{"query", [](R* r) { r->set_query(std::string(16'385, 'a')); }},
           Case{"request",
                [](R* r) { r->set_page_token(std::string(65'536, 'a')); }},
           Case{"sort",
                [](R* r) { r->set_sort(static_cast<v1::SortOrder>(9)); }},
           Case{"range_unit",
                [](R* r) { r->set_range_unit(static_cast<v1::RangeUnit>(9)); }},
           Case{"options.default_operator",
                [](R* r) {
                  r->mutable_options()->set_default_operator(
                      static_cast<v1::QueryOptions::Operator>(9));
                }},
           Case{"facets[0].key.dimension", [](R* r) { r->add_facets(); }},
           Case{"facets",
                [](R* r) {
                  for (int i = 0; i < 65; ++i) {
                    *r->add_facets()->mutable_key() = Source();
                  }
                }},
           Case{"selections[1].key.dimension",
                [](R* r) {
                  *r->add_selections()->mutable_key() = Source();
                  r->add_selections()->mutable_key()->set_dimension(
                      static_cast<v1::FacetDimension>(99));
                }},
           Case{"selections[0].include",
                [](R* r) {
                  v1::FacetSelection* s = r->add_selections();
                  *s->mutable_key() = Source();
                  for (int i = 0; i < 257; ++i) s->add_include("x");
                }},
       }) {
    EXPECT_EQ(FaultOf(Made<R>(c.fill)), c.want);
  }
}

TEST(CheckSearch, TellsALongQueryApart) {
  v1::SearchRequest request;
  request.set_query(std::string(16'385, 'a'));
  EXPECT_EQ(Check(request).status.reason(), "QUERY_TOO_COMPLEX");
}

TEST(CheckMentions, RefusesTypesThatNameNothing) {
  for (int type : {0, 99}) {
    v1::ListMentionsRequest page;
    page.add_types(static_cast<v1::EntityType>(type));
    EXPECT_EQ(FaultOf(page), "types[0]");
    v1::StreamMentionsRequest stream;
    stream.add_types(static_cast<v1::EntityType>(type));
    EXPECT_EQ(FaultOf(stream), "types[0]");
  }
}

TEST(CheckFacets, NeedsNoFacet) {
  v1::ListFacetsRequest request;
  EXPECT_EQ(FaultOf(request), "");
  *request.add_facets()->mutable_key() = Source();
  EXPECT_EQ(FaultOf(request), "");
}

TEST(CheckAnalyze, TakesSixtyFourKibibytes) {
  v1::AnalyzeRequest request;
  request.set_text(std::string(65'536, 'a'));
  EXPECT_EQ(FaultOf(request), "");
  request.mutable_text()->push_back('a');
  EXPECT_EQ(FaultOf(request), "text");
}

TEST(CheckFreshness, TakesDaysThatAreNumbers) {
  v1::SearchRequest search;
  v1::ExplainRequest explain;
  explain.set_article_id("a");
  for (const double days : {0.0, 0.5, 30.0, 1e300}) {
    search.set_freshness_half_life_days(days);
    explain.set_freshness_half_life_days(days);
    EXPECT_EQ(FaultOf(search), "");
    EXPECT_EQ(FaultOf(explain), "");
  }
  for (const double days :
       {-1.0, -1e-300, std::numeric_limits<double>::infinity(),
        std::numeric_limits<double>::quiet_NaN()}) {
    search.set_freshness_half_life_days(days);
    explain.set_freshness_half_life_days(days);
    EXPECT_EQ(FaultOf(search), "freshness_half_life_days");
    EXPECT_EQ(FaultOf(explain), "freshness_half_life_days");
  }
}

TEST(CheckExplain, NamesTheFieldAtFault) {
  v1::ExplainRequest request;
  EXPECT_EQ(FaultOf(request), "article_id");
  request.set_article_id(std::string(200, 'x'));
  request.set_query(std::string(16'384, 'a'));
  EXPECT_EQ(FaultOf(request), "");
  request.set_article_id(std::string(201, 'x'));
  EXPECT_EQ(FaultOf(request), "article_id");
  request.set_range_unit(static_cast<v1::RangeUnit>(9));
  EXPECT_EQ(FaultOf(request), "range_unit");
  request.mutable_options()->set_default_operator(
      static_cast<v1::QueryOptions::Operator>(9));
  EXPECT_EQ(FaultOf(request), "options.default_operator");
  request.mutable_query()->push_back('a');
  EXPECT_EQ(FaultOf(request), "query");
  EXPECT_EQ(Check(request).status.reason(), "QUERY_TOO_COMPLEX");
}

TEST(CheckArticles, BoundsIds) {
  v1::GetArticleRequest one;
  EXPECT_EQ(FaultOf(one), "id");
  one.set_id(std::string(200, 'x'));
  EXPECT_EQ(FaultOf(one), "");
  one.mutable_id()->push_back('x');
  EXPECT_EQ(FaultOf(one), "id");

  v1::BatchGetArticlesRequest batch;
  EXPECT_EQ(FaultOf(batch), "ids");
  for (int i = 0; i < 100; ++i) batch.add_ids("x");
  EXPECT_EQ(FaultOf(batch), "");
  batch.set_ids(7, "");
  EXPECT_EQ(FaultOf(batch), "ids[7]");
  batch.set_ids(7, "x");
  batch.add_ids("x");
  EXPECT_EQ(FaultOf(batch), "ids");
}

}  // namespace
}  // namespace vigie::server
