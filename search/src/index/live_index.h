// Live writing as a whole: intake, publications, merges, erasures.
#ifndef VIGIE_INDEX_LIVE_INDEX_H_
#define VIGIE_INDEX_LIVE_INDEX_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "index/live_state.h"
#include "index/merger.h"
#include "index/revision_builder.h"
#include "index/write_batch.h"
#include "index/write_intake.h"
#include "index/write_record.h"
#include "vigie/live_writer.h"
#include "vigie/status.h"

namespace vigie::index {

// As LiveWriter. Thread-safe.
class LiveIndex {
 public:
  // `builder` has replayed the journal, which lost so many bytes of an
  // unfinished write.
  LiveIndex(std::unique_ptr<RevisionBuilder> builder,
            const LiveOptions& options, uint64_t torn_bytes);
  ~LiveIndex();
  LiveIndex(const LiveIndex&) = delete;
  LiveIndex& operator=(const LiveIndex&) = delete;

  std::vector<WriteOutcome> Put(const std::vector<Article>& articles,
                                Wait wait);
  // `scope` null: of every source.
  std::vector<WriteOutcome> Apply(const std::vector<Write>& writes, Wait wait,
                                  const SourceScope* scope = nullptr);
  WriteOutcome Delete(std::string_view id, uint64_t version, Wait wait);
  Result<EraseReport> Erase(std::string_view id);
  Result<uint64_t> Publish();
  Status Compact();
  void PauseMerges(bool paused);
  LiveStatus GetStatus() const;

 private:
  std::vector<WriteOutcome> SubmitAll(std::vector<Result<WriteRecord>> writes,
                                      Wait wait);
  void PublishLoop();
  Status ApplyAndPublish();
  Result<std::vector<OpenSegment>> Build(const WriteBatch& batch,
                                         std::vector<std::string>* names);
  Status Install(const WriteBatch& batch,
                 Result<std::vector<OpenSegment>> segments,
                 const std::vector<std::string>& names);
  void AwaitRoom();
  // CANCELLED once the writer has been closing for too long.
  Status CheckTime() const;
  void WaitVisible(uint64_t sequence, std::vector<WriteOutcome>* outcomes);

  const LiveOptions options_;
  const std::string directory_;
  const uint64_t torn_bytes_;
  mutable LiveState state_;
  std::unique_ptr<WriteIntake> intake_;
  std::unique_ptr<Merger> merger_;
  // Of the publisher alone: taken, not built yet.
  std::vector<WriteRecord> taken_;
  uint64_t installed_sequence_ = 0;
  bool closing_ = false;  // guarded by state_.mutex, as the next
  WriteIntake::Clock::time_point close_until_ =
      WriteIntake::Clock::time_point::max();
  std::thread publisher_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_LIVE_INDEX_H_
