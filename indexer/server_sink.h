// Articles and deletions sent to a server, and sent again when the stream
// breaks.
#ifndef VIGIE_INDEXER_SERVER_SINK_H_
#define VIGIE_INDEXER_SERVER_SINK_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "indexer/add_run.h"
#include "indexer/server_connection.h"
#include "vigie/v1/article_service.grpc.pb.h"

namespace vigie::indexer {

// Not thread-safe. Takes what it is given, and tells later what was refused.
class ServerSink : public ArticleSink {
 public:
  // Of one write that the server refused.
  using Refused = std::function<void(const InputPlace& place,
                                     const std::string& id, const Status& why)>;

  // How long a server may be away before the run ends.
  static constexpr std::chrono::seconds kPatience{60};

  // `connection` must outlive the sink.
  ServerSink(const ServerConnection* connection, Refused refused,
             std::chrono::milliseconds patience = kPatience);
  ~ServerSink() override;

  Status Take(const SourceItem& item) override;
  Status Delete(const std::string& id);
  // Waits for every answer, then until a search shows the writes; the revision.
  Result<uint64_t> Finish();

  uint64_t acknowledged() const { return acknowledged_; }

 private:
  struct Sent {
    v1::IngestRequest request;
    InputPlace place;
    size_t bytes = 0;
  };
  using Stream =
      grpc::ClientReaderWriter<v1::IngestRequest, v1::IngestResponse>;

  Status Send(Sent write);
  Status ReadDown(size_t writes, size_t bytes);
  bool ReadAnswer();
  void Open();
  Status Resume();
  bool SendAgain();

  const ServerConnection* const connection_;
  const Refused refused_;
  const std::chrono::milliseconds patience_;
  const std::unique_ptr<v1::ArticleService::Stub> stub_;
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<Stream> stream_;
  std::deque<Sent> unanswered_;
  size_t unanswered_bytes_ = 0;
  uint64_t sequence_ = 0;
  uint64_t acknowledged_ = 0;
};

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_SERVER_SINK_H_
