#include "index/postings_writer.h"

#include <xapian.h>

#include <algorithm>
#include <system_error>
#include <thread>
#include <utility>

#include "index/document_terms.h"
#include "index/file_io.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

// About 500 press articles: small enough for Xapian's buffer to stay shallow.
constexpr uint64_t kShardTokens = 200'000;
// Joined when there are as many, so that descriptors stay bounded.
constexpr size_t kMostShards = 48;

size_t MostRunning() {
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

PostingsWriter::~PostingsWriter() {
  IgnoreError(WaitForShards(0), "what was written is being dropped");
}

std::string PostingsWriter::NextShardPath() {
  return JoinPath(directory_, "shard-" + std::to_string(next_shard_++));
}

Status PostingsWriter::Add(const AnalyzedArticle& article) {
  Gathered gathered = {{}, *article.title, *article.text, *article.mentions};
  gathered.article.id = article.article->id;
  gathered.article.source = article.article->source;
  gathered.article.authors = article.article->authors;
  gathered.article.published_at = article.article->published_at;
  gathered.article.attributes = article.article->attributes;
  gathered_.push_back(std::move(gathered));
  gathered_tokens_ +=
      article.title->tokens.size() + article.text->tokens.size();
  return gathered_tokens_ < kShardTokens ? OkStatus() : StartShard();
}

// The shard is scratch until the segment is sealed: nothing is synced.
Status PostingsWriter::WriteShard(const std::string& path,
                                  const std::vector<Gathered>& articles,
                                  const entities::Dictionary& dictionary,
                                  const IndexOptions& options) {
  return CatchXapian("writing " + path, [&] {
    Xapian::WritableDatabase database(
        path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                  Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC);
    // A transaction keeps XAPIAN_FLUSH_THRESHOLD from flushing in between.
    database.begin_transaction(false);
    for (const Gathered& gathered : articles) {
      const AnalyzedArticle article = {&gathered.article, &gathered.title,
                                       &gathered.text, &gathered.mentions};
      database.add_document(MakeDocument(article, dictionary, options));
    }
    database.commit_transaction();
    database.close();
    return OkStatus();
  });
}

Status PostingsWriter::StartShard() {
  Status waited = WaitForShards(MostRunning() - 1);
  if (waited.ok() && shards_.size() == kMostShards) {
    waited = WaitForShards(0);
    if (waited.ok()) waited = JoinShards(NextShardPath());
  }
  if (!waited.ok()) return waited;
  shards_.push_back(NextShardPath());
  auto write = [path = shards_.back(), articles = std::move(gathered_),
                &dictionary = dictionary_, &options = options_] {
    return WriteShard(path, articles, dictionary, options);
  };
  gathered_.clear();
  gathered_tokens_ = 0;
  try {
    running_.push_back(std::async(std::launch::async, std::move(write)));
  } catch (const std::system_error&) {
    return Status(StatusCode::kResourceExhausted, "cannot start a thread");
  }
  return OkStatus();
}

Status PostingsWriter::WaitForShards(size_t most_running) {
  Status first_error;
  while (running_.size() > most_running) {
    Status written = running_.front().get();
    running_.pop_front();
    if (first_error.ok()) first_error = std::move(written);
  }
  return first_error;
}

// Replaces the shards by their compaction at `path`.
Status PostingsWriter::JoinShards(const std::string& path) {
  Status joined = CatchXapian("compacting " + path, [&] {
    Xapian::Database all;
    for (const std::string& shard : shards_) {
      all.add_database(Xapian::Database(shard));
    }
    all.compact(path, Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
    return OkStatus();
  });
  for (const std::string& shard : shards_) {
    if (joined.ok()) joined = RemovePath(shard);
  }
  shards_ = {path};
  return joined;
}

Status PostingsWriter::Finish(const std::string& path) {
  Status done = StartShard();
  if (done.ok()) done = WaitForShards(0);
  if (done.ok()) done = JoinShards(path);
  return done.ok() ? SyncPath(path) : done;
}

}  // namespace vigie::index
