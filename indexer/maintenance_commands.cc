#include "indexer/maintenance_commands.h"

#include <iostream>
#include <memory>

#include "indexer/server_commands.h"
#include "vigie/index_writer.h"
#include "vigie/maintenance.h"
#include "vigie/snapshot.h"

namespace vigie::indexer {
namespace {

// A writer that leaves the index with the dictionary that it has.
Result<std::unique_ptr<IndexWriter>> OpenWriter(const std::string& index,
                                                uint32_t merge_memory_mib = 0) {
  const Result<DirectoryStatus> found = Snapshot::InspectDirectory(index);
  if (!found.ok()) return found.status();
  WriterOptions options;
  options.dictionary_path = found->dictionary_path;
  options.merge_memory_bytes = uint64_t{merge_memory_mib} << 20;
  return IndexWriter::Open(index, options);
}

void PrintRevision(const MaintenanceOptions& options, uint64_t revision) {
  std::cerr << "index " << options.index
            << Say(options.language, " : révision ", ": revision ") << revision;
}

int RunDelete(const MaintenanceOptions& options) {
  if (!options.server.address.empty()) return RunDeleteOnServer(options);
  Result<std::unique_ptr<IndexWriter>> writer = OpenWriter(options.index);
  if (!writer.ok()) return FailWith(options, writer.status());
  bool all = true;
  for (const std::string& id : options.ids) {
    const Status deleted = (*writer)->Delete(id, /*version=*/0);
    if (deleted.ok()) continue;
    if (deleted.code() != StatusCode::kNotFound) {
      return FailWith(options, deleted);
    }
    all = false;
    std::cerr << Say(options.language, "absent : ", "not there: ") << id
              << "\n";
  }
  const Result<CommitStats> stats = (*writer)->Commit();
  if (!stats.ok()) return FailWith(options, stats.status());
  if (!options.quiet) {
    PrintRevision(options, stats->revision);
    std::cerr << " · " << stats->deleted
              << Say(options.language, " supprimés\n", " deleted\n");
  }
  return all ? kExitDone : kExitRejected;
}

void PrintErasure(const MaintenanceOptions& options, const std::string& id,
                  const EraseReport& report) {
  const Language language = options.language;
  std::cerr << id << " : " << report.copies
            << Say(language, " exemplaire(s) effacé(s)\n", " copies erased\n");
  for (const std::string& backup : report.backups) {
    std::cout << Say(language, "une sauvegarde le contient encore : ",
                     "a backup still holds it: ")
              << backup << "\n";
  }
  for (const uint64_t revision : report.pinned_revisions) {
    std::cout << Say(language, "un lecteur tient encore la révision ",
                     "a reader still holds revision ")
              << revision << "\n";
  }
}

int RunErase(const MaintenanceOptions& options) {
  Result<std::unique_ptr<IndexWriter>> writer = OpenWriter(options.index);
  if (!writer.ok()) return FailWith(options, writer.status());
  bool all = true;
  for (const std::string& id : options.ids) {
    const Result<EraseReport> report = (*writer)->Erase(id);
    if (!report.ok()) return FailWith(options, report.status());
    all &= report->copies > 0;
    if (!options.quiet) PrintErasure(options, id, *report);
  }
  return all ? kExitDone : kExitRejected;
}

int RunCompact(const MaintenanceOptions& options) {
  Result<std::unique_ptr<IndexWriter>> writer =
      OpenWriter(options.index, options.merge_memory_mib);
  if (!writer.ok()) return FailWith(options, writer.status());
  const Result<CommitStats> stats = (*writer)->Compact();
  if (!stats.ok()) return FailWith(options, stats.status());
  if (!options.quiet) {
    PrintRevision(options, stats->revision);
    std::cerr << "\n";
  }
  return kExitDone;
}

int PrintCopy(const MaintenanceOptions& options,
              const Result<BackupReport>& report) {
  if (!report.ok()) return FailWith(options, report.status());
  if (options.quiet) return kExitDone;
  PrintRevision(options, report->revision);
  std::cerr << " · " << report->files
            << Say(options.language, " fichiers, ", " files, ") << report->bytes
            << Say(options.language, " octets, ", " bytes, ") << report->linked
            << Say(options.language, " par lien\n", " by link\n");
  return kExitDone;
}

int RunRebuild(const MaintenanceOptions& options) {
  RebuildOptions rebuild;
  rebuild.dictionary_path = options.dictionary;
  rebuild.shipped_dictionary = options.shipped_dictionary;
  const Result<RebuildReport> report = RebuildIndex(options.index, rebuild);
  if (!report.ok()) return FailWith(options, report.status());
  if (options.quiet) return kExitDone;
  PrintRevision(options, report->revision);
  std::cerr << " · " << report->articles << " articles, " << report->mentions
            << " mentions\n"
            << Say(options.language, "analyse ", "analysis ")
            << report->analyzer_version
            << Say(options.language, ", dictionnaire ", ", dictionary ")
            << report->dictionary_version << "\n";
  return kExitDone;
}

}  // namespace

int FailWith(const MaintenanceOptions& options, const Status& status) {
  std::cerr << Say(options.language, "vigie-indexer : ", "vigie-indexer: ")
            << status.message() << "\n";
  return kExitFailed;
}

int RunMaintenance(Verb verb, const MaintenanceOptions& options) {
  switch (verb) {
    case Verb::kAdd:
      return kExitUsage;
    case Verb::kDelete:
      return RunDelete(options);
    case Verb::kErase:
      return RunErase(options);
    case Verb::kCompact:
      return RunCompact(options);
    case Verb::kVerify:
      return RunVerify(options);
    case Verb::kBackup:
      return PrintCopy(options, BackupIndex(options.index, options.path));
    case Verb::kRestore:
      return PrintCopy(options, RestoreIndex(options.path, options.index));
    case Verb::kStatus:
      return RunStatus(options);
    case Verb::kRebuild:
      return RunRebuild(options);
  }
  return kExitUsage;
}

}  // namespace vigie::indexer
