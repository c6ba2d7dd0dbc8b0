// Reads inputs and hands their articles on, with rejects, counts, progress.
#ifndef VIGIE_INDEXER_ADD_RUN_H_
#define VIGIE_INDEXER_ADD_RUN_H_

#include <string>

#include "indexer/input_files.h"
#include "indexer/open_source.h"
#include "indexer/options.h"
#include "indexer/progress.h"
#include "indexer/rejects.h"

namespace vigie::indexer {

// Where articles go. Not thread-safe.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;
  // Takes `item.article`, which is present. INVALID_ARGUMENT: it is rejected
  // alone; any other error ends the run.
  virtual Status Take(const SourceItem& item) = 0;
};

// Not thread-safe.
class AddRun {
 public:
  // `total_bytes` of all files, for progress; `sink` outlives the run.
  AddRun(const AddOptions& options, ArticleSink* sink, uint64_t total_bytes);

  // Stops at the first error that is not about one article.
  Status AddFile(const InputFile& file);
  Status AddItem(const SourceItem& item);
  // An article that the sink took, and could not keep.
  void RejectTaken(const InputPlace& place, const std::string& id,
                   const Status& status);

  // On stderr, by kind: rejected, passed over, ignored keys, character sets.
  void PrintCounts() const;

  Rejects& rejects() { return rejects_; }
  const Rejects& rejects() const { return rejects_; }
  Progress& progress() { return progress_; }

 private:
  void Reject(const SourceItem& item, const std::string& id,
              const Status& status);

  ArticleSink* sink_;
  const SourceOptions sources_;
  const Language language_;
  Rejects rejects_;
  Progress progress_;
  uint64_t articles_ = 0;
  uint64_t bytes_done_ = 0;
  Counts ignored_keys_;
  Counts passed_over_;
  Counts charsets_;
};

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_ADD_RUN_H_
