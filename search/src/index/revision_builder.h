// The next revision of an index in the making: what is in force, plus changes
// that nobody sees until they are published together.
#ifndef VIGIE_INDEX_REVISION_BUILDER_H_
#define VIGIE_INDEX_REVISION_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "entities/recognizer.h"
#include "index/deleted_versions.h"
#include "index/file_io.h"
#include "index/manifest.h"
#include "index/merge_job.h"
#include "index/merge_policy.h"
#include "index/open_segments.h"
#include "index/segment_builder.h"
#include "index/segment_writer.h"
#include "vigie/index_options.h"
#include "vigie/index_writer.h"
#include "vigie/status.h"

namespace vigie::index {

// What ids an index holds, and had: a copy, for another thread to ask.
struct StoredIds {
  OpenSegments segments;
  DeletedVersions deleted;

  bool Has(std::string_view id) const {
    return segments.FindLive(id).has_value();
  }
  // As RevisionBuilder::LastVersion.
  uint64_t LastVersion(std::string_view id) const;
  // Article::source; none when there is no such article.
  std::optional<std::string_view> SourceOf(std::string_view id) const;
};

// Holds the writer's lock. Not thread-safe, but for what says so.
class RevisionBuilder {
 public:
  // Errors as IndexWriter::Open. `json_lines` is what the recogniser's
  // dictionary was parsed from: the index keeps a copy.
  static Result<std::unique_ptr<RevisionBuilder>> Open(
      const std::string& directory,
      std::shared_ptr<const entities::Recognizer> recognizer,
      std::string json_lines, const WriterOptions& options);

  ~RevisionBuilder();  // removes what was not published
  RevisionBuilder(const RevisionBuilder&) = delete;
  RevisionBuilder& operator=(const RevisionBuilder&) = delete;

  const Manifest& published() const { return base_; }  // in force
  const std::string& directory() const { return directory_; }
  const OpenSegments& segments() const { return segments_; }
  const entities::Recognizer& recognizer() const { return *recognizer_; }
  const IndexOptions& options() const { return options_; }  // thread-safe

  // Of the live article of that id, unpublished changes included.
  std::optional<uint64_t> FindContentHash(std::string_view id) const;
  // The version that was last written for that id, deletions included; 0:
  // none.
  uint64_t LastVersion(std::string_view id) const;
  StoredIds CopyIds() const { return {segments_, deleted_versions_}; }

  // A new segment, whose articles replace those of the same ids, in steps. The
  // clean-up keeps away from a reserved name until it is released; Install
  // releases it. BuildReserved and what it consists of are thread-safe.
  std::string ReserveSegment();
  Result<OpenSegment> BuildReserved(const std::string& name,
                                    const ArticleSource& source) const;
  // `writer` must not outlive the builder.
  Result<std::unique_ptr<SegmentWriter>> FillReserved(
      const std::string& name, const ArticleSource& source) const;
  Result<OpenSegment> SealReserved(SegmentWriter* writer) const;
  void Install(OpenSegment added);
  void Release(const std::string& name);

  // Deletes the live article of that id, and remembers the larger of `version`
  // and the article's own. False when there is none.
  bool Delete(std::string_view id, uint64_t version);

  // Deletes all articles of that id and forgets its version. What segments
  // hold is removed by the merges that PlanErasure gives; EndErasures once
  // there are none left. Survives a crash once published.
  void BeginErasure(const std::string& id);
  std::optional<MergeJob> PlanErasure();
  Status EndErasures();

  void SetAppliedSequence(uint64_t sequence);

  // The merge that the policy asks for; merge_policy.h.
  std::optional<MergeJob> PlanMerge(uint64_t least_bytes, uint64_t most_bytes);
  // All segments into one, unless that is so already; what fits into
  // WriterOptions::merge_memory_bytes, then asked for again.
  std::optional<MergeJob> PlanCompaction();
  // That merges can still make fewer.
  size_t CountMergeable() const;
  // Every job ends with one of these.
  void InstallMerged(const MergeJob& job, MergeOutput output);
  void Abandon(const MergeJob& job);
  // Runs a job to its end in this thread.
  Status Merge(const MergeJob& job);

  // Publishes all changes since the last publication; nothing to do without
  // any. On errors nothing is published, and the changes stay to be
  // published by another call, unless it is unknown what a crash would leave:
  // then every further call fails with FAILED_PRECONDITION.
  Status Publish();

 private:
  RevisionBuilder(std::string directory,
                  std::shared_ptr<const entities::Recognizer> recognizer,
                  std::string json_lines);
  Status CreateIfAbsent(const WriterOptions& options);
  Status OpenBase(const WriterOptions& options);
  MergeJob Begin(const std::vector<size_t>& chosen);
  std::vector<SegmentSize> SegmentSizes() const;
  Status CheckUsable() const;
  Result<Manifest> NextManifest();
  Status NameDictionaries(Manifest* next);
  void CleanUp();

  std::string directory_;
  std::shared_ptr<const entities::Recognizer> recognizer_;
  std::string json_lines_;
  FileDescriptor lock_;
  Manifest base_;         // in force
  IndexOptions options_;  // of base_; never changes
  OpenSegments segments_;
  DeletedVersions deleted_versions_;
  std::vector<std::string> erasing_;
  // Kept revisions that have to go with what was erased.
  std::set<uint64_t> unwanted_;
  uint64_t applied_sequence_ = 0;
  uint64_t next_segment_ = 1;
  uint32_t threads_ = 0;            // that build; 0: one per core
  std::set<std::string> reserved_;  // names of segments in the making
  uint64_t most_merged_bytes_ = 0;  // that a merge may make
  bool changed_ = false;
  bool merged_ = false;  // since the last clean-up
  bool broken_ = false;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_REVISION_BUILDER_H_
