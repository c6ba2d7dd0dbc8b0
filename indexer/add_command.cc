#include "indexer/add_command.h"

#include <iostream>

#include "indexer/add_run.h"
#include "indexer/server_commands.h"
#include "indexer/watch_command.h"
#include "vigie/index_writer.h"

namespace vigie::indexer {
namespace {

class WriterSink : public ArticleSink {
 public:
  explicit WriterSink(IndexWriter* writer) : writer_(writer) {}
  Status Take(const SourceItem& item) override {
    return writer_->Add(*item.article).status();
  }

 private:
  IndexWriter* writer_;
};

int Fail(const AddOptions& options, const Status& status) {
  std::cerr << Say(options.language, "vigie-indexer : rien n’a été publié : ",
                   "vigie-indexer: nothing was published: ")
            << status.message() << "\n";
  return kExitFailed;
}

void PrintSummary(const AddOptions& options, const CommitStats& stats,
                  const AddRun& run, uint64_t skipped) {
  const Rejects& rejects = run.rejects();
  const Language language = options.language;
  std::cerr << Say(language, "index ", "index ") << options.index
            << Say(language, " : révision ", ": revision ") << stats.revision
            << " · " << stats.added << Say(language, " ajoutés, ", " added, ")
            << stats.replaced << Say(language, " remplacés, ", " replaced, ")
            << stats.unchanged << Say(language, " inchangés, ", " unchanged, ")
            << rejects.rejected() << Say(language, " rejetés, ", " rejected, ")
            << rejects.repaired() << Say(language, " réparés", " repaired")
            << " · " << stats.mentions << " mentions\n";
  run.PrintCounts();
  if (skipped > 0) {
    std::cerr << Say(language,
                     "fichiers d’autres formats ou cachés, laissés : ",
                     "files of other formats or hidden, left out: ")
              << skipped << "\n";
  }
  if (rejects.rejected() > 0) {
    std::cerr << Say(language, "rejets : ", "rejects: ") << rejects.path()
              << "\n";
  }
}

}  // namespace

WriterOptions WriterOptionsOf(const AddOptions& options) {
  WriterOptions writer_options;
  writer_options.dictionary_path = options.dictionary;
  writer_options.overlay_path = options.overlay;
  writer_options.index = options.index_options;
  writer_options.threads = options.threads;
  if (options.memory_mib > 0) {
    writer_options.memory_bytes = uint64_t{options.memory_mib} << 20;
  }
  writer_options.merge_memory_bytes = uint64_t{options.merge_memory_mib} << 20;
  return writer_options;
}

int RunAdd(const AddOptions& options) {
  if (!options.server.address.empty()) return RunAddToServer(options);
  if (!options.watch.empty()) return RunWatch(options);
  const InputFiles inputs = FindInputFiles(options.paths, options.sources);
  Result<std::unique_ptr<IndexWriter>> writer =
      IndexWriter::Open(options.index, WriterOptionsOf(options));
  if (!writer.ok()) return Fail(options, writer.status());

  uint64_t total_bytes = 0;
  for (const InputFile& file : inputs.files) total_bytes += file.bytes;
  WriterSink sink(writer->get());
  AddRun run(options, &sink, total_bytes);
  for (const SourceItem& item : inputs.rejected) {
    IgnoreError(run.AddItem(item), "a rejected path never fails the run");
  }
  for (const InputFile& file : inputs.files) {
    const Status status = run.AddFile(file);
    if (!status.ok()) {
      run.progress().Clear();
      return Fail(options, status);
    }
  }
  const Result<CommitStats> stats = (*writer)->Commit();
  run.progress().Clear();
  if (!stats.ok()) return Fail(options, stats.status());
  const Status closed = run.rejects().Close();
  if (!closed.ok()) std::cerr << "vigie-indexer: " << closed.message() << "\n";
  if (!options.quiet) PrintSummary(options, *stats, run, inputs.skipped);
  return run.rejects().rejected() > 0 ? kExitRejected : kExitDone;
}

}  // namespace vigie::indexer
