#include "server/request_log.h"

#include <grpc/support/log.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "server/refusal_lines.h"

namespace vigie::server {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kPlain[] = "%Y-%m-%dT%H:%M:%S.%e%z %l %v";
// The message is an object without its opening brace.
constexpr char kJson[] = R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v)";

struct Settings {
  std::mutex mutex;
  LogOptions options;  // guarded by mutex
};

Settings& Current() {
  static Settings settings;
  return settings;
}

LogOptions CurrentOptions() {
  Settings& settings = Current();
  const std::lock_guard<std::mutex> lock(settings.mutex);
  return settings.options;
}

spdlog::logger& Log() {
  static const std::shared_ptr<spdlog::logger> log = [] {
    auto made = spdlog::stderr_logger_mt("vigie-server");
    made->set_pattern(kPlain);
    return made;
  }();
  return *log;
}

void IgnoreGrpc(gpr_log_func_args* /*line*/) {}

std::string WithoutBrace(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace).substr(1);
}

std::string Message(std::string_view text) {
  if (!CurrentOptions().json) return std::string(text);
  return WithoutBrace({{"message", text}});
}

bool IsSlow(std::chrono::microseconds elapsed, const LogOptions& options) {
  return options.slow.count() > 0 && elapsed > options.slow;
}

std::string AsJson(const RequestLine& line, const LogOptions& options) {
  Json object = {{"rpc", line.rpc}, {"code", StatusCodeName(line.code)}};
  if (!line.reason.empty()) object["reason"] = line.reason;
  object["us"] = line.elapsed.count();
  object["rows"] = line.rows;
  object["caller"] = line.caller;
  if (!line.traceparent.empty()) object["traceparent"] = line.traceparent;
  if (line.audited) object["audit"] = true;
  if (IsSlow(line.elapsed, options)) object["slow"] = true;
  if (!line.plan.empty()) object["plan"] = line.plan;
  return WithoutBrace(object);
}

std::string AsText(const RequestLine& line, const LogOptions& options) {
  std::string text = fmt::format(
      "rpc={} code={}{}{} ms={:.3f} rows={} caller={}", line.rpc,
      StatusCodeName(line.code),
      line.reason.empty() ? "" : " reason=", line.reason,
      static_cast<double>(line.elapsed.count()) / 1000, line.rows, line.caller);
  if (!line.traceparent.empty()) {
    text.append(" traceparent=").append(line.traceparent);
  }
  if (line.audited) text += " audit";
  if (IsSlow(line.elapsed, options)) text += " slow";
  if (!line.plan.empty()) text += " plan=" + Json(line.plan).dump();
  return text;
}

}  // namespace

void StartLog(const LogOptions& options) {
  gpr_set_log_function(IgnoreGrpc);
  Settings& settings = Current();
  const std::lock_guard<std::mutex> lock(settings.mutex);
  settings.options = options;
  Log().set_pattern(options.json ? kJson : kPlain);
  Log().set_level(options.errors_only ? spdlog::level::warn
                                      : spdlog::level::info);
}

bool LogsQueries() { return CurrentOptions().queries; }

std::string FormatRequest(const RequestLine& line, const LogOptions& options) {
  return options.json ? AsJson(line, options) : AsText(line, options);
}

void LogRequest(const RequestLine& line) {
  const LogOptions options = CurrentOptions();
  const auto level = line.audited || IsSlow(line.elapsed, options)
                         ? spdlog::level::warn
                         : spdlog::level::info;
  if (!Log().should_log(level)) return;
  if (line.code == StatusCode::kResourceExhausted && !line.audited) {
    static RefusalLines refusals;
    const auto verdict = refusals.Take(RefusalLines::Clock::now());
    if (!verdict.write) return;
    if (verdict.left_out > 0) {
      LogInfo(std::to_string(verdict.left_out) +
              " lines of refused calls left out");
    }
  }
  Log().log(level, "{}", FormatRequest(line, options));
}

void LogInfo(std::string_view message) { Log().info("{}", Message(message)); }

void LogError(std::string_view message) { Log().error("{}", Message(message)); }

std::string_view CheckedTraceparent(std::string_view value) {
  // version "-" trace id "-" parent id "-" flags
  constexpr std::string_view kShape =
      "xx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx";
  if (value.size() != kShape.size()) return {};
  const bool right = std::equal(
      value.begin(), value.end(), kShape.begin(), [](char c, char shape) {
        if (shape == '-') return c == '-';
        return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f');
      });
  return right ? value : std::string_view();
}

}  // namespace vigie::server
