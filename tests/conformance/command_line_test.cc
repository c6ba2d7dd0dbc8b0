// The command line gives what the library gives and what the server gives, as
// the same JSON, on 1,000 random requests. Elapsed time and page tokens aside.
#include <gtest/gtest.h>

#include "client/json_format.h"
#include "client/options.h"
#include "tests/conformance/command_lines.h"
#include "tests/conformance/command_run.h"
#include "tests/conformance/random_requests.h"
#include "tests/conformance/served_index.h"
#include "vigie/v1/search_service.grpc.pb.h"
#include "wire/convert_completeness.h"
#include "wire/convert_explanation.h"
#include "wire/convert_exploration.h"
#include "wire/convert_mention.h"
#include "wire/convert_search.h"
#include "wire/convert_status.h"

namespace vigie::conformance {
namespace {

using nlohmann::ordered_json;
using Stub = v1::SearchService::Stub;

class CommandLineConformance : public ServedIndex {
 protected:
  // Answers of server and library, and what the command line makes of the same
  // request.
  template <typename Response, typename Request, typename InProcess>
  void Expect(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                           Response*),
              Request request, InProcess in_process) {
    const Words words = CommandLineOf(&request);
    Stub stub(channel_);
    grpc::ClientContext context;
    Response served;
    const grpc::Status status = (stub.*method)(&context, request, &served);
    const auto result = in_process(wire::FromProto(request));
    Response library;
    if (result.ok()) wire::ToProto(*result, &library);
    Check(words, result.ok(), status.ok(), client::ToJson(library),
          client::ToJson(served));
  }

  void Check(const Words& words, bool library_ok, bool served_ok,
             const ordered_json& library, const ordered_json& served) {
    ++requests_;
    const Said said = RunCommandLine(words, Address());
    EXPECT_EQ(library_ok, served_ok);
    EXPECT_EQ(said.exit_code == client::kExitOk, served_ok) << Printed(words);
    if (!served_ok) return;
    ++answered_;
    EXPECT_EQ(said.json, Comparable(served)) << Printed(words);
    EXPECT_EQ(said.json, Comparable(library)) << Printed(words);
  }

  static std::string Printed(const Words& words) {
    std::string line;
    for (const std::string& word : words) line += "'" + word + "' ";
    return line;
  }

  RandomRequests random_{kSeed};
  int requests_ = 0;
  int answered_ = 0;
};

TEST_F(CommandLineConformance, OnAThousandRandomRequests) {
  const Snapshot& library = *snapshot_;
  const auto ask = [&](auto method) {
    return [&library, method](const auto& request) {
      return (library.*method)(request);
    };
  };
  for (int i = 0; i < 150 && !HasFailure(); ++i) {
    Expect(&Stub::Search, random_.Search(), [&](const SearchRequest& request) {
      return library.Search(request);
    });
    Expect(&Stub::ListFacets, random_.Facets(), ask(&Snapshot::ListFacets));
    Expect(&Stub::Timeline, random_.Timeline(), ask(&Snapshot::Timeline));
  }
  for (int i = 0; i < 70 && !HasFailure(); ++i) {
    Expect(&Stub::Explain, random_.Explain(kArticles), ask(&Snapshot::Explain));
    Expect(&Stub::Related, random_.Related(), ask(&Snapshot::Related));
    Expect(&Stub::Compare, random_.Compare(), ask(&Snapshot::Compare));
    Expect(&Stub::Similar, random_.Similar(kArticles), ask(&Snapshot::Similar));
    Expect(&Stub::Suggest, random_.Suggest(), ask(&Snapshot::Suggest));
    Expect(&Stub::ReportCompleteness, random_.Completeness(),
           ask(&Snapshot::ReportCompleteness));
  }
  for (int i = 0; i < 130 && !HasFailure(); ++i) {
    v1::StreamMentionsRequest request = random_.Stream();
    const Words words = CommandLineOf(&request);
    ordered_json rows = ordered_json::array();
    const auto result =
        library.StreamMentions(wire::FromProto(request), [&](MentionRow&& row) {
          v1::MentionRow converted;
          wire::ToProto(row, &converted);
          rows.push_back(client::MentionLine(converted));
          return true;
        });
    v1::StreamMentionsSummary summary;
    if (result.ok()) wire::ToProto(*result, &summary);
    ordered_json in_process = client::ToJson(summary);
    in_process["mentions"] = rows;

    Stub stub(channel_);
    grpc::ClientContext context;
    const auto reader = stub.StreamMentions(&context, request);
    v1::StreamMentionsResponse message;
    rows = ordered_json::array();
    while (reader->Read(&message)) {
      if (message.has_row()) rows.push_back(client::MentionLine(message.row()));
    }
    const bool ok = reader->Finish().ok();
    ordered_json served = client::ToJson(message.summary());
    served["mentions"] = rows;
    Check(words, result.ok(), ok, in_process, served);
  }
  EXPECT_EQ(requests_, 3 * 150 + 6 * 70 + 130);
  EXPECT_GT(answered_, 850);
}

}  // namespace
}  // namespace vigie::conformance
