// Articles sent to a server at a steady rate, beside the calls measured.
#ifndef BENCH_LOAD_INGEST_LOAD_H_
#define BENCH_LOAD_INGEST_LOAD_H_

#include <memory>
#include <vector>

#include "bench/load/latency_histogram.h"
#include "bench/load/shared_channel.h"
#include "vigie/status.h"
#include "vigie/v1/article.pb.h"

namespace vigie::bench {

struct IngestResult {
  uint64_t acknowledged = 0;
  uint64_t refused = 0;
  LatencyHistogram latencies;  // from when an article was due to its answer
  double seconds = 0;
};

// Articles of the server's index to send again under other ids. The status of
// the call that fails; FAILED_PRECONDITION: the index is empty.
Result<std::vector<v1::Article>> ArticlesOfCorpus(const SharedChannel& channel);

// One ArticleService.Ingest stream: `rate` articles per second, a fifth of them
// new versions of earlier ones, under ids "vigie-load/N". The server must have
// writes enabled.
class IngestLoad {
 public:
  // Begins to send, on threads of its own.
  static std::unique_ptr<IngestLoad> Start(const SharedChannel& channel,
                                           std::vector<v1::Article> articles,
                                           double rate);
  virtual ~IngestLoad() = default;

  // Sends no more, waits for the answers. The stream's status when it ended
  // otherwise than OK.
  virtual Result<IngestResult> Stop() = 0;
};

}  // namespace vigie::bench

#endif  // BENCH_LOAD_INGEST_LOAD_H_
