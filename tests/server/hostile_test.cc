// Hostile queries against the real program over 2,000 articles: every call is
// answered within its deadline or refused clearly, what is cut is told, and
// the process neither dies nor swells.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/server/hostile_queries.h"
#include "tests/server/served_index.h"
#include "vigie/snapshot.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie {
namespace {

using Clock = std::chrono::steady_clock;
using Stub = v1::SearchService::Stub;

constexpr size_t kArticles = 2'000;
constexpr size_t kRows = 2'000;  // of a stream
constexpr std::chrono::seconds kDeadline(10);
// A sanitizer keeps what was freed, 256 MB of it, and pads what is not.
constexpr int64_t kGrowthKiB = (VIGIE_SANITIZED ? 768 : 64) * 1024;

// The sample articles, again and again under new ids.
std::vector<Article> ManyArticles() {
  std::vector<Article> samples;
  std::ifstream in(VIGIE_SOURCE_DIR "/samples/presse.jsonl");
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    Article article;
    article.id = json.at("id");
    article.title = json.at("title");
    article.text = json.at("text");
    article.source = json.value("source", "");
    samples.push_back(article);
  }
  EXPECT_FALSE(samples.empty());
  std::vector<Article> many;
  for (size_t i = 0; many.size() < kArticles; ++i) {
    Article article = samples[i % samples.size()];
    article.id += "/" + std::to_string(i);
    article.published_at = PublicationTime{
        1'735'689'600 + static_cast<int64_t>(i) * 20'000, false};
    many.push_back(article);
  }
  return many;
}

// The distinct words of ASCII letters in `articles`, three letters at least.
std::vector<std::string> WordsOf(const std::vector<Article>& articles) {
  std::vector<std::string> words;
  std::set<std::string> seen;
  for (const Article& article : articles) {
    std::istringstream text(article.text);
    for (std::string word; text >> word;) {
      const bool letters =
          word.size() > 2 &&
          word.find_first_not_of(
              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
              std::string::npos;
      if (letters && seen.insert(word).second) words.push_back(word);
    }
  }
  return words;
}

// The longest call of one method.
struct Worst {
  double ms = 0;
  std::string query;
};

class HostileTest : public ::testing::Test {
 protected:
  template <typename Request, typename Response>
  grpc::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                 const Request&, Response*),
                    const Request& request, Response* response,
                    const std::string& query) {
    return Check(Request::descriptor()->name(), query,
                 [&](grpc::ClientContext* context) {
                   return (stub_.*method)(context, request, response);
                 });
  }

  // Reads what one screen after another would show, then the summary if it
  // has come by then.
  void Stream(const std::string& query, const std::string& name) {
    v1::StreamMentionsRequest request;
    request.set_query(query);
    Check("StreamMentions", name, [&](grpc::ClientContext* context) {
      const auto stream = stub_.StreamMentions(context, request);
      v1::StreamMentionsResponse response;
      size_t rows = 0;
      while (rows < kRows && stream->Read(&response)) ++rows;
      if (rows == kRows) context->TryCancel();
      const grpc::Status status = stream->Finish();
      return rows == kRows ? grpc::Status::OK : status;
    });
  }

  // Makes a call, checks how it ends, and gives its status.
  template <typename Made>
  grpc::Status Check(const std::string& method_name, const std::string& query,
                     const Made& call) {
    const std::string name = query + " " + method_name;
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    const Clock::time_point start = Clock::now();
    const grpc::Status status = call(&context);
    const double ms =
        std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    if (ms > worst_[method_name].ms) worst_[method_name] = {ms, query};
    const bool refused =
        status.error_code() == grpc::StatusCode::INVALID_ARGUMENT ||
        status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED;
    // A sanitizer makes calls thirty times as long: it may be their deadline.
    const bool late =
        VIGIE_SANITIZED &&
        status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
    EXPECT_TRUE(status.ok() || refused || late)
        << name << ": " << status.error_code() << " " << status.error_message();
    if (refused) {
      EXPECT_NE(status.error_message(), "") << name;
    }
    return status;
  }

  void AskEverything(const HostileQuery& hostile) {
    v1::SearchRequest search;
    search.set_query(hostile.query);
    search.add_facets()->mutable_key()->set_dimension(
        v1::FACET_DIMENSION_ENTITY);
    v1::SearchResponse hits;
    const grpc::Status status =
        Call(&Stub::Search, search, &hits, hostile.name);
    if (hostile.beyond_limits && status.ok()) {
      EXPECT_GT(hits.understanding().warnings_size(), 0) << hostile.name;
    }
    v1::ListMentionsRequest list;
    list.set_query(hostile.query);
    v1::ListMentionsResponse rows;
    Call(&Stub::ListMentions, list, &rows, hostile.name);
    v1::ListFacetsRequest facets;
    facets.set_query(hostile.query);
    facets.add_facets()->mutable_key()->set_dimension(
        v1::FACET_DIMENSION_ENTITY);
    v1::ListFacetsResponse counts;
    Call(&Stub::ListFacets, facets, &counts, hostile.name);
    Stream(hostile.query, hostile.name);
    v1::ExplainRequest explain;
    explain.set_query(hostile.query);
    explain.set_article_id(articles_[0].id);
    v1::ExplainResponse explained;
    Call(&Stub::Explain, explain, &explained, hostile.name);
    ASSERT_TRUE(served_.process().Runs()) << hostile.name;
  }

  void AskAll(const std::vector<HostileQuery>& queries) {
    AskEverything({"warm-up", "accord Microsoft", false});
    served_.process().ForgetPeak();
    const int64_t before = served_.process().StatusKiB("VmRSS");
    for (const HostileQuery& hostile : queries) {
      AskEverything(hostile);
      if (HasFatalFailure()) return;
    }
    const int64_t peak = served_.process().StatusKiB("VmHWM");
    EXPECT_LT(peak - before, kGrowthKiB);
    for (const auto& [method, worst] : worst_) {
      std::cout << method << ": at most " << std::fixed << std::setprecision(1)
                << worst.ms << " ms (" << worst.query << ")\n";
    }
    std::cout << "memory: " << before << " KiB, at most " << peak - before
              << " KiB more\n";
    RecordProperty("growth_kib", static_cast<int>(peak - before));
  }

  const std::vector<Article> articles_ = ManyArticles();
  const std::vector<std::string> words_ = WordsOf(articles_);
  ServedIndex served_{articles_};
  Stub stub_{served_.channel()};
  std::map<std::string, Worst> worst_;  // by the request's type
};

