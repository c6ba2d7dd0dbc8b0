#include "server/server_run.h"

#include <chrono>
#include <future>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "server/access.h"
#include "server/port_file.h"
#include "server/request_log.h"
#include "server/server.h"
#include "server/server_options.h"
#include "server/service_notices.h"
#include "server/stop_signals.h"
#include "server/token_command.h"
#include "server/token_table.h"
#include "server/watchdog.h"

namespace vigie::server {
namespace {

constexpr std::chrono::seconds kGrace(15);
// Of the watchdog with an answer; the unit's WatchdogSec is six times that.
constexpr std::chrono::seconds kPatience(10);

struct CommandLine {
  int argc;
  const char* const* argv;
};

int Fail(const ServerOptions& options, const Status& status) {
  std::cerr << "vigie-server: "
            << Say(options.language, "arrêt : ", "stopped: ")
            << status.ToString() << std::endl;
  return kExitFailure;
}

// What to do once the first revision is served.
Status Announce(const ServerOptions& options, int port) {
  ListenAddress bound = options.listen;
  bound.port = port;
  LogInfo("serving on " + bound.ToString());
  if (options.port_file.empty()) return OkStatus();
  return WritePortFile(options.port_file, bound.is_unix()
                                              ? bound.ToString()
                                              : std::to_string(port));
}

// The tokens of the options, into `access`.
Status LoadTokens(const ServerOptions& options, Access* access) {
  if (options.tokens.empty()) return OkStatus();
  Result<TokenTable> tokens = TokenTable::Load(options.tokens);
  if (!tokens.ok()) return tokens.status();
  access->Replace(*std::move(tokens));
  return OkStatus();
}

// Reads tokens, dictionary and the form of the log again. What is wrong is
// logged, and stays as it was.
void Reload(const CommandLine& line, Server* server, Access* access) {
  NotifyReloading();
  std::ostringstream errors;
  const auto parsed = ParseServerOptions(line.argc, line.argv, errors, errors);
  Status status;
  if (parsed.options) {
    StartLog(parsed.options->log);
    status = LoadTokens(*parsed.options, access);
  } else {
    status = Status(StatusCode::kInvalidArgument, errors.str());
  }
  if (status.ok()) status = server->ReloadDictionary();
  if (status.ok()) {
    LogInfo("reloaded");
  } else {
    LogError("not reloaded: " + status.ToString());
  }
  NotifyReady();
}

ServerConfig ConfigOf(const ServerOptions& options) {
  ServerConfig config;
  config.index = options.index;
  config.listen = options.listen;
  config.open.verify = options.verify;
  config.open.query_words = options.query_words;
  config.open.query_bytes = options.query_bytes;
  config.retention.bytes = options.pinned_bytes;
  config.scrub = options.scrub;
  config.writes = options.writes;
  config.live.writer.dictionary_path = options.dictionary;
  config.live.writer.overlay_path = options.overlay;
  config.live.publish_interval = options.publish_interval;
  config.live.writer.merge_memory_bytes = options.merge_memory_bytes;
  config.backups = options.backups;
  config.clients = options.clients;
  config.busy_poll = options.busy_poll;
  config.tls = options.tls;
  config.metrics = options.metrics;
  return config;
}

// Of --check-config: what starting would read and refuse.
int CheckConfig(const ServerOptions& options) {
  Access access;
  const Status tokens = LoadTokens(options, &access);
  if (!tokens.ok()) return Fail(options, tokens);
  std::cout << Say(options.language, "réglages corrects", "settings are right")
            << std::endl;
  return kExitOk;
}

int Serve(const CommandLine& line, const ServerOptions& options,
          StopSignals* stop_signals) {
  const auto access = std::make_shared<Access>();
  const Status tokens = LoadTokens(options, access.get());
  if (!tokens.ok()) return Fail(options, tokens);
  std::promise<Status> first_revision;
  ServerConfig config = ConfigOf(options);
  config.access = access;
  config.on_first_revision = [&](const Status& status) {
    first_revision.set_value(status);
    stop_signals->Interrupt();
  };
  auto server = Server::Start(config);
  if (!server.ok()) return Fail(options, server.status());

  std::optional<Watchdog> watchdog;
  for (auto event = stop_signals->Wait(); event != StopSignals::Event::kSignal;
       event = stop_signals->Wait()) {
    if (event == StopSignals::Event::kReload) {
      Reload(line, server->get(), access.get());
      continue;
    }
    Status status = first_revision.get_future().get();
    if (status.ok()) status = Announce(options, (*server)->port());
    if (!status.ok()) return Fail(options, status);
    NotifyReady();
    watchdog.emplace([&server] { return (*server)->Answers(kPatience); });
  }
  watchdog.reset();
  NotifyStopping();
  stop_signals->ExitOnNext(kExitFailure);
  LogInfo("shutting down");
  (*server)->Shutdown(kGrace);
  return kExitOk;
}

}  // namespace

int RunServer(int argc, const char* const* argv) {
  StopSignals stop_signals;
  if (IsTokenCommand(argc, argv)) {
    return RunTokenCommand(argc, argv, std::cout, std::cerr);
  }
  const ParsedOptions parsed =
      ParseServerOptions(argc, argv, std::cout, std::cerr);
  if (!parsed.options) return parsed.exit_code;
  if (parsed.options->check_config) return CheckConfig(*parsed.options);
  StartLog(parsed.options->log);
  return Serve({argc, argv}, *parsed.options, &stop_signals);
}

}  // namespace vigie::server
