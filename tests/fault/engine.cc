#include "tests/fault/engine.h"

#include <chrono>
#include <utility>

#include "vigie/vigie.h"

namespace vigie::fault {
namespace {

WriterOptions OptionsFor(const EngineOptions& options) {
  WriterOptions writer;
  writer.dictionary_path = options.dictionary;
  writer.threads = 1;
  return writer;
}

// A deletion of what is not there has what it wants.
Status Wanted(const Status& deleted) {
  return deleted.code() == StatusCode::kNotFound ? OkStatus() : deleted;
}

class BatchEngine final : public Engine {
 public:
  explicit BatchEngine(std::unique_ptr<IndexWriter> writer)
      : writer_(std::move(writer)) {}

  std::vector<Status> Write(const std::vector<Operation>& operations) override {
    std::vector<Status> statuses;
    for (const Operation& operation : operations) {
      statuses.push_back(
          operation.is_delete
              ? Wanted(writer_->Delete(ArticleId(operation.key), 0))
              : writer_->Add(MakeArticle(operation)).status());
    }
    const Status committed = writer_->Commit().status();
    for (Status& status : statuses) {
      if (status.ok()) status = committed;
    }
    return statuses;
  }

  Status Publish() override { return writer_->Commit().status(); }
  Status Compact() override { return writer_->Compact().status(); }

 private:
  std::unique_ptr<IndexWriter> writer_;
};

class LiveEngine final : public Engine {
 public:
  explicit LiveEngine(std::unique_ptr<LiveWriter> writer)
      : writer_(std::move(writer)) {}

  std::vector<Status> Write(const std::vector<Operation>& operations) override {
    std::vector<Status> statuses;
    std::vector<Article> puts;
    const auto put_waiting = [&] {
      for (WriteOutcome& outcome : writer_->Put(puts, Wait::kDurable)) {
        statuses.push_back(std::move(outcome.status));
      }
      puts.clear();
    };
    for (const Operation& operation : operations) {
      if (!operation.is_delete) {
        puts.push_back(MakeArticle(operation));
        continue;
      }
      put_waiting();
      statuses.push_back(Wanted(
          writer_->Delete(ArticleId(operation.key), 0, Wait::kDurable).status));
    }
    put_waiting();
    return statuses;
  }

  Status Publish() override { return writer_->Publish().status(); }
  Status Compact() override { return writer_->Compact(); }

 private:
  std::unique_ptr<LiveWriter> writer_;
};

}  // namespace

Result<EngineKind> EngineFromName(const std::string& name) {
  if (name == "batch") return EngineKind::kBatch;
  if (name == "live") return EngineKind::kLive;
  return Status(StatusCode::kInvalidArgument, "no engine is called " + name);
}

Result<std::unique_ptr<Engine>> OpenEngine(EngineKind kind,
                                           const std::string& directory,
                                           const EngineOptions& options) {
  if (kind == EngineKind::kBatch) {
    Result<std::unique_ptr<IndexWriter>> writer =
        IndexWriter::Open(directory, OptionsFor(options));
    if (!writer.ok()) return writer.status();
    return std::unique_ptr<Engine>(
        std::make_unique<BatchEngine>(*std::move(writer)));
  }
  // Short intervals: more happens before a process dies.
  LiveOptions live;
  live.writer = OptionsFor(options);
  live.publish_interval = std::chrono::milliseconds(options.publish_ms);
  live.group_interval = std::chrono::microseconds(200);
  Result<std::unique_ptr<LiveWriter>> writer =
      LiveWriter::Open(directory, live);
  if (!writer.ok()) return writer.status();
  return std::unique_ptr<Engine>(
      std::make_unique<LiveEngine>(*std::move(writer)));
}

}  // namespace vigie::fault
