#include "index/segment_builder.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include "index/parallel_build.h"
#include "index/piped_build.h"

namespace vigie::index {
namespace {

// Fewer articles are not worth a thread more.
constexpr uint64_t kFewArticles = 64;

uint32_t ThreadsOf(const BuildOptions& options) {
  return options.threads > 0
             ? options.threads
             : std::max(1U, std::thread::hardware_concurrency());
}

Status Fill(const entities::Recognizer& recognizer, const ArticleSource& source,
            const BuildOptions& options, SegmentWriter* writer) {
  const uint64_t threads =
      std::min<uint64_t>(ThreadsOf(options), 1 + source.size / 8);
  if (threads == 1 && source.size >= kFewArticles) {
    try {
      return PipedBuild(recognizer, source, options.index, writer).Run();
    } catch (const std::system_error&) {
      // No second thread: one does it all.
    }
  }
  return ParallelBuild(recognizer, source, options.index, writer).Run(threads);
}

}  // namespace

Result<std::unique_ptr<SegmentWriter>> FillSegment(
    const std::string& directory, const std::string& name,
    const entities::Recognizer& recognizer, const ArticleSource& source,
    const BuildOptions& options) {
  Result<std::unique_ptr<SegmentWriter>> writer = SegmentWriter::Create(
      directory, name, recognizer.dictionary(), options.index);
  if (!writer.ok()) return writer.status();
  Status filled = Fill(recognizer, source, options, writer->get());
  if (!filled.ok()) return filled;
  return writer;
}

Result<SegmentRecord> BuildSegment(const std::string& directory,
                                   const std::string& name,
                                   const entities::Recognizer& recognizer,
                                   const ArticleSource& source,
                                   const BuildOptions& options) {
  Result<std::unique_ptr<SegmentWriter>> writer =
      FillSegment(directory, name, recognizer, source, options);
  if (!writer.ok()) return writer.status();
  return (*writer)->Seal({kSealingThreads, nullptr});
}

}  // namespace vigie::index
