#include "server/server.h"

#include <grpc/grpc.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <sys/stat.h>

#include <algorithm>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "grpc/health/v1/health.grpc.pb.h"
#include "server/article_service.h"
#include "server/busy_poll.h"
#include "server/call_runner.h"
#include "server/callback_calls.h"
#include "server/entity_service.h"
#include "server/index_service.h"
#include "server/request_log.h"
#include "server/revision_watcher.h"
#include "server/scrub_record.h"
#include "server/search_service.h"
#include "server/service_gauges.h"

namespace vigie::server {
namespace {

constexpr int kReceiveBytes = 4 << 20;
// For the last answers to leave.
constexpr std::chrono::milliseconds kDisconnect(300);
// Once nothing runs, and before gRPC closes: for calls that are on their way.
// They are told UNAVAILABLE; gRPC tells CANCELLED to those that it reads after.
constexpr std::chrono::milliseconds kLastRefusals(200);
// NOT_SERVING in health once a file of the index was found damaged on the disk,
// until a later reading finds none. The others go on: what was damaged after it
// was verified may still be in memory.
constexpr const char* kIntegrityService = "vigie.v1.Integrity";

CallRunner::Capacity CapacityOfMachine() {
  CallRunner::Capacity capacity;
  const uint32_t cores = std::max(1U, std::thread::hardware_concurrency());
  capacity.searches = 2 * cores;
  capacity.searches_waiting = 32 * cores;
  return capacity;
}

// Bounds of the transport, measured against hostile clients
// (docs/operations.md).
void SetTransportLimits(const CallRunner::Capacity& capacity,
                        const ConnectionLimits& connections,
                        grpc::ServerBuilder* builder) {
  constexpr int kMinute = 60'000;
  const auto limit = [&](const char* name, ConnectionLimits::Time time) {
    builder->AddChannelArgument(name, static_cast<int>(time.count()));
  };
  // Of gRPC: calls that are not answered by callback and wait for the pool,
  // besides streams; health, status, reflection.
  const uint32_t waiting_threads = 5 * capacity.searches;
  constexpr uint32_t kOtherThreads = 16;
  builder->SetMaxReceiveMessageSize(kReceiveBytes);
  builder->AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8192);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 128);
  limit(GRPC_ARG_MAX_CONNECTION_IDLE_MS, connections.idle);
  limit(GRPC_ARG_MAX_CONNECTION_AGE_MS, connections.age);
  limit(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, connections.age_grace);
  limit(GRPC_ARG_KEEPALIVE_TIME_MS, connections.keepalive);
  limit(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, connections.keepalive_answer);
  builder->AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kMinute);
  builder->AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2);
  builder->AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 10'000);
  // Two servers on one port would share its connections without a word.
  builder->AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  grpc::ResourceQuota quota("vigie-server");
  quota.Resize(256U << 20);
  quota.SetMaxThreads(
      static_cast<int>(waiting_threads + capacity.streams + capacity.writes +
                       capacity.writes_waiting + kOtherThreads));
  builder->SetResourceQuota(quota);
}

class GrpcServer final : public Server {
 public:
  explicit GrpcServer(const ServerConfig& config)
      : config_(config),
        capacity_(CapacityOfMachine()),
        snapshots_(config.source.open ? config.source
                                      : SnapshotHolder::DirectorySource(
                                            config.index, config.open),
                   config.retention),
        access_(config.access ? config.access : std::make_shared<Access>()),
        budgets_(config.clients),
        runner_(capacity_, config.stream_deadlines,
                {access_.get(), &budgets_, &metrics_}),
        callbacks_(&snapshots_, &runner_, config.answer_cache_bytes),
        writes_(config.index, config.live, config.writes),
        ingest_(config.ingest, &writes_, &snapshots_,
                {access_.get(), &budgets_, &metrics_}),
        search_(&snapshots_, &runner_, &callbacks_),
        article_(&snapshots_, &writes_, &ingest_, &runner_),
        entity_(&snapshots_, &runner_),
        index_({config.index, config.backups, &snapshots_, &scrub_, &ingest_,
                &writes_, &runner_}) {}

  ~GrpcServer() override { Shutdown(std::chrono::milliseconds(0)); }

  Status Listen();
  Status ServeMetrics();
  void OpenIndex();

  int port() const override {
    return config_.listen.is_unix() ? 0 : bound_port_;
  }
  void Shutdown(std::chrono::milliseconds grace) override;
  bool Answers(std::chrono::milliseconds patience) const override;
  Status ReloadDictionary() override {
    return writes_.enabled() ? writes_.ReloadDictionary() : OkStatus();
  }

 private:
  void SetServing(bool serving);
  void StartScrubber();
  void RecordScrub(const Result<ScrubReport>& report);

  const ServerConfig config_;
  const CallRunner::Capacity capacity_;
  SnapshotHolder snapshots_;
  ScrubRecord scrub_;
  const std::shared_ptr<const Access> access_;
  ClientBudgets budgets_;
  Metrics metrics_;
  CallRunner runner_;
  CallbackCalls callbacks_;
  WriteSide writes_;
  IngestStreams ingest_;
  SearchService search_;
  ArticleService article_;
  EntityService entity_;
  IndexService index_;
  std::unique_ptr<grpc::Server> grpc_;
  int bound_port_ = 0;
  std::once_flag shut_down_;
  std::unique_ptr<Scrubber> scrubber_;  // made by the watcher's thread
  std::unique_ptr<RevisionWatcher> watcher_;
};