TEST_F(HostileTest, KnownAttacksAreAnsweredOrRefused) {
  AskAll(KnownAttacks(words_));
}

TEST_F(HostileTest, FloodsOfEachOperatorAreAnsweredOrRefused) {
  AskAll(OperatorFloods(words_));
}

TEST_F(HostileTest, BytesThatAreNoTextAreAnsweredInProcessAndRefusedByWire) {
  const auto snapshot = Snapshot::Open(served_.directory());
  ASSERT_TRUE(snapshot.ok()) << snapshot.status().ToString();
  for (const std::string& bytes :
       {std::string("\xFF"), std::string("puce \xC3"),
        std::string("\xED\xA0\x80 puce"), std::string("\xC0\xAF*"),
        std::string("\"\xF4\x90\x80\x80\""), std::string("titre:\x80"),
        std::string(16'384, '\xE2')}) {
    SearchRequest request;
    request.query = bytes;
    const auto result = (*snapshot)->Search(request);
    EXPECT_TRUE(result.ok() ||
                result.status().code() == StatusCode::kInvalidArgument)
        << result.status().ToString();
    if (result.ok()) {  // the printed query is UTF-8 again, else dump throws
      EXPECT_NO_THROW(nlohmann::json(result->understanding.normalized).dump());
    }
    v1::SearchRequest wired;
    wired.set_query(bytes);
    v1::SearchResponse response;
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    const grpc::Status status = stub_.Search(&context, wired, &response);
    EXPECT_NE(status.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_NE(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
    ASSERT_TRUE(served_.process().Runs());
  }
}

}  // namespace
}  // namespace vigie
