// Filling a segment with one thread that analyses and labels, and one that
// concludes and inverts, and analyses ahead when it has nothing else to do.
#ifndef VIGIE_INDEX_PIPED_BUILD_H_
#define VIGIE_INDEX_PIPED_BUILD_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "entities/recognizer.h"
#include "index/analysis_ahead.h"
#include "index/article_analysis.h"
#include "index/article_parts.h"
#include "index/segment_writer.h"
#include "vigie/index_options.h"
#include "vigie/status.h"

namespace vigie::index {

// What is given must outlive the object.
class PipedBuild {
 public:
  PipedBuild(const entities::Recognizer& recognizer,
             const ArticleSource& source, const IndexOptions& options,
             SegmentWriter* writer)
      : recognizer_(recognizer),
        options_(options),
        parts_(source),
        writer_(writer),
        ahead_([this](Article article) {
          return AnalyzeArticle(recognizer_, options_, std::move(article));
        }) {}

  // The segment is the one that ParallelBuild makes. std::system_error when
  // there is no thread for it, before anything has been read.
  Status Run();

 private:
  struct Handed {
    ReadyArticle article;
    bool ends_part = false;
  };

  Status Analyze();
  Status Invert();
  // Waits until there is room; false when nothing more is wanted.
  bool Hand(Handed handed);
  // Analyses ahead while there is nothing. Absent: the last one has been handed
  // over.
  std::optional<Handed> Take();
  void EndAnalysis();
  void EndInversion();

  const entities::Recognizer& recognizer_;
  const IndexOptions& options_;
  ArticleParts parts_;
  SegmentWriter* writer_;
  AnalysisAhead ahead_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Handed> handed_;  // guarded by mutex_, as all below
  uint64_t bytes_ = 0;         // of handed_
  bool analysis_ended_ = false;
  bool inversion_ended_ = false;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_PIPED_BUILD_H_
