// The C interface gives the JSON that the command line prints of gRPC's
// answers, on random requests. Elapsed time aside.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "client/json_format.h"
#include "tests/conformance/random_requests.h"
#include "tests/conformance/served_index.h"
#include "vigie/c.h"
#include "wire/convert_article.h"
#include "wire/convert_mention.h"
#include "wire/convert_search.h"

namespace vigie {
namespace {

using nlohmann::ordered_json;

// The index, opened by the C interface too.
class CInterfaceConformance : public conformance::ServedIndex {
 protected:
  static void SetUpTestSuite() {
    ServedIndex::SetUpTestSuite();
    ASSERT_EQ(
        vigie_snapshot_open((directory_ + "/index").c_str(), &c_, nullptr),
        VIGIE_OK);
  }

  static void TearDownTestSuite() {
    vigie_snapshot_close(c_);
    ServedIndex::TearDownTestSuite();
  }

  static vigie_snapshot* c_;

  conformance::RandomRequests random_{kSeed + 1};
};

vigie_snapshot* CInterfaceConformance::c_ = nullptr;

std::string WithoutTime(ordered_json answer) {
  answer.erase("elapsed");
  return answer.dump();
}

template <typename Response, typename Outcome>
std::string Expected(const Outcome& outcome) {
  if (!outcome.ok()) return outcome.status().ToString();
  Response response;
  wire::ToProto(*outcome, &response);
  return WithoutTime(client::ToJson(response));
}

using Call = vigie_code (*)(const vigie_snapshot*, const char*, uint32_t,
                            char**, vigie_error**);

// The answer without its time, or the error as Status prints it.
std::string Given(Call call, const vigie_snapshot* snapshot,
                  const google::protobuf::Message& request) {
  char* answer = nullptr;
  vigie_error* error = nullptr;
  const std::string text = client::Dump(client::ToJson(request), false);
  const vigie_code code = call(snapshot, text.c_str(), 0, &answer, &error);
  std::string given;
  if (code == VIGIE_OK) {
    given = WithoutTime(ordered_json::parse(answer));
  } else {
    given = Status(static_cast<StatusCode>(code), vigie_error_message(error))
                .ToString();
  }
  vigie_error_free(error);
  vigie_string_free(answer);
  return given;
}

TEST_F(CInterfaceConformance, Search) {
  for (int i = 0; i < 300; ++i) {
    const v1::SearchRequest request = random_.Search();
    ASSERT_EQ(Given(vigie_search, c_, request),
              Expected<v1::SearchResponse>(
                  snapshot_->Search(wire::FromProto(request))))
        << request.ShortDebugString();
  }
}

TEST_F(CInterfaceConformance, Mentions) {
  for (int i = 0; i < 300; ++i) {
    const v1::ListMentionsRequest request = random_.Mentions();
    ASSERT_EQ(Given(vigie_list_mentions, c_, request),
              Expected<v1::ListMentionsResponse>(
                  snapshot_->ListMentions(wire::FromProto(request))))
        << request.ShortDebugString();
  }
}

TEST_F(CInterfaceConformance, Facets) {
  for (int i = 0; i < 300; ++i) {
    const v1::ListFacetsRequest request = random_.Facets();
    ASSERT_EQ(Given(vigie_list_facets, c_, request),
              Expected<v1::ListFacetsResponse>(
                  snapshot_->ListFacets(wire::FromProto(request))))
        << request.ShortDebugString();
  }
}

TEST_F(CInterfaceConformance, Articles) {
  for (const Article& article : conformance::RandomArticles(kArticles)) {
    char* answer = nullptr;
    ASSERT_EQ(vigie_get_article(c_, article.id.c_str(), &answer, nullptr),
              VIGIE_OK);
    v1::Article expected;
    wire::ToProto(*snapshot_->GetArticle(article.id), &expected);
    EXPECT_EQ(ordered_json::parse(answer).dump(),
              client::ToJson(expected).dump());
    vigie_string_free(answer);
  }
}

// Enum values have the same names on both sides; every one of those that
// random answers may miss.
TEST_F(CInterfaceConformance, EveryEnumValueOfRequests) {
  v1::ListMentionsRequest request;
  for (int type = 0; type <= v1::EntityType_MAX; ++type) {
    request.add_types(static_cast<v1::EntityType>(type));
  }
  for (int role = 0; role <= v1::MentionRole_MAX; ++role) {
    request.mutable_filter()->add_roles(static_cast<v1::MentionRole>(role));
  }
  for (int at = 0; at <= v1::MentionSection_MAX; ++at) {
    request.mutable_filter()->add_sections(static_cast<v1::MentionSection>(at));
  }
  EXPECT_EQ(Given(vigie_list_mentions, c_, request),
            Expected<v1::ListMentionsResponse>(
                snapshot_->ListMentions(wire::FromProto(request))));
  for (int sort = 0; sort <= v1::SortOrder_MAX; ++sort) {
    v1::SearchRequest search;
    search.set_sort(static_cast<v1::SortOrder>(sort));
    for (int by = 1; by <= v1::FacetDimension_MAX; ++by) {
      v1::FacetKey* key = search.add_facets()->mutable_key();
      key->set_dimension(static_cast<v1::FacetDimension>(by));
      if (by == v1::FACET_DIMENSION_ATTRIBUTE) key->set_attribute("rubrique");
    }
    EXPECT_EQ(Given(vigie_search, c_, search),
              Expected<v1::SearchResponse>(
                  snapshot_->Search(wire::FromProto(search))));
  }
}

}  // namespace
}  // namespace vigie
