// A segment that is made while its writer takes in what comes after it.
#ifndef VIGIE_INDEX_PENDING_SEGMENT_H_
#define VIGIE_INDEX_PENDING_SEGMENT_H_

#include <condition_variable>
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/open_segments.h"
#include "index/revision_builder.h"
#include "index/segment_writer.h"
#include "vigie/article.h"
#include "vigie/status.h"

namespace vigie::index {

// What is asked of an article before its segment is installed.
struct PendingArticle {
  uint64_t content_hash = 0;
  uint64_t version = 0;
};

// Not thread-safe; its own thread touches the segment alone.
class PendingSegment {
 public:
  using Known = std::unordered_map<std::string, PendingArticle>;

  // Begins to analyse `articles`, then to write. `builder` must outlive it;
  // `name` is reserved there, and released when this is destroyed without
  // Install.
  PendingSegment(RevisionBuilder* builder, std::string name,
                 std::vector<Article> articles, Known known);
  ~PendingSegment();  // gives up, and waits until that is done
  PendingSegment(const PendingSegment&) = delete;
  PendingSegment& operator=(const PendingSegment&) = delete;

  const PendingArticle* Find(const std::string& id) const;

  // Waits until the articles have been analysed, or that has failed.
  void WaitForAnalysis();
  // Waits until the files are written and installs the segment; returns how
  // many mentions it holds. What failed (full disk) is tried again by the next
  // call, from memory.
  Result<uint64_t> Install();

 private:
  void Begin();
  Result<OpenSegment> Make();
  Status Analyze();
  Result<Article> TakeArticle(uint64_t i);
  void EndAnalysis();

  RevisionBuilder* builder_;
  std::string name_;
  std::vector<Article> articles_;  // each until it is analysed
  Known known_;
  bool installed_ = false;
  std::mutex mutex_;
  std::condition_variable analysis_ended_;
  bool is_analyzed_ = false;  // guarded by mutex_, as the next
  bool given_up_ = false;
  Status lost_;  // of an analysis that cannot be repeated
  std::unique_ptr<SegmentWriter> writer_;
  std::future<Result<OpenSegment>> made_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_PENDING_SEGMENT_H_
