#include "vigie/live_writer.h"

#include <utility>

#include "index/live_index.h"
#include "index/xapian_status.h"
#include "open_builder.h"

namespace vigie {
namespace {

class DirectoryLiveWriter final : public LiveWriter {
 public:
  DirectoryLiveWriter(OpenedBuilder opened, const LiveOptions& options)
      : index_(std::move(opened.builder), options, opened.torn_bytes) {}

  std::vector<WriteOutcome> Put(const std::vector<Article>& articles,
                                Wait wait) override {
    return index_.Put(articles, wait);
  }

  std::vector<WriteOutcome> Apply(const std::vector<Write>& writes,
                                  Wait wait) override {
    return index_.Apply(writes, wait);
  }

  std::vector<WriteOutcome> ApplyWithin(const SourceScope& scope,
                                        const std::vector<Write>& writes,
                                        Wait wait) override {
    return index_.Apply(writes, wait, &scope);
  }

  WriteOutcome Delete(std::string_view id, uint64_t version,
                      Wait wait) override {
    return index_.Delete(id, version, wait);
  }

  Result<EraseReport> Erase(std::string_view id) override {
    return index::CatchXapian("erasing an article",
                              [&] { return index_.Erase(id); });
  }

  Result<uint64_t> Publish() override { return index_.Publish(); }

  Status Compact() override {
    return index::CatchXapian("compacting", [&] { return index_.Compact(); });
  }

  void PauseMerges(bool paused) override { index_.PauseMerges(paused); }
  LiveStatus GetStatus() const override { return index_.GetStatus(); }

 private:
  index::LiveIndex index_;
};

}  // namespace

Result<std::unique_ptr<LiveWriter>> LiveWriter::Open(
    const std::string& directory, const LiveOptions& options) {
  using Opened = Result<std::unique_ptr<LiveWriter>>;
  return index::CatchXapian(
      "opening " + directory + " for live writing", [&]() -> Opened {
        Result<OpenedBuilder> opened = OpenBuilder(directory, options.writer);
        if (!opened.ok()) return opened.status();
        return std::unique_ptr<LiveWriter>(
            std::make_unique<DirectoryLiveWriter>(*std::move(opened), options));
      });
}

}  // namespace vigie
