#include <cstdio>
#include <utility>

#include "bench/engine/document_reader.h"
#include "bench/engine/process.h"
#include "bench/engine/tasks.h"
#include "vigie/vigie.h"

namespace vigie::bench {
namespace {

struct Counted {
  uint64_t documents = 0;
  uint64_t text_bytes = 0;  // titles included
};

WriterOptions OptionsOf(const IndexTask& task) {
  WriterOptions options;
  options.threads = task.threads;
  options.index.emplace();
  options.index->recognize = task.entities != Entities::kNone;
  options.index->unlisted_names = task.entities == Entities::kAll;
  options.index->facet_attributes = {kEntityAttribute};
  return options;
}

Result<Counted> AddAll(const IndexTask& task, IndexWriter* writer) {
  DocumentReader reader(task.documents);
  Counted counted;
  while (true) {
    const Result<std::vector<Article>> batch = reader.Next();
    if (!batch.ok()) return batch.status();
    if (batch->empty()) return counted;
    for (const Article& article : *batch) {
      const Result<AddOutcome> added = writer->Add(article);
      if (!added.ok()) return added.status();
      ++counted.documents;
      counted.text_bytes += article.title.size() + article.text.size();
    }
  }
}

}  // namespace

Status RunIndexTask(const IndexTask& task) {
  const Stopwatch watch;
  Result<std::unique_ptr<IndexWriter>> writer =
      IndexWriter::Open(task.index, OptionsOf(task));
  if (!writer.ok()) return writer.status();
  const Result<Counted> counted = AddAll(task, writer->get());
  if (!counted.ok()) return counted.status();
  const Result<CommitStats> committed = (*writer)->Commit();
  if (!committed.ok()) return committed.status();
  const double wall = watch.seconds();
  const double cpu = CpuSeconds();
  const Stopwatch merge_watch;
  if (task.merge) {
    const Result<CommitStats> merged = (*writer)->Compact();
    if (!merged.ok()) return merged.status();
  }
  const double megabytes = static_cast<double>(counted->text_bytes) / 1e6;
  std::printf(
      "{\"peer\":\"vigie\",\"kind\":\"index\",\"threads\":%u,\"docs\":%llu,"
      "\"text_mb\":%.2f,\"wall_s\":%.3f,\"cpu_s\":%.3f,\"docs_per_s\":%.1f,"
      "\"mb_per_s\":%.2f,\"rss_mb\":%.1f,\"merge_s\":%.2f,\"note\":\"mentions=%"
      "llu\"}\n",
      task.threads, static_cast<unsigned long long>(counted->documents),
      megabytes, wall, cpu, static_cast<double>(counted->documents) / wall,
      megabytes / wall, PeakMegabytes(), merge_watch.seconds(),
      static_cast<unsigned long long>(committed->mentions));
  return OkStatus();
}

}  // namespace vigie::bench
