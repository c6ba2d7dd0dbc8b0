#include "indexer/watch_command.h"

#include <csignal>
#include <filesystem>
#include <iostream>
#include <vector>

#include "indexer/add_command.h"
#include "indexer/add_run.h"
#include "indexer/folder_watch.h"
#include "vigie/live_writer.h"

namespace vigie::indexer {
namespace {

constexpr size_t kBatchArticles = 256;

FolderWatch* stopped_by_signal = nullptr;

void StopWatching(int /*signal*/) { stopped_by_signal->Stop(); }

// Collects articles and writes them together.
class LiveSink : public ArticleSink {
 public:
  explicit LiveSink(LiveWriter* writer) : writer_(writer) {}

  Status Take(const SourceItem& item) override {
    articles_.push_back(*item.article);
    places_.push_back(item.place);
    return articles_.size() < kBatchArticles ? OkStatus() : Flush();
  }

  // Returns the first error that is not about one article.
  Status Flush() {
    const std::vector<WriteOutcome> outcomes =
        articles_.empty() ? std::vector<WriteOutcome>()
                          : writer_->Put(articles_, Wait::kDurable);
    Status failed;
    for (size_t i = 0; i < outcomes.size(); ++i) {
      const Status& status = outcomes[i].status;
      if (status.ok()) {
        ++written_;
      } else if (status.code() == StatusCode::kInvalidArgument ||
                 status.code() == StatusCode::kFailedPrecondition) {
        run_->RejectTaken(places_[i], articles_[i].id, status);
      } else if (failed.ok()) {
        failed = status;
      }
    }
    articles_.clear();
    places_.clear();
    return failed;
  }

  void set_run(AddRun* run) { run_ = run; }
  uint64_t written() const { return written_; }

 private:
  LiveWriter* writer_;
  AddRun* run_ = nullptr;
  std::vector<Article> articles_;
  std::vector<InputPlace> places_;
  uint64_t written_ = 0;
};

int Fail(const AddOptions& options, const Status& status) {
  std::cerr << Say(options.language, "vigie-indexer : surveillance arrêtée : ",
                   "vigie-indexer: watching ended: ")
            << status.message() << "\n";
  return kExitFailed;
}

class WatchRun {
 public:
  WatchRun(const AddOptions& options, LiveWriter* writer)
      : options_(options), sink_(writer), run_(options, &sink_, 0) {
    sink_.set_run(&run_);
  }

  Status AddPaths(const std::vector<std::string>& paths) {
    const InputFiles inputs = FindInputFiles(paths, options_.sources);
    for (const SourceItem& item : inputs.rejected) {
      IgnoreError(run_.AddItem(item), "a rejected path never fails the run");
    }
    return AddFiles(inputs.files);
  }

  Status AddFiles(const std::vector<InputFile>& files) {
    for (const InputFile& file : files) {
      Status status = run_.AddFile(file);
      if (!status.ok()) return status;
    }
    const Status status = sink_.Flush();
    run_.progress().Clear();
    if (!options_.quiet && !files.empty()) {
      std::cerr << sink_.written()
                << Say(options_.language, " articles écrits, ",
                       " articles written, ")
                << run_.rejects().rejected()
                << Say(options_.language, " rejetés\n", " rejected\n");
    }
    return status;
  }

  Status Follow(FolderWatch* watch) {
    for (;;) {
      const Result<FolderChanges> changes = watch->Wait();
      if (!changes.ok()) return changes.status();
      if (changes->stopped) return OkStatus();
      std::vector<InputFile> files;
      for (const std::string& path : changes->files) {
        auto file = TakeFileOfFolder(path, options_.watch, options_.sources);
        if (file) files.push_back(std::move(*file));
      }
      Status status =
          changes->lost ? AddPaths({options_.watch}) : AddFiles(files);
      if (!status.ok()) return status;
    }
  }

  int Finish() {
    if (!options_.quiet) run_.PrintCounts();
    const Status closed = run_.rejects().Close();
    if (!closed.ok()) {
      std::cerr << "vigie-indexer: " << closed.message() << "\n";
    }
    return run_.rejects().rejected() > 0 ? kExitRejected : kExitDone;
  }

 private:
  const AddOptions& options_;
  LiveSink sink_;
  AddRun run_;
};

}  // namespace

int RunWatch(const AddOptions& given) {
  AddOptions options = given;
  // As paths of its files begin.
  options.watch = std::filesystem::path(given.watch).lexically_normal();
  LiveOptions live;
  live.writer = WriterOptionsOf(options);
  Result<std::unique_ptr<LiveWriter>> writer =
      LiveWriter::Open(options.index, live);
  if (!writer.ok()) return Fail(options, writer.status());
  // Before the folder is read, so that nothing falls between.
  Result<std::unique_ptr<FolderWatch>> watch =
      FolderWatch::Open(options.watch, {});
  if (!watch.ok()) return Fail(options, watch.status());
  stopped_by_signal = watch->get();
  std::signal(SIGINT, &StopWatching);
  std::signal(SIGTERM, &StopWatching);

  WatchRun run(options, writer->get());
  std::vector<std::string> paths = options.paths;
  paths.push_back(options.watch);
  Status status = run.AddPaths(paths);
  if (status.ok()) status = run.Follow(watch->get());
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  const Result<uint64_t> published = (*writer)->Publish();
  if (status.ok() && !published.ok()) status = published.status();
  const int code = run.Finish();
  return status.ok() ? code : Fail(options, status);
}

}  // namespace vigie::indexer
