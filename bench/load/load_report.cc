#include "bench/load/load_report.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

namespace vigie::bench {
namespace {

using Json = nlohmann::ordered_json;

double Tenths(double value) { return std::round(value * 10) / 10; }
double Thousandths(double value) { return std::round(value * 1000) / 1000; }

Json FiguresOf(const LoadResult& result) {
  Json json;
  json["ok"] = result.ok;
  json["ok_per_s"] = Tenths(result.ok_per_s());
  json["errors"] = result.error_count();
  json["errors_by_code"] = Json::object();
  for (const auto& [code, times] : result.errors) {
    json["errors_by_code"][code] = times;
  }
  const std::pair<const char*, double> quantiles[] = {
      {"p50_us", .5}, {"p90_us", .9}, {"p99_us", .99}, {"p999_us", .999}};
  for (const auto& [name, share] : quantiles) {
    json[name] = Tenths(result.latencies.Quantile(share));
  }
  json["max_us"] = Tenths(result.latencies.MaxMicros());
  if (result.reply_bytes > 0 && result.ok > 0) {
    json["reply_bytes"] = result.reply_bytes / result.ok;
  }
  return json;
}

Json IngestJson(const IngestResult& result) {
  Json json;
  json["acknowledged"] = result.acknowledged;
  json["acknowledged_per_s"] =
      Tenths(static_cast<double>(result.acknowledged) / result.seconds);
  json["refused"] = result.refused;
  json["p50_us"] = Tenths(result.latencies.Quantile(.5));
  json["p99_us"] = Tenths(result.latencies.Quantile(.99));
  return json;
}

Json ReportJson(const LoadReport& report, const LoadOptions& options) {
  Json json = FiguresOf(report.server);
  json["loop"] = options.plan.rate > 0 ? "open" : "closed";
  json["rate"] = options.plan.rate;
  json["connections"] = options.plan.connections;
  json["in_flight"] = options.plan.in_flight;
  json["mix"] = options.mix;
  json["distinct"] = options.plan.distinct;
  json["poll_us"] = options.plan.poll.count();
  json["seconds"] = Tenths(report.server.seconds);
  json["client_cpu_s"] = Thousandths(report.client_cpu_s);
  if (report.server_peak_rss_mb > 0) {
    json["server_cpu_s"] = Thousandths(report.server_cpu_s);
    json["server_peak_rss_mb"] = Tenths(report.server_peak_rss_mb);
  }
  if (report.ingest.seconds > 0) json["ingest"] = IngestJson(report.ingest);
  if (report.echo.seconds > 0) {
    json["echo"] = FiguresOf(report.echo);
    json["echo_ratio"] =
        Thousandths(report.server.ok_per_s() / report.echo.ok_per_s());
  }
  if (report.library.seconds > 0) {
    json["in_process"] = FiguresOf(report.library);
    json["in_process_rest_us"] = options.in_process.rest.count();
    json["in_process_ratio"] =
        Thousandths(report.server.ok_per_s() / report.library.ok_per_s());
    json["added_p50_us"] = Tenths(report.server.latencies.Quantile(.5) -
                                  report.library.latencies.Quantile(.5));
  }
  return json;
}

Json OverloadJson(const OverloadResult& result, const LoadOptions& options) {
  const double peak = result.peak.ok_per_s();
  Json json;
  json["mix"] = options.mix;
  json["distinct"] = options.plan.distinct;
  json["factor"] = options.overload.factor;
  json["goodput_ratio"] = Thousandths(result.goodput_per_s / peak);
  json["first_second_ratio"] =
      Thousandths(result.first_second.ok_per_s() / peak);
  json["after_ratio"] = Thousandths(result.after.ok_per_s() / peak);
  json["due_per_s"] = Tenths(result.due_per_s);
  json["sent_per_s"] = Tenths(result.sent_per_s);
  json["sent_factor"] = Thousandths(result.sent_per_s / peak);
  json["drain_s"] = Thousandths(result.drain_seconds);
  json["rss_before_mb"] = Tenths(result.rss_before_mb);
  json["rss_most_mb"] = Tenths(result.rss_most_mb);
  json["rss_after_mb"] = Tenths(result.rss_after_mb);
  json["server_cpu_s"] = Thousandths(result.server_cpu_s);
  json["client_cpu_s"] = Thousandths(result.client_cpu_s);
  json["peak"] = FiguresOf(result.peak);
  json["overload"] = FiguresOf(result.overload);
  json["first_second"] = FiguresOf(result.first_second);
  json["after"] = FiguresOf(result.after);
  return json;
}

void PrintLine(const char* name, const LoadResult& result, std::ostream& out) {
  out << name << ": " << Tenths(result.ok_per_s()) << "/s, p50 "
      << Tenths(result.latencies.Quantile(.5)) << " us, p99 "
      << Tenths(result.latencies.Quantile(.99)) << " us, errors "
      << result.error_count() << "\n";
}

}  // namespace

void PrintReport(const LoadReport& report, const LoadOptions& options,
                 std::ostream& out) {
  const bool overloaded = options.overload.factor > 0;
  if (options.json) {
    out << (overloaded ? OverloadJson(report.overload, options)
                       : ReportJson(report, options))
               .dump()
        << std::endl;
    return;
  }
  if (overloaded) {
    PrintLine("peak", report.overload.peak, out);
    PrintLine("overload", report.overload.overload, out);
    PrintLine("first second after", report.overload.first_second, out);
    PrintLine("after", report.overload.after, out);
    return;
  }
  PrintLine("server", report.server, out);
  if (report.echo.seconds > 0) PrintLine("echo", report.echo, out);
  if (report.library.seconds > 0) {
    PrintLine("in process", report.library, out);
  }
}

}  // namespace vigie::bench