// gRPC's own shutdown, with the last server of a process, waits up to 10
// seconds for a poller of callback methods. So one reference to it is never let
// go.
void KeepGrpc() {
  static std::once_flag kept;
  std::call_once(kept, grpc_init);
}

Status GrpcServer::ServeMetrics() {
  if (config_.metrics.empty()) return OkStatus();
  metrics_.AddGauges(
      [this] { return ReadServiceGauges(snapshots_, ingest_, &writes_); });
  return metrics_.Serve(config_.metrics);
}

Status GrpcServer::Listen() {
  KeepGrpc();
  const auto credentials = MakeServerCredentials(config_.tls);
  if (!credentials.ok()) return credentials.status();
  Status measured = ServeMetrics();
  if (!measured.ok()) return measured;
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  SetTransportLimits(capacity_, config_.connections, &builder);
  builder.RegisterService(&search_);
  builder.RegisterService(&article_);
  builder.RegisterService(&entity_);
  builder.RegisterService(&index_);
  builder.AddListeningPort(config_.listen.ToString(), *credentials,
                           &bound_port_);
  mode_t before = 0;
  if (config_.listen.is_unix()) {
    Status cleared = ClearStaleSocket(config_.listen.path);
    if (!cleared.ok()) return cleared;
    before = umask(0177);  // the socket is its owner's alone
  }
  grpc_ = builder.BuildAndStart();
  if (config_.listen.is_unix()) umask(before);
  if (!grpc_ || bound_port_ == 0) {
    return Status(StatusCode::kAlreadyExists,
                  "cannot listen on " + config_.listen.ToString() +
                      ": the address is taken or is not this machine's");
  }
  BusyPoll::SetBound(config_.busy_poll);
  SetServing(false);
  return OkStatus();
}

void GrpcServer::OpenIndex() {
  watcher_ = std::make_unique<RevisionWatcher>(
      config_.index, &snapshots_, [this] { return writes_.Open(); },
      [this](const Status& status) {
        if (status.ok()) SetServing(true);
        if (status.ok()) StartScrubber();
        if (config_.on_first_revision) config_.on_first_revision(status);
      });
}

void GrpcServer::StartScrubber() {
  if (config_.scrub.bytes_per_second == 0 || config_.source.open) return;
  scrubber_ = std::make_unique<Scrubber>(
      [this](const ScrubOptions& options) {
        return ScrubIndex(config_.index, options);
      },
      config_.scrub,
      [this](const Result<ScrubReport>& report) { RecordScrub(report); });
}

void GrpcServer::RecordScrub(const Result<ScrubReport>& report) {
  v1::ScrubOutcome outcome;
  outcome.set_finished_at(
      std::chrono::duration_cast<std::chrono::seconds>(
          std::chrono::system_clock::now().time_since_epoch())
          .count());
  if (report.ok()) {
    outcome.set_revision(report->revision);
    outcome.set_files(report->files);
    outcome.set_bytes(report->bytes);
    for (const FileFault& fault : report->faults) {
      outcome.add_damaged_files(fault.file);
    }
  } else {
    outcome.set_error(std::string(StatusCodeName(report.status().code())));
  }
  scrub_.Set(outcome);
  grpc_->GetHealthCheckService()->SetServingStatus(
      kIntegrityService, report.ok() && report->faults.empty());
}

void GrpcServer::SetServing(bool serving) {
  grpc::HealthCheckServiceInterface* health = grpc_->GetHealthCheckService();
  for (const char* name :
       {"", v1::SearchService::service_full_name(),
        v1::ArticleService::service_full_name(),
        v1::EntityService::service_full_name(),
        v1::IndexService::service_full_name(), kIntegrityService}) {
    health->SetServingStatus(name, serving);
  }
}

bool GrpcServer::Answers(std::chrono::milliseconds patience) const {
  namespace health = grpc::health::v1;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + patience);
  health::HealthCheckResponse response;
  const bool answers =
      health::Health::NewStub(grpc_->InProcessChannel(grpc::ChannelArguments()))
          ->Check(&context, health::HealthCheckRequest(), &response)
          .ok();
  const auto snapshot = snapshots_.Current(Unrestricted());
  if (!answers || !snapshot.ok()) return answers;
  SearchRequest request;
  request.page_size = 1;
  request.control.deadline = std::chrono::steady_clock::now() + patience;
  return (*snapshot)->Search(request).ok();
}

void GrpcServer::Shutdown(std::chrono::milliseconds grace) {
  std::call_once(shut_down_, [&] {
    if (!grpc_) return;
    grpc_->GetHealthCheckService()->Shutdown();
    const auto end = std::chrono::steady_clock::now() + grace;
    ingest_.Drain(grace);
    runner_.Drain(
        std::max(std::chrono::milliseconds(0),
                 std::chrono::duration_cast<std::chrono::milliseconds>(
                     end - std::chrono::steady_clock::now())));
    std::this_thread::sleep_for(std::min(grace, kLastRefusals));
    // gRPC waits for every connection to close, and an idle client may answer
    // only after 5 seconds; watchers of health never end their calls.
    grpc_->Shutdown(std::chrono::system_clock::now() + kDisconnect);
    watcher_.reset();
    scrubber_.reset();
    writes_.Close();
    metrics_.Stop();
  });
}

}  // namespace

Result<std::unique_ptr<Server>> Server::Start(const ServerConfig& config) {
  auto server = std::make_unique<GrpcServer>(config);
  Status listening = server->Listen();
  if (!listening.ok()) return listening;
  server->OpenIndex();
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace vigie::server
