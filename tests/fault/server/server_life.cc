#include "tests/fault/server/server_life.h"

#include <sys/wait.h>

#include <filesystem>
#include <thread>
#include <vector>

#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::fault {
namespace {

constexpr std::chrono::milliseconds kPoll(2);
constexpr std::chrono::seconds kPatience(60);

double Seconds(ServerLife::Clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

Status Wrong(std::string what) {
  return Status(StatusCode::kInternal, std::move(what));
}

Status Failed(const char* what, const grpc::Status& status) {
  return Wrong(std::string(what) + ": code " +
               std::to_string(status.error_code()) + ", " +
               status.error_message());
}

std::string PortFile(const ServerSetup& setup) {
  return setup.socket + ".ready";
}

// Nothing is left that would say too early that the server answers.
std::vector<std::string> CommandOf(const ServerSetup& setup) {
  std::filesystem::remove(PortFile(setup));
  return {setup.program,
          "--quiet",
          "--writes",
          "--index",
          setup.index,
          "--dictionary",
          setup.dictionary,
          "--listen",
          "unix:" + setup.socket,
          "--port-file",
          PortFile(setup),
          "--publish-ms",
          std::to_string(setup.publish_ms)};
}

bool IsOf(const v1::Article& shown, const Operation& put) {
  const Article want = MakeArticle(put);
  return shown.id() == want.id && shown.title() == want.title &&
         shown.text() == want.text && shown.source() == want.source &&
         shown.published_at().time().seconds() ==
             want.published_at->unix_seconds;
}

}  // namespace

Status CheckHits(const std::shared_ptr<grpc::Channel>& channel,
                 const std::string& query, uint64_t want) {
  const auto stub = v1::SearchService::NewStub(channel);
  grpc::ClientContext context;
  v1::SearchRequest request;
  request.set_query(query);
  v1::SearchResponse response;
  const grpc::Status answered = stub->Search(&context, request, &response);
  if (!answered.ok()) return Failed("a search", answered);
  if (response.total_hits() == want) return OkStatus();
  return Wrong("\"" + query + "\" finds " +
               std::to_string(response.total_hits()) + " of " +
               std::to_string(want));
}

ServerLife::ServerLife(const ServerSetup& setup)
    : setup_(setup), process_(CommandOf(setup), {}) {}

Result<double> ServerLife::AwaitReady() {
  while (!std::filesystem::exists(PortFile(setup_))) {
    if (process_.Ended()) return Wrong("the server ended at its start");
    if (Clock::now() > start_ + kPatience) {
      return Wrong("the server was not ready after a minute");
    }
    std::this_thread::sleep_for(kPoll);
  }
  const double seconds = Seconds(Clock::now() - start_);
  // A channel of its own: connections of an earlier server are not shared.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  channel_ = grpc::CreateCustomChannel(
      "unix:" + setup_.socket, grpc::InsecureChannelCredentials(), arguments);
  return seconds;
}

Result<double> ServerLife::End(int signal, std::chrono::seconds limit) {
  const Clock::time_point sent = Clock::now();
  process_.Send(signal);
  bool late = false;
  while (!process_.Ended()) {
    late = Clock::now() > sent + limit;
    if (late) process_.Kill();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  const double seconds = Seconds(Clock::now() - sent);
  const int status = process_.Wait();
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (late) return Wrong("the server did not end in time");
  return seconds;
}

Result<State> ReadServedState(const std::shared_ptr<grpc::Channel>& channel) {
  const auto articles = v1::ArticleService::NewStub(channel);
  v1::BatchGetArticlesRequest request;
  for (uint32_t key = 0; key < kKeys; ++key) request.add_ids(ArticleId(key));
  grpc::ClientContext context;
  v1::BatchGetArticlesResponse response;
  const grpc::Status got =
      articles->BatchGetArticles(&context, request, &response);
  if (!got.ok()) return Failed("reading the articles", got);
  State state;
  for (const v1::Article& article : response.articles()) {
    Article titled;
    titled.title = article.title();
    const auto key = static_cast<uint32_t>(std::stoul(article.id().substr(2)));
    const uint64_t number = NumberOf(titled);
    if (!IsOf(article, {number, key, false})) {
      return Wrong(article.id() + " is not what was written");
    }
    state[key] = number;
  }
  Status found = CheckHits(channel, "", state.size());
  if (found.ok() && !state.empty()) {
    found = CheckHits(channel, MarkOf(state.rbegin()->second), 1);
  }
  if (!found.ok()) return found;
  return state;
}

}  // namespace vigie::fault
