#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "indexer/database_check.h"
#include "indexer/maintenance_commands.h"
#include "vigie/maintenance.h"

namespace vigie::indexer {
namespace {

using nlohmann::ordered_json;

// What a check took: of the clock, and of all cores together, children
// included.
struct Effort {
  double seconds = 0;
  double cpu_seconds = 0;
};

double CpuSeconds() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    if (::getrusage(who, &usage) != 0) continue;
    for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
      seconds += static_cast<double>(time.tv_sec) +
                 static_cast<double>(time.tv_usec) / 1e6;
    }
  }
  return seconds;
}

// Whole megabytes per second; 0 when it was too short to tell.
uint64_t MegabytesPerSecond(uint64_t bytes, double seconds) {
  constexpr double kShortest = 0.001;
  if (seconds < kShortest) return 0;
  return static_cast<uint64_t>(
      std::llround(static_cast<double>(bytes) / 1e6 / seconds));
}

void PrintJson(const VerifyReport& report, const Effort& effort) {
  ordered_json json;
  json["schema"] = "vigie.verify.v1";
  json["ok"] = report.faults.empty();
  json["revision"] = report.revision;
  json["files"] = report.files;
  json["bytes"] = report.bytes;
  json["articles"] = report.articles;
  json["mentions"] = report.mentions;
  json["journal_records"] = report.journal_records;
  json["seconds"] = effort.seconds;
  json["cpu_seconds"] = effort.cpu_seconds;
  json["mb_per_second"] = MegabytesPerSecond(report.bytes, effort.seconds);
  json["mb_per_cpu_second"] =
      MegabytesPerSecond(report.bytes, effort.cpu_seconds);
  json["faults"] = ordered_json::array();
  for (const FileFault& fault : report.faults) {
    json["faults"].push_back({{"file", fault.file},
                              {"code", StatusCodeName(fault.status.code())},
                              {"message", fault.status.message()}});
  }
  std::cout << json.dump(2, ' ', false, ordered_json::error_handler_t::replace)
            << "\n";
}

void PrintText(const MaintenanceOptions& options, const VerifyReport& report,
               const Effort& effort) {
  const Language language = options.language;
  for (const FileFault& fault : report.faults) {
    std::cout << Say(language, "abîmé : ", "damaged: ") << fault.file << " — "
              << fault.status.message() << "\n";
  }
  if (options.quiet) return;
  std::cout << (report.faults.empty() ? Say(language, "intact", "intact")
                                      : Say(language, "endommagé", "damaged"))
            << Say(language, " : révision ", ": revision ") << report.revision
            << " · " << report.files << Say(language, " fichiers, ", " files, ")
            << report.bytes << Say(language, " octets, ", " bytes, ")
            << report.articles << " articles, " << report.mentions
            << " mentions\n"
            << MegabytesPerSecond(report.bytes, effort.seconds)
            << Say(language, " Mo/s, ", " MB/s, ")
            << MegabytesPerSecond(report.bytes, effort.cpu_seconds)
            << Say(language, " Mo/s par cœur\n", " MB/s per core\n");
}

}  // namespace

int RunVerify(const MaintenanceOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  const double cpu_before = CpuSeconds();
  auto checker = DatabaseChecker::Start();
  if (!checker.ok()) return FailWith(options, checker.status());
  VerifyOptions verify;
  verify.check_database = [&checker](const std::string& path) {
    return (*checker)->Check(path);
  };
  int last_percent = -1;
  const bool shows = !options.quiet && ::isatty(STDERR_FILENO) == 1;
  if (shows) {
    verify.progress = [&last_percent](uint64_t done, uint64_t total) {
      const int percent =
          total == 0 ? 100 : static_cast<int>(done * 100 / total);
      if (percent == last_percent) return;
      last_percent = percent;
      std::cerr << "\r" << percent << " %" << std::flush;
    };
  }
  const Result<VerifyReport> report = VerifyIndex(options.index, verify);
  checker->reset();  // its processor time counts from now on
  const Effort effort = {
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun)
          .count(),
      CpuSeconds() - cpu_before};
  if (shows) std::cerr << "\r\033[K";
  if (!report.ok()) return FailWith(options, report.status());
  if (options.json) {
    PrintJson(*report, effort);
  } else {
    PrintText(options, *report, effort);
  }
  return report->faults.empty() ? kExitDone : kExitFailed;
}

}  // namespace vigie::indexer
