#include "bench/load/load_run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>

#include "bench/engine/process.h"
#include "bench/load/echo_server.h"
#include "bench/load/in_process.h"
#include "bench/load/ingest_load.h"
#include "bench/load/load_report.h"
#include "bench/load/served_process.h"

namespace vigie::bench {
namespace {

constexpr std::chrono::seconds kConnectLimit(10);

SharedChannel Connect(const std::string& address, const channel::Files& files,
                      uint32_t number) {
  grpc::ChannelArguments arguments;
  // Channels of equal arguments would share one connection.
  arguments.SetInt("vigie.connection", static_cast<int>(number));
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return std::make_shared<channel::SecureChannel>(address, files, arguments);
}

ChannelMaker To(const std::string& address, const channel::Files& files = {}) {
  return [address, files](uint32_t number) {
    SharedChannel channel = Connect(address, files, number);
    channel->channel()->WaitForConnected(std::chrono::system_clock::now() +
                                         kConnectLimit);
    return channel;
  };
}

class LoadRun {
 public:
  explicit LoadRun(const LoadOptions& options) : options_(options) {}

  Status Run() {
    Status ready = Prepare();
    if (ready.ok()) ready = WarmUp();
    if (!ready.ok()) return ready;
    if (options_.overload.factor > 0) return Overload();
    for (uint32_t round = 0; round < options_.rounds; ++round) {
      const Status done = Round();
      if (!done.ok()) return done;
    }
    if (options_.in_process.threads > 0) {
      const Status done = AskLibrary();
      if (!done.ok()) return done;
    }
    PrintReport(report_, options_, std::cout);
    return OkStatus();
  }

 private:
  // The server, the calls, the echo's replies.
  Status Prepare() {
    address_ = options_.server;
    if (address_.empty()) {
      std::vector<std::string> flags = {"--index", options_.index};
      flags.insert(flags.end(), options_.server_flags.begin(),
                   options_.server_flags.end());
      auto started =
          ServedProcess::Start(options_.program, flags, options_.server_cores);
      if (!started.ok()) return started.status();
      own_server_ = *std::move(started);
      address_ = own_server_->address();
    }
    const SharedChannel channel = Connect(address_, options_.files, 0);
    if (channel->fault().kind != channel::Fault::Kind::kNone) {
      return Status(StatusCode::kInvalidArgument, channel->fault().InEnglish());
    }
    auto mix = ParseMix(options_.mix);
    if (!mix.ok()) return mix.status();
    auto queries = options_.queries.empty()
                       ? QueriesOfCorpus(channel, options_.query_count)
                       : ReadQueries(options_.queries);
    if (!queries.ok()) return queries.status();
    calls_ = MakeCalls(*queries, *mix);
    if (options_.ingest == 0) return OkStatus();
    auto articles = ArticlesOfCorpus(channel);
    if (articles.ok()) articles_ = *std::move(articles);
    return articles.status();
  }

  // Every call twice, one after another: the replies that the echo
  // gives, and a server that has seen each question.
  Status WarmUp() {
    auto replies = CollectReplies(ToServer()(0), calls_);
    if (!replies.ok()) return replies.status();
    if (!options_.echo.empty()) {
      const Status started = StartEcho(*replies);
      if (!started.ok()) return started;
    }
    LoadPlan warm = options_.plan;
    warm.rate = 0;
    warm.duration = std::chrono::seconds(1);
    RunLoad(warm, calls_, ToServer());
    if (echo_) RunLoad(warm, echo_calls_, To(echo_->address()));
    return OkStatus();
  }

  ChannelMaker ToServer() const { return To(address_, options_.files); }

  Status StartEcho(const std::vector<std::string>& replies) {
    const std::string file =
        (std::filesystem::temp_directory_path() /
         ("vigie-load-replies-" + std::to_string(getpid())))
            .string();
    if (!WriteReplies(replies, file)) {
      return Status(StatusCode::kInternal, file + ": cannot be written");
    }
    auto started = ServedProcess::Start(
        options_.self,
        {"--serve-echo", options_.echo, "--replies", file, "--busy-us",
         std::to_string(options_.echo_busy.count()), "--poll-us",
         std::to_string(options_.plan.poll.count())},
        options_.server_cores);
    std::filesystem::remove(file);
    if (!started.ok()) return started.status();
    echo_ = *std::move(started);
    for (LoadCall call : calls_) {
      call.method = "/vigie.v1.SearchService/Search";
      echo_calls_.push_back(std::move(call));
    }
    return OkStatus();
  }

  Status Round() {
    const pid_t pid = own_server_ ? own_server_->pid() : 0;
    const ProcessUse before = UseOf(pid);
    const double client_before = CpuSeconds();
    std::unique_ptr<IngestLoad> ingest;
    if (options_.ingest > 0) {
      ingest = IngestLoad::Start(ToServer()(options_.plan.connections),
                                 articles_, options_.ingest);
    }
    LoadResult result = RunLoad(options_.plan, calls_, ToServer());
    if (ingest) {
      Result<IngestResult> written = ingest->Stop();
      if (!written.ok()) return written.status();
      report_.ingest = *std::move(written);
    }
    report_.client_cpu_s += CpuSeconds() - client_before;
    const ProcessUse after = UseOf(pid);
    report_.server_cpu_s += after.cpu_seconds - before.cpu_seconds;
    report_.server_peak_rss_mb = after.peak_rss_mb;
    if (result.ok == 0) {
      return Status(StatusCode::kUnavailable, "no call succeeded");
    }
    report_.server.Merge(result);
    report_.server.seconds += result.seconds;
    if (!echo_) return OkStatus();
    result = RunLoad(options_.plan, echo_calls_, To(echo_->address()));
    report_.echo.Merge(result);
    report_.echo.seconds += result.seconds;
    return OkStatus();
  }

  Status Overload() {
    OverloadPlan overload = options_.overload;
    overload.duration = options_.plan.duration;
    auto result = RunOverload(overload, options_.plan, calls_, ToServer(),
                              own_server_ ? own_server_->pid() : 0);
    if (!result.ok()) return result.status();
    report_.overload = *std::move(result);
    PrintReport(report_, options_, std::cout);
    return OkStatus();
  }

  Status AskLibrary() {
    const BoundTo bound(options_.server_cores);
    InProcessPlan plan = options_.in_process;
    plan.duration = options_.plan.duration * options_.rounds;
    plan.distinct = options_.plan.distinct;
    auto result = RunInProcess(options_.index, plan, calls_);
    if (result.ok()) report_.library = *std::move(result);
    return result.status();
  }

  const LoadOptions& options_;
  std::unique_ptr<ServedProcess> own_server_;
  std::string address_;
  std::vector<LoadCall> calls_;
  std::vector<LoadCall> echo_calls_;
  std::vector<v1::Article> articles_;  // to ingest
  std::unique_ptr<ServedProcess> echo_;
  LoadReport report_;
};

}  // namespace

Status RunLoadOptions(const LoadOptions& options) {
  const BoundTo bound(options.client_cores);
  return LoadRun(options).Run();
}

}  // namespace vigie::bench
