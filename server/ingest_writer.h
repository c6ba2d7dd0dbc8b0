// From the requests of one ingest stream to their answers, without the stream.
#ifndef SERVER_INGEST_WRITER_H_
#define SERVER_INGEST_WRITER_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "server/snapshot_holder.h"
#include "server/write_side.h"
#include "vigie/status.h"
#include "vigie/v1/article_service.pb.h"

namespace vigie::server {

// Writes durably, what `scope` allows; null: everything.
std::vector<WriteOutcome> ApplyFor(const SourceScope* scope,
                                   const std::vector<Write>& writes,
                                   LiveWriter* writer);

// Not thread-safe.
class IngestWriter {
 public:
  // Both must outlive the writer. `scope`: sources whose articles may be
  // written; null: all.
  IngestWriter(WriteSide* writes, const SnapshotHolder* snapshots,
               std::shared_ptr<const SourceScope> scope)
      : writes_(writes), snapshots_(snapshots), scope_(std::move(scope)) {}

  // Writes in order, and returns when all is durable or refused. An error ends
  // the stream: it is not about one write, and no write from there on has an
  // answer.
  Status Write(const std::vector<v1::IngestRequest>& requests);

  // Answers that nothing holds back any more, in the order of the requests.
  std::vector<v1::IngestResponse> TakeAnswers();

  // Some answer waits for a revision.
  bool waiting() const { return !answers_.empty(); }
  uint64_t acknowledged() const { return acknowledged_; }

 private:
  struct Answer {
    v1::IngestResponse response;
    bool awaits_revision = false;
  };

  struct Numbered {
    const v1::IngestRequest* request;
    uint64_t number;
  };

  Result<uint64_t> Number(const v1::IngestRequest& request);
  Status Apply(const std::vector<Numbered>& numbered);
  Status Conclude(const Numbered& write, const WriteOutcome& outcome);
  Status WriteError() const;

  WriteSide* const writes_;
  const SnapshotHolder* const snapshots_;
  std::shared_ptr<const SourceScope> scope_;
  std::deque<Answer> answers_;
  uint64_t last_number_ = 0;
  uint64_t acknowledged_ = 0;
};

}  // namespace vigie::server

#endif  // SERVER_INGEST_WRITER_H_
