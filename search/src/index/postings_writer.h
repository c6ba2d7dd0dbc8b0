// Builds the single-file Xapian database of a segment.
#ifndef VIGIE_INDEX_POSTINGS_WRITER_H_
#define VIGIE_INDEX_POSTINGS_WRITER_H_

#include <cstdint>
#include <deque>
#include <future>
#include <string>
#include <vector>

#include "index/segment_writer.h"
#include "vigie/status.h"

namespace vigie::index {

// Articles are gathered into small shards, each written by a thread of its own
// and flushed once; compaction joins them in order. Xapian's write buffer
// slows down as it fills, so shards are faster even on one core. Not
// thread-safe.
class PostingsWriter {
 public:
  // Works in `directory`, which must exist and be empty. `dictionary` must
  // outlive the writer.
  PostingsWriter(std::string directory, const entities::Dictionary& dictionary,
                 IndexOptions options)
      : directory_(std::move(directory)),
        dictionary_(dictionary),
        options_(std::move(options)) {}
  ~PostingsWriter();
  PostingsWriter(const PostingsWriter&) = delete;
  PostingsWriter& operator=(const PostingsWriter&) = delete;

  // Docids follow the order of the calls, from 1. After an error the writer
  // is of no more use.
  Status Add(const AnalyzedArticle& article);

  // Writes and syncs the database of everything added to the new file `path`.
  Status Finish(const std::string& path);

 private:
  // A copy of what a shard's thread needs, for the caller's is gone by then.
  struct Gathered {
    Article article;  // without text
    analysis::AnalyzedText title;
    analysis::AnalyzedText text;
    std::vector<entities::FoundMention> mentions;
  };

  static Status WriteShard(const std::string& path,
                           const std::vector<Gathered>& articles,
                           const entities::Dictionary& dictionary,
                           const IndexOptions& options);
  Status StartShard();
  Status WaitForShards(size_t most_running);
  Status JoinShards(const std::string& path);
  std::string NextShardPath();

  std::string directory_;
  const entities::Dictionary& dictionary_;
  IndexOptions options_;
  std::vector<Gathered> gathered_;
  uint64_t gathered_tokens_ = 0;
  uint64_t next_shard_ = 0;
  std::vector<std::string> shards_;  // in docid order
  std::deque<std::future<Status>> running_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_POSTINGS_WRITER_H_
