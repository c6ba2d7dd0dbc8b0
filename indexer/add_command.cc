#include "indexer/add_command.h"

#include <iostream>

#include "indexer/input_files.h"
#include "indexer/open_source.h"
#include "indexer/progress.h"
#include "indexer/rejects.h"
#include "vigie/index_writer.h"

namespace vigie::indexer {
namespace {

class AddRun {
 public:
  AddRun(const AddOptions& options, IndexWriter* writer, uint64_t total_bytes)
      : writer_(writer),
        sources_(options.sources),
        rejects_(options.rejects_path, options.language),
        progress_(total_bytes, !options.quiet, options.language) {}

  // Stops at the first error that is not about one article.
  Status AddFile(const InputFile& file) {
    const std::unique_ptr<ArticleSource> source = OpenSource(file, sources_);
    while (std::optional<SourceItem> item = source->Next()) {
      Status status = AddItem(*item);
      if (!status.ok()) return status;
      progress_.Update(articles_, rejects_.rejected(),
                       bytes_done_ + source->bytes_read());
    }
    bytes_done_ += source->bytes_read();
    for (const auto& [key, count] : source->ignored_keys()) {
      ignored_keys_[key] += count;
    }
    for (const auto& [kind, count] : source->passed_over()) {
      passed_over_[kind] += count;
    }
    return OkStatus();
  }

  Status AddItem(const SourceItem& item) {
    if (!item.article) {
      Reject(item, "", item.rejection);
      return OkStatus();
    }
    if (!item.repairs.empty()) {
      progress_.Clear();
      rejects_.Repair(item);
    }
    const Result<AddOutcome> outcome = writer_->Add(*item.article);
    if (outcome.ok()) {
      ++articles_;
      ++charsets_[item.charset];
      return OkStatus();
    }
    if (outcome.status().code() != StatusCode::kInvalidArgument) {
      return outcome.status();
    }
    Reject(item, item.article->id.substr(0, ArticleLimits::kIdBytes),
           outcome.status());
    return OkStatus();
  }

  Rejects& rejects() { return rejects_; }
  const Rejects& rejects() const { return rejects_; }
  Progress& progress() { return progress_; }
  const Counts& ignored_keys() const { return ignored_keys_; }
  const Counts& passed_over() const { return passed_over_; }
  const Counts& charsets() const { return charsets_; }

 private:
  void Reject(const SourceItem& item, const std::string& id,
              const Status& status) {
    progress_.Clear();
    rejects_.Reject(item, id, status);
  }

  IndexWriter* writer_;
  const SourceOptions sources_;
  Rejects rejects_;
  Progress progress_;
  uint64_t articles_ = 0;
  uint64_t bytes_done_ = 0;
  Counts ignored_keys_;
  Counts passed_over_;
  Counts charsets_;
};

int Fail(const AddOptions& options, const Status& status) {
  std::cerr << Say(options.language, "vigie-indexer : rien n’a été publié : ",
                   "vigie-indexer: nothing was published: ")
            << status.message() << "\n";
  return kExitFailed;
}

void PrintCounts(const char* what, const Counts& counts) {
  for (const auto& [kind, count] : counts) {
    std::cerr << what << kind << " (" << count << ")\n";
  }
}

void PrintSummary(const AddOptions& options, const CommitStats& stats,
                  const AddRun& run, uint64_t skipped) {
  const Rejects& rejects = run.rejects();
  const Language language = options.language;
  std::cerr << Say(language, "index ", "index ") << options.index
            << Say(language, " : révision ", ": revision ") << stats.revision
            << " · " << stats.added << Say(language, " ajoutés, ", " added, ")
            << stats.replaced << Say(language, " remplacés, ", " replaced, ")
            << stats.unchanged << Say(language, " inchangés, ", " unchanged, ")
            << rejects.rejected() << Say(language, " rejetés, ", " rejected, ")
            << rejects.repaired() << Say(language, " réparés", " repaired")
            << " · " << stats.mentions << " mentions\n";
  PrintCounts(Say(language, "rejetés, ", "rejected, "), rejects.by_kind());
  PrintCounts(Say(language, "clé JSON ignorée : ", "JSON key ignored: "),
              run.ignored_keys());
  PrintCounts(Say(language, "laissés de côté, ", "passed over, "),
              run.passed_over());
  PrintCounts(Say(language, "jeu de caractères : ", "character set: "),
              run.charsets());
  if (skipped > 0) {
    std::cerr << Say(language,
                     "fichiers d’autres formats ou cachés, laissés : ",
                     "files of other formats or hidden, left out: ")
              << skipped << "\n";
  }
  if (rejects.rejected() > 0) {
    std::cerr << Say(language, "rejets : ", "rejects: ") << rejects.path()
              << "\n";
  }
}

}  // namespace

int RunAdd(const AddOptions& options) {
  const InputFiles inputs = FindInputFiles(options.paths, options.sources);
  WriterOptions writer_options;
  writer_options.dictionary_path = options.dictionary;
  writer_options.overlay_path = options.overlay;
  writer_options.index = options.index_options;
  writer_options.threads = options.threads;
  Result<std::unique_ptr<IndexWriter>> writer =
      IndexWriter::Open(options.index, writer_options);
  if (!writer.ok()) return Fail(options, writer.status());

  uint64_t total_bytes = 0;
  for (const InputFile& file : inputs.files) total_bytes += file.bytes;
  AddRun run(options, writer->get(), total_bytes);
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
