#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "indexer/database_check.h"
#include "indexer/maintenance_commands.h"
#include "vigie/maintenance.h"

namespace vigie::indexer {
namespace {

using nlohmann::ordered_json;

void PrintJson(const VerifyReport& report) {
  ordered_json json;
  json["schema"] = "vigie.verify.v1";
  json["ok"] = report.faults.empty();
  json["revision"] = report.revision;
  json["files"] = report.files;
  json["bytes"] = report.bytes;
  json["articles"] = report.articles;
  json["mentions"] = report.mentions;
  json["journal_records"] = report.journal_records;
  json["faults"] = ordered_json::array();
  for (const FileFault& fault : report.faults) {
    json["faults"].push_back({{"file", fault.file},
                              {"code", StatusCodeName(fault.status.code())},
                              {"message", fault.status.message()}});
  }
  std::cout << json.dump(2, ' ', false, ordered_json::error_handler_t::replace)
            << "\n";
}

void PrintText(const MaintenanceOptions& options, const VerifyReport& report) {
  const Language language = options.language;
  for (const FileFault& fault : report.faults) {
    std::cout << Say(language, "abîmé : ", "damaged: ") << fault.file << " — "
              << fault.status.message() << "\n";
  }
  if (options.quiet) return;
  std::cout << (report.faults.empty() ? Say(language, "intact", "intact")
                                      : Say(language, "endommagé", "damaged"))
            << Say(language, " : révision ", ": revision ") << report.revision
            << " · " << report.files << Say(language, " fichiers, ", " files, ")
            << report.bytes << Say(language, " octets, ", " bytes, ")
            << report.articles << " articles, " << report.mentions
            << " mentions\n";
}

}  // namespace

int RunVerify(const MaintenanceOptions& options) {
  VerifyOptions verify;
  verify.check_database = CheckDatabaseInChild;
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
  if (shows) std::cerr << "\r\033[K";
  if (!report.ok()) return FailWith(options, report.status());
  if (options.json) {
    PrintJson(*report);
  } else {
    PrintText(options, *report);
  }
  return report->faults.empty() ? kExitDone : kExitFailed;
}

}  // namespace vigie::indexer
