// vigie-load: load on a vigie-server over gRPC, beside an echo and the library.
#include <absl/synchronization/mutex.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "bench/load/echo_server.h"
#include "bench/load/load_run.h"

namespace {

using vigie::bench::EchoKind;
using vigie::bench::EchoOptions;
using vigie::bench::LoadOptions;

// What needs a conversion before the run.
struct Flags {
  double seconds = 5;
  int64_t deadline_ms = 2'000;
  int64_t rest_us = 0;
  int64_t echo_busy_us = 0;
  std::optional<int64_t> poll_us;
  std::string echo = "queue";
  std::string server_cores;
  std::string client_cores;
};

void AddTarget(CLI::App* app, LoadOptions* options, Flags* flags) {
  app->add_option("--server", options->server,
                  "address of a running server; without it, one is started on "
                  "--index");
  app->add_option("--index", options->index,
                  "index directory, of --in-process and of the server started");
  app->add_option("--program", options->program,
                  "vigie-server to start (beside this program)");
  app->add_option("--server-flag", options->server_flags,
                  "of the server started; repeatable")
      ->type_size(1)
      ->allow_extra_args(false);
  app->add_option("--server-cores", flags->server_cores,
                  "cores of the server started, of the echo and of "
                  "--in-process, as in 0-2 (all)");
  app->add_option("--client-cores", flags->client_cores,
                  "cores of this program (all)");
}

// As of every client program.
void AddFiles(CLI::App* app, vigie::channel::Files* files) {
  app->add_option("--ca", files->ca, "certificates to trust for the server");
  app->add_option("--cert", files->cert, "certificate of this client");
  app->add_option("--key", files->key, "its private key");
  app->add_option("--token-file", files->token, "access token, one line");
}

void AddLoad(CLI::App* app, LoadOptions* options, Flags* flags) {
  app->add_option("--mix", options->mix,
                  "count, top10, passages, facets, full; as in top10:8,full:2");
  app->add_option("--queries", options->queries,
                  "file, one query per line; without it, from the corpus");
  app->add_option("--query-count", options->query_count,
                  "queries from the corpus")
      ->check(CLI::Range(1, 100'000));
  app->add_flag("--distinct", options->plan.distinct,
                "writes each request differently, past caches of answers");
  app->add_option("--connections", options->plan.connections)
      ->check(CLI::Range(1, 1'000));
  app->add_option("--in-flight", options->plan.in_flight,
                  "calls at once, per connection")
      ->check(CLI::Range(1, 10'000));
  app->add_option("--rate", options->plan.rate,
                  "calls per second (open loop); 0: closed loop")
      ->check(CLI::Range(0.0, 1e6));
  app->add_option("--poll-us", flags->poll_us,
                  "the client waits so long for an answer without sleeping, "
                  "and the echo for a call (1000 with one call at a time, "
                  "else 0)")
      ->check(CLI::Range(0, 10'000));
  app->add_option("--seconds", flags->seconds, "of each round")
      ->check(CLI::Range(0.1, 86'400.0));
  app->add_option("--rounds", options->rounds,
                  "server and echo in turn, so often")
      ->check(CLI::Range(1, 1'000));
  app->add_option("--deadline-ms", flags->deadline_ms, "of each call")
      ->check(CLI::Range(1, 600'000));
}

void AddPeers(CLI::App* app, LoadOptions* options, Flags* flags) {
  app->add_option("--echo", flags->echo,
                  "server of the same replies: queue, callback, off")
      ->check(CLI::IsMember({"queue", "callback", "off"}));
  app->add_option("--echo-busy-us", flags->echo_busy_us,
                  "the echo computes so long before each reply: the floor of "
                  "calls that take as long")
      ->check(CLI::Range(0, 1'000'000));
  app->add_option("--in-process", options->in_process.threads,
                  "threads that ask the library the same; 0: none")
      ->check(CLI::Range(0, 256));
  app->add_option("--in-process-rest-us", flags->rest_us,
                  "each of these threads sleeps so long before each question, "
                  "as a server's does between calls; not counted")
      ->check(CLI::Range(0, 1'000'000));
  app->add_option("--ingest", options->ingest,
                  "articles per second written beside the calls; the server "
                  "must have --writes")
      ->check(CLI::Range(0.0, 1e5));
  app->add_option("--overload", options->overload.factor,
                  "instead: 10 s in closed loop, --seconds at so many times "
                  "that rate, 10 s in closed loop; 0: no")
      ->check(CLI::Range(0.0, 100.0));
  app->add_flag("--json", options->json, "one JSON object");
}

// The process of the echo, which the program starts itself.
std::optional<int> RunEcho(int argc, char** argv) {
  if (argc < 2 || std::string(argv[1]) != "--serve-echo") return std::nullopt;
  CLI::App app("the echo of vigie-load");
  std::string kind;
  std::string listen;
  EchoOptions echo;
  app.add_option("--serve-echo", kind)->required();
  app.add_option("--replies", echo.replies_file)->required();
  app.add_option("--listen", listen);
  app.add_option("--port-file", echo.port_file)->required();
  int64_t busy_us = 0;
  app.add_option("--busy-us", busy_us);
  int64_t poll_us = 0;
  app.add_option("--poll-us", poll_us);
  CLI11_PARSE(app, argc, argv);
  echo.busy = std::chrono::microseconds(busy_us);
  echo.poll = std::chrono::microseconds(poll_us);
  echo.kind = kind == "callback" ? EchoKind::kCallback : EchoKind::kQueue;
  return vigie::bench::ServeEcho(echo) ? 0 : 1;
}

// What is wrong with the flags together; empty when nothing is.
std::string Complete(const Flags& flags, LoadOptions* options) {
  for (const auto& [text, cores] :
       {std::pair(&flags.server_cores, &options->server_cores),
        std::pair(&flags.client_cores, &options->client_cores)}) {
    auto parsed = vigie::bench::ParseCores(*text);
    if (!parsed.ok()) return parsed.status().message();
    *cores = *std::move(parsed);
  }
  options->plan.duration = std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::duration<double>(flags.seconds));
  options->plan.deadline = std::chrono::milliseconds(flags.deadline_ms);
  options->in_process.rest = std::chrono::microseconds(flags.rest_us);
  const bool lone = options->plan.connections == 1 &&
                    options->plan.in_flight == 1 && options->plan.rate == 0;
  options->plan.poll =
      std::chrono::microseconds(flags.poll_us.value_or(lone ? 1'000 : 0));
  options->echo_busy = std::chrono::microseconds(flags.echo_busy_us);
  options->echo = flags.echo == "off" ? "" : flags.echo;
  const auto self = std::filesystem::read_symlink("/proc/self/exe");
  options->self = self.string();
  if (options->program.empty()) {
    options->program = (self.parent_path() / "vigie-server").string();
  }
  if (options->server.empty() && options->index.empty()) {
    return "--server or --index is needed";
  }
  if (options->in_process.threads > 0 && options->index.empty()) {
    return "--in-process needs --index";
  }
  return "";
}

}  // namespace

int main(int argc, char** argv) {
  if (const std::optional<int> code = RunEcho(argc, argv)) return *code;
  // As vigie-server does, for the client's own part of each call.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  CLI::App app(
      "vigie-load: load on a vigie-server over gRPC, beside an echo of the "
      "same replies and the library itself");
  LoadOptions options;
  Flags flags;
  AddTarget(&app, &options, &flags);
  AddFiles(&app, &options.files);
  AddLoad(&app, &options, &flags);
  AddPeers(&app, &options, &flags);
  CLI11_PARSE(app, argc, argv);
  const std::string fault = Complete(flags, &options);
  if (!fault.empty()) {
    std::cerr << "vigie-load: " << fault << "\n";
    return 2;
  }
  const vigie::Status done = vigie::bench::RunLoadOptions(options);
  if (done.ok()) return 0;
  std::cerr << "vigie-load: " << done.ToString() << "\n";
  return 1;
}
