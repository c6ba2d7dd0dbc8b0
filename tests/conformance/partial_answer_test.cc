// An answer that cost has cut is the same, and is told the same, by every way
// in.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "client/json_format.h"
#include "client/options.h"
#include "tests/conformance/command_lines.h"
#include "tests/conformance/command_run.h"
#include "tests/conformance/served_index.h"
#include "vigie/v1/search_service.grpc.pb.h"
#include "wire/convert_exploration.h"
#include "wire/convert_search.h"

namespace vigie::conformance {
namespace {

using Stub = v1::SearchService::Stub;

constexpr char kQuery[] = "Broadcom ADJ/6 puces";

class PartialConformance : public ServedIndex {
 protected:
  static void SetUpTestSuite() {
    std::vector<Article> articles(1'500);
    for (size_t i = 0; i < articles.size(); ++i) {
      articles[i].id = "a" + std::to_string(i);
      articles[i].title = "Dépêche";
      articles[i].text = "Broadcom vend des puces à Nvidia.";
      articles[i].published_at = PublicationTime{1'770'000'000};
    }
    OpenOptions open;
    // The query costs about 200 words an article, and a partial answer a
    // quarter of the budget.
    open.query_words = 240'000;
    Serve(articles, open);
  }

  template <typename Request>
  static Request Asking() {
    Request request;
    request.set_query(kQuery);
    return request;
  }

  // Asks all three ways for a partial answer.
  template <typename Response, typename Request, typename InProcess>
  void Expect(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                           Response*),
              Request request, InProcess in_process) {
    const Words words = CommandLineOf(&request);
    Stub stub(channel_);
    grpc::ClientContext context;
    Response served;
    ASSERT_TRUE((stub.*method)(&context, request, &served).ok());
    EXPECT_EQ(served.partial(), v1::PARTIAL_REASON_COST);
    Response library;
    wire::ToProto(in_process(wire::FromProto(request)).value(), &library);
    EXPECT_EQ(Comparable(client::ToJson(library)),
              Comparable(client::ToJson(served)));
    ExpectTold(words, Comparable(client::ToJson(served)));
  }

  // That the command line gives the answer, tells in either language that it is
  // partial, and refuses it where a whole one is asked for.
  static void ExpectTold(Words words, const std::string& json) {
    const Said said = RunCommandLine(words, Address());
    EXPECT_EQ(said.exit_code, client::kExitPartial) << said.errors;
    EXPECT_EQ(said.json, json);
    EXPECT_NE(said.errors.find("réponse partielle"), std::string::npos);
    words.insert(words.begin() + 1, {"--lang", "en"});
    EXPECT_NE(RunCommandLine(words, Address()).errors.find("partial answer"),
              std::string::npos);
    words.insert(words.begin() + 1, "--require-complete");
    const Said strict = RunCommandLine(words, Address());
    EXPECT_EQ(strict.exit_code, client::kExitUsage) << strict.errors;
    EXPECT_EQ(strict.json, "");
  }
};

TEST_F(PartialConformance, OfOneAnswer) {
  const auto ask = [](auto method) {
    return
        [method](const auto& request) { return (*snapshot_.*method)(request); };
  };
  auto search = Asking<v1::SearchRequest>();
  search.set_page_size(10);
  search.set_sort(v1::SORT_ORDER_NEWEST);
  Expect(&Stub::Search, search, ask(&Snapshot::Search));
  auto facets = Asking<v1::ListFacetsRequest>();
  facets.add_facets()->mutable_key()->set_dimension(v1::FACET_DIMENSION_SOURCE);
  Expect(&Stub::ListFacets, facets, ask(&Snapshot::ListFacets));
  Expect(&Stub::Timeline, Asking<v1::TimelineRequest>(),
         ask(&Snapshot::Timeline));
  Expect(&Stub::Related, Asking<v1::RelatedRequest>(), ask(&Snapshot::Related));
  v1::CompareRequest compare;
  compare.mutable_first()->set_query(kQuery);
  compare.mutable_second()->set_query("Nvidia");
  compare.add_by()->set_dimension(v1::FACET_DIMENSION_ENTITY);
  Expect(&Stub::Compare, compare, ask(&Snapshot::Compare));
}

TEST_F(PartialConformance, OfMentions) {
  auto request = Asking<v1::StreamMentionsRequest>();
  Stub stub(channel_);
  grpc::ClientContext context;
  const auto reader = stub.StreamMentions(&context, request);
  v1::StreamMentionsResponse message;
  uint32_t rows = 0;
  while (reader->Read(&message)) rows += message.has_row() ? 1 : 0;
  ASSERT_TRUE(reader->Finish().ok());
  EXPECT_EQ(message.summary().partial(), v1::PARTIAL_REASON_COST);
  EXPECT_EQ(message.summary().total_mentions(), rows);
  const auto page = snapshot_->ListMentions(
      wire::FromProto(Asking<v1::ListMentionsRequest>()));
  ASSERT_TRUE(page.ok()) << page.status().ToString();
  EXPECT_EQ(page->total_mentions, rows);
  EXPECT_EQ(page->articles_searched, message.summary().articles_searched());
  const Said said = RunCommandLine({"mentions", kQuery}, Address());
  EXPECT_EQ(said.exit_code, client::kExitPartial);
  EXPECT_NE(said.errors.find("réponse partielle"), std::string::npos);
}

// Lists of hits that take too much are refused by every way in.
class MemoryConformance : public ServedIndex {
 protected:
  static constexpr size_t kHits = 100;
  static void SetUpTestSuite() {
    std::vector<Article> articles(kHits);
    for (size_t i = 0; i < kHits; ++i) {
      articles[i].id = "a" + std::to_string(i);
      articles[i].text = i == 0 ? "Broadcom vend." : "Broadcom achète.";
    }
    OpenOptions open;
    open.query_bytes = 48 * kHits - 1;
    Serve(articles, open);
  }
};

TEST_F(MemoryConformance, RefusesOneListAndGivesAnother) {
  Stub stub(channel_);
  for (const auto& [query, fits] :
       {std::pair{"Broadcom", false}, {"Broadcom achète", true}}) {
    v1::SearchRequest request;
    request.set_query(query);
    request.set_sort(v1::SORT_ORDER_NEWEST);
    grpc::ClientContext context;
    v1::SearchResponse response;
    const grpc::Status status = stub.Search(&context, request, &response);
    const auto library = snapshot_->Search(wire::FromProto(request));
    const Said said =
        RunCommandLine({"search", query, "--sort", "newest"}, Address());
    EXPECT_EQ(library.ok(), fits) << query;
    EXPECT_EQ(status.ok(), fits) << query;
    EXPECT_EQ(said.exit_code, fits ? client::kExitOk : client::kExitUsage);
    if (fits) continue;
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(status.error_message(), library.status().message());
    EXPECT_NE(status.error_details().find("QUERY_MEMORY"), std::string::npos);
    EXPECT_EQ(library.status().reason(), "QUERY_MEMORY");
  }
}

}  // namespace
}  // namespace vigie::conformance
