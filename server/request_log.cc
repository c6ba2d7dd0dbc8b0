#include "server/request_log.h"

#include <grpc/support/log.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace vigie::server {
namespace {

spdlog::logger& Log() {
  static const std::shared_ptr<spdlog::logger> log = [] {
    auto made = spdlog::stderr_logger_mt("vigie-server");
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    return made;
  }();
  return *log;
}

void IgnoreGrpc(gpr_log_func_args* /*line*/) {}

}  // namespace

void StartLog(LogLevel level) {
  gpr_set_log_function(IgnoreGrpc);
  Log().set_level(level == LogLevel::kErrors ? spdlog::level::err
                                             : spdlog::level::info);
}

void LogRequest(const RequestLine& line) {
  const double millis = static_cast<double>(line.elapsed.count()) / 1000;
  Log().info("rpc={} code={}{}{} ms={:.3f} rows={}", line.rpc,
             StatusCodeName(line.code),
             line.reason.empty() ? "" : " reason=", line.reason, millis,
             line.rows);
}

void LogInfo(std::string_view message) { Log().info("{}", message); }

void LogError(std::string_view message) { Log().error("{}", message); }

}  // namespace vigie::server
