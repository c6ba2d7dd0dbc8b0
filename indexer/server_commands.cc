#include "indexer/server_commands.h"

#include <iostream>

#include "indexer/add_run.h"
#include "indexer/server_connection.h"
#include "indexer/server_sink.h"

namespace vigie::indexer {
namespace {

int Fail(Language language, uint64_t acknowledged, const Status& status) {
  std::cerr << Say(language, "vigie-indexer : interrompu après ",
                   "vigie-indexer: ended after ")
            << acknowledged
            << Say(language,
                   " écritures acquittées : ", " acknowledged writes: ")
            << status.message() << "\n";
  return kExitFailed;
}

void PrintRevision(Language language, const ServerOptions& server,
                   uint64_t revision, uint64_t written) {
  std::cerr << Say(language, "serveur ", "server ") << server.address
            << Say(language, " : révision ", ": revision ") << revision << " · "
            << written;
}

Status AddInputs(const InputFiles& inputs, AddRun* run) {
  for (const SourceItem& item : inputs.rejected) {
    IgnoreError(run->AddItem(item), "a rejected path never fails the run");
  }
  for (const InputFile& file : inputs.files) {
    Status status = run->AddFile(file);
    if (!status.ok()) return status;
  }
  return OkStatus();
}

}  // namespace

int RunAddToServer(const AddOptions& options) {
  const InputFiles inputs = FindInputFiles(options.paths, options.sources);
  const Result<ServerConnection> connection =
      ServerConnection::Open(options.server);
  if (!connection.ok()) return Fail(options.language, 0, connection.status());
  uint64_t total_bytes = 0;
  for (const InputFile& file : inputs.files) total_bytes += file.bytes;
  AddRun* rejecting = nullptr;
  ServerSink sink(&*connection, [&](const InputPlace& place,
                                    const std::string& id, const Status& why) {
    rejecting->RejectTaken(place, id, why);
  });
  AddRun run(options, &sink, total_bytes);
  rejecting = &run;
  Status added = AddInputs(inputs, &run);
  const Result<uint64_t> revision =
      added.ok() ? sink.Finish() : Result<uint64_t>(added);
  run.progress().Clear();
  const Status closed = run.rejects().Close();
  if (!closed.ok()) std::cerr << "vigie-indexer: " << closed.message() << "\n";
  if (!revision.ok()) {
    return Fail(options.language, sink.acknowledged(), revision.status());
  }
  if (!options.quiet) {
    PrintRevision(options.language, options.server, *revision,
                  sink.acknowledged());
    std::cerr << Say(options.language, " écrits, ", " written, ")
              << run.rejects().rejected()
              << Say(options.language, " rejetés, ", " rejected, ")
              << run.rejects().repaired()
              << Say(options.language, " réparés\n", " repaired\n");
    run.PrintCounts();
  }
  return run.rejects().rejected() > 0 ? kExitRejected : kExitDone;
}

int RunDeleteOnServer(const MaintenanceOptions& options) {
  const Result<ServerConnection> connection =
      ServerConnection::Open(options.server);
  if (!connection.ok()) return Fail(options.language, 0, connection.status());
  uint64_t refused = 0;
  ServerSink sink(&*connection, [&](const InputPlace& /*place*/,
                                    const std::string& id, const Status& why) {
    ++refused;
    std::cerr << (why.code() == StatusCode::kNotFound
                      ? Say(options.language, "absent : ", "not there: ")
                      : Say(options.language, "refusé : ", "refused: "))
              << id << "\n";
  });
  Status sent;
  for (const std::string& id : options.ids) {
    sent = sink.Delete(id);
    if (!sent.ok()) break;
  }
  const Result<uint64_t> revision =
      sent.ok() ? sink.Finish() : Result<uint64_t>(sent);
  if (!revision.ok()) {
    return Fail(options.language, sink.acknowledged(), revision.status());
  }
  if (!options.quiet) {
    PrintRevision(options.language, options.server, *revision,
                  sink.acknowledged());
    std::cerr << Say(options.language, " supprimés\n", " deleted\n");
  }
  return refused == 0 ? kExitDone : kExitRejected;
}

}  // namespace vigie::indexer
