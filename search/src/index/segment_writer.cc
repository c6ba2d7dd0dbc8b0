#include "index/segment_writer.h"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "index/columns_writer.h"
#include "index/file_io.h"
#include "index/postings_writer.h"
#include "index/segment_files.h"
#include "index/verified_file.h"

namespace vigie::index {
namespace {

constexpr std::string_view kShardsName = "shards";

Status MakeEmptyDirectory(const std::string& path) {
  Status removed = RemovePath(path);
  if (!removed.ok()) return removed;
  if (::mkdir(path.c_str(), 0755) != 0) {
    return StatusFromErrno(errno, "create", path);
  }
  return OkStatus();
}

class DirectorySegmentWriter final : public SegmentWriter {
 public:
  DirectorySegmentWriter(std::string directory, std::string name,
                         const entities::Dictionary& dictionary,
                         const IndexOptions& options)
      : directory_(std::move(directory)),
        name_(std::move(name)),
        temporary_(JoinPath(directory_, name_ + ".tmp")),
        dictionary_(dictionary),
        columns_(dictionary, options),
        postings_(std::make_unique<PostingsWriter>(
            JoinPath(temporary_, kShardsName), dictionary, options)) {}

  ~DirectorySegmentWriter() override {
    postings_.reset();  // its threads write below temporary_
    IgnoreError(RemovePath(temporary_), "the next writer removes what is left");
  }

  Status Prepare() {
    Status made = MakeEmptyDirectory(temporary_);
    return made.ok() ? MakeEmptyDirectory(JoinPath(temporary_, kShardsName))
                     : made;
  }

  Status Add(const AnalyzedArticle& article) override {
    Status added = columns_.Add(article);
    return added.ok() ? postings_->Add(article) : added;
  }

  Result<SegmentRecord> Seal() override {
    Status done = postings_->Finish(JoinPath(temporary_, kPostingsName));
    if (done.ok()) done = RemovePath(JoinPath(temporary_, kShardsName));
    if (done.ok()) done = columns_.Write(JoinPath(temporary_, kColumnsName));
    if (done.ok()) done = SyncPath(temporary_);
    if (done.ok()) done = RemovePath(JoinPath(directory_, name_));
    if (done.ok()) done = RenamePath(temporary_, JoinPath(directory_, name_));
    if (done.ok()) done = SyncPath(directory_);
    if (!done.ok()) return done;
    return Describe();
  }

 private:
  Result<SegmentRecord> Describe() const {
    SegmentRecord record;
    record.name = name_;
    record.articles = columns_.documents();
    record.mentions = columns_.mentions();
    record.dictionary_version = dictionary_.version();
    Result<FileRecord> database =
        MeasureFile(directory_, JoinPath(name_, kPostingsName));
    if (!database.ok()) return database.status();
    Result<FileRecord> columns =
        MeasureFile(directory_, JoinPath(name_, kColumnsName));
    if (!columns.ok()) return columns.status();
    record.database = *std::move(database);
    record.columns = *std::move(columns);
    return record;
  }

  std::string directory_;
  std::string name_;
  std::string temporary_;
  const entities::Dictionary& dictionary_;
  ColumnsWriter columns_;
  std::unique_ptr<PostingsWriter> postings_;
};

}  // namespace

Result<std::unique_ptr<SegmentWriter>> SegmentWriter::Create(
    const std::string& directory, const std::string& name,
    const entities::Dictionary& dictionary, const IndexOptions& options) {
  auto writer = std::make_unique<DirectorySegmentWriter>(directory, name,
                                                         dictionary, options);
  Status prepared = writer->Prepare();
  if (!prepared.ok()) return prepared;
  return std::unique_ptr<SegmentWriter>(std::move(writer));
}

}  // namespace vigie::index
