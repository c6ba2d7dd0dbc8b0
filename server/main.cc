// vigie-server: serves one index over gRPC until SIGTERM.
#include <chrono>
#include <future>
#include <iostream>
#include <string>

#include "server/port_file.h"
#include "server/request_log.h"
#include "server/server.h"
#include "server/server_options.h"
#include "server/stop_signals.h"

namespace {

using vigie::server::Say;
using vigie::server::ServerOptions;
using vigie::server::StopSignals;

constexpr std::chrono::seconds kGrace(15);

int Fail(const ServerOptions& options, const vigie::Status& status) {
  std::cerr << "vigie-server: "
            << Say(options.language, "arrêt : ", "stopped: ")
            << status.ToString() << std::endl;
  return vigie::server::kExitFailure;
}

// What to do once the first revision is served.
vigie::Status Announce(const ServerOptions& options, int port) {
  vigie::server::ListenAddress bound = options.listen;
  bound.port = port;
  vigie::server::LogInfo("serving on " + bound.ToString());
  if (options.port_file.empty()) return vigie::OkStatus();
  return vigie::server::WritePortFile(
      options.port_file,
      bound.is_unix() ? bound.ToString() : std::to_string(port));
}

int Serve(const ServerOptions& options, StopSignals* stop_signals) {
  std::promise<vigie::Status> first_revision;
  vigie::server::ServerConfig config;
  config.index = options.index;
  config.listen = options.listen;
  config.verify = options.verify;
  config.scrub = options.scrub;
  config.writes = options.writes;
  config.live.writer.dictionary_path = options.dictionary;
  config.live.writer.overlay_path = options.overlay;
  config.live.publish_interval = options.publish_interval;
  config.backups = options.backups;
  config.on_first_revision = [&](const vigie::Status& status) {
    first_revision.set_value(status);
    stop_signals->Interrupt();
  };
  auto server = vigie::server::Server::Start(config);
  if (!server.ok()) return Fail(options, server.status());

  if (stop_signals->Wait() == StopSignals::Event::kInterrupt) {
    vigie::Status status = first_revision.get_future().get();
    if (status.ok()) status = Announce(options, (*server)->port());
    if (!status.ok()) return Fail(options, status);
    stop_signals->Wait();
  }
  stop_signals->ExitOnNext(vigie::server::kExitFailure);
  vigie::server::LogInfo("shutting down");
  (*server)->Shutdown(kGrace);
  return vigie::server::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  StopSignals stop_signals;
  const vigie::server::ParsedOptions parsed =
      vigie::server::ParseServerOptions(argc, argv, std::cout, std::cerr);
  if (!parsed.options) return parsed.exit_code;
  vigie::server::StartLog(parsed.options->quiet
                              ? vigie::server::LogLevel::kErrors
                              : vigie::server::LogLevel::kEverything);
  return Serve(*parsed.options, &stop_signals);
}
