#include "index/rebuild.h"

#include <utility>
#include <vector>

#include "analysis/analyzer.h"
#include "index/checksum.h"
#include "index/cleanup.h"
#include "index/manifest_files.h"
#include "index/segment_builder.h"
#include "index/writer_lock.h"

namespace vigie::index {
namespace {

uint64_t LiveArticles(const OpenedIndex& index) {
  uint64_t live = 0;
  for (const auto& segment : index.segments) {
    live += segment->size() - segment->tombstones();
  }
  return live;
}

class RebuildRun {
 public:
  RebuildRun(const std::string& directory, const OpenedIndex& index,
             const RebuildSpec& spec)
      : directory_(directory),
        index_(index),
        spec_(spec),
        next_(index.manifest),
        total_(LiveArticles(index)) {}

  Result<RebuildReport> Run() {
    next_.segments.clear();
    for (const std::shared_ptr<const Segment>& segment : index_.segments) {
      Status built = BuildAnew(*segment);
      if (!built.ok()) return built;
    }
    ++next_.revision;
    next_.analyzer_version = analysis::AnalyzerVersion();
    Status done = NameDictionary();
    if (done.ok()) done = PublishManifest(directory_, next_);
    if (!done.ok()) return done;
    report_.revision = next_.revision;
    report_.analyzer_version = next_.analyzer_version;
    report_.dictionary_version = next_.dictionary_version;
    return std::move(report_);
  }

 private:
  Status BuildAnew(const Segment& segment) {
    std::vector<uint32_t> live;
    for (uint32_t doc = 0; doc < segment.size(); ++doc) {
      if (!segment.tombstoned(doc)) live.push_back(doc);
    }
    if (live.empty()) return OkStatus();
    const std::string name = "seg-" + std::to_string(next_.next_segment++);
    const auto read = [&](uint64_t i) {
      if (spec_.progress) spec_.progress(++done_, total_);
      return segment.ReadArticle(live[i]);
    };
    Result<SegmentRecord> record =
        BuildSegment(directory_, name, *spec_.recognizer, {live.size(), read},
                     {next_.options, spec_.threads});
    if (!record.ok()) return record.status();
    report_.articles += record->articles;
    report_.mentions += record->mentions;
    next_.segments.push_back(*std::move(record));
    return OkStatus();
  }

  Status NameDictionary() {
    const std::string& version = spec_.recognizer->dictionary().version();
    next_.older_dictionaries.clear();
    const std::string& text = spec_.json_lines;
    const FileRecord file{DictionaryName(version), text.size(),
                          Crc32c(0, text.data(), text.size())};
    const bool known = next_.dictionary.path == file.path;
    next_.dictionary_version = version;
    next_.dictionary = file;
    return known ? OkStatus()
                 : ReplaceFile(JoinPath(directory_, file.path), text);
  }

  const std::string& directory_;
  const OpenedIndex& index_;
  const RebuildSpec& spec_;
  Manifest next_;
  uint64_t total_;
  uint64_t done_ = 0;
  RebuildReport report_;
};

}  // namespace

Result<RebuildBase> OpenForRebuild(const std::string& directory) {
  Status there = ReadCurrentRevision(directory).status();
  if (!there.ok()) return there;
  RebuildBase base;
  Result<FileDescriptor> lock = LockForWriting(directory);
  if (!lock.ok()) return lock.status();
  base.lock = *std::move(lock);
  Result<OpenedIndex> opened = OpenIndex(directory);
  if (!opened.ok()) return opened.status();
  base.index = *std::move(opened);
  return base;
}

Result<RebuildReport> Rebuild(const std::string& directory, RebuildBase base,
                              const RebuildSpec& spec) {
  Result<RebuildReport> report = RebuildRun(directory, base.index, spec).Run();
  base.index = OpenedIndex();  // its pin would keep the old files
  Result<Manifest> current = ReadCurrentManifest(directory);
  if (current.ok()) {
    IgnoreError(RemoveUnneededFiles(directory, *current, {}),
                "the next writer removes what is left");
  }
  return report;
}

}  // namespace vigie::index
