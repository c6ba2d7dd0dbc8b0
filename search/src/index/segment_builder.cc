#include "index/segment_builder.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "index/article_check.h"
#include "index/segment_writer.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

constexpr uint64_t kChunkArticles = 256;

// An article with its analysis, which it owns.
struct Prepared {
  Article article;
  analysis::AnalyzedText title;
  analysis::AnalyzedText text;
  std::vector<entities::FoundMention> mentions;
  uint64_t content_hash = 0;
};

void Prepare(const entities::Recognizer& recognizer, Prepared* prepared) {
  const Article& article = prepared->article;
  prepared->title = analysis::Analyze(article.title);
  prepared->text = analysis::Analyze(article.text);
  prepared->mentions = recognizer.Recognize({article.title, &prepared->title},
                                            {article.text, &prepared->text});
  prepared->content_hash =
      ContentHash(article, recognizer.dictionary().version());
}

Status PrepareAll(const entities::Recognizer& recognizer,
                  std::vector<Prepared>* chunk) {
  std::atomic<size_t> next{0};
  std::atomic<bool> failed{false};
  const auto work = [&] {
    const Status done = CatchXapian("analysing articles", [&] {
      for (size_t i = next++; i < chunk->size(); i = next++) {
        Prepare(recognizer, &(*chunk)[i]);
      }
      return OkStatus();
    });
    if (!done.ok()) failed = true;
  };
  const size_t most = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  try {
    for (size_t i = 1; i < std::min(most, chunk->size()); ++i) {
      threads.emplace_back(work);
    }
  } catch (const std::system_error&) {
    // Fewer threads than hoped for: this one does the rest.
  }
  work();
  for (std::thread& thread : threads) thread.join();
  if (!failed) return OkStatus();
  return Status(StatusCode::kResourceExhausted,
                "out of memory while analysing articles");
}

Status AddAll(const std::vector<Prepared>& chunk, SegmentWriter* writer) {
  for (const Prepared& prepared : chunk) {
    Status added =
        writer->Add({&prepared.article, &prepared.title, &prepared.text,
                     &prepared.mentions, prepared.content_hash});
    if (!added.ok()) return added;
  }
  return OkStatus();
}

Status AddFrom(const ArticleSource& source,
               const entities::Recognizer& recognizer, SegmentWriter* writer) {
  for (uint64_t begin = 0; begin < source.size; begin += kChunkArticles) {
    std::vector<Prepared> chunk(std::min(kChunkArticles, source.size - begin));
    for (uint64_t i = 0; i < chunk.size(); ++i) {
      Result<Article> article = source.at(begin + i);
      if (!article.ok()) return article.status();
      chunk[i].article = *std::move(article);
    }
    Status done = PrepareAll(recognizer, &chunk);
    if (done.ok()) done = AddAll(chunk, writer);
    if (!done.ok()) return done;
  }
  return OkStatus();
}

}  // namespace

Result<SegmentRecord> BuildSegment(const std::string& directory,
                                   const std::string& name,
                                   const entities::Recognizer& recognizer,
                                   const ArticleSource& source,
                                   const BuildOptions& options) {
  Result<std::unique_ptr<SegmentWriter>> writer = SegmentWriter::Create(
      directory, name, recognizer.dictionary(), options.index);
  if (!writer.ok()) return writer.status();
  Status added = AddFrom(source, recognizer, writer->get());
  if (!added.ok()) return added;
  return (*writer)->Seal();
}

}  // namespace vigie::index
