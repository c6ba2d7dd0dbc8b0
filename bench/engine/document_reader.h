// Benchmark documents, parsed ahead of the thread that indexes them.
#ifndef BENCH_ENGINE_DOCUMENT_READER_H_
#define BENCH_ENGINE_DOCUMENT_READER_H_

#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::bench {

// One article of a line of JSON. INVALID_ARGUMENT when it is none.
Result<Article> ParseDocument(const std::string& line);

// Hands out articles in batches, in the order of the file. A thread of its own
// parses the next batches meanwhile, so that JSON is not what is timed. Next
// belongs to one thread.
class DocumentReader {
 public:
  explicit DocumentReader(const std::string& path);
  ~DocumentReader();
  DocumentReader(const DocumentReader&) = delete;
  DocumentReader& operator=(const DocumentReader&) = delete;

  // The next articles; none at the end.
  Result<std::vector<Article>> Next();

 private:
  using Batch = Result<std::vector<Article>>;
  Batch Parse();
  void ParseAhead();

  std::string path_;
  std::ifstream file_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> ready_;  // guarded by mutex_, as what follows
  bool stopped_ = false;
  std::thread parser_;  // last: it uses what is above
};

}  // namespace vigie::bench

#endif  // BENCH_ENGINE_DOCUMENT_READER_H_
