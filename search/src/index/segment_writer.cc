#include "index/segment_writer.h"

#include <sys/stat.h>

#include <cerrno>
#include <future>
#include <utility>

#include "index/columns_writer.h"
#include "index/file_io.h"
#include "index/segment_files.h"
#include "index/segment_postings.h"
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
                         std::string dictionary_version,
                         const entities::Dictionary* dictionary,
                         const IndexOptions& options)
      : directory_(std::move(directory)),
        name_(std::move(name)),
        temporary_(JoinPath(directory_, name_ + ".tmp")),
        dictionary_version_(std::move(dictionary_version)),
        positions_(options.positions),
        columns_(dictionary, options) {}

  ~DirectorySegmentWriter() override {
    IgnoreError(RemovePath(temporary_), "the next writer removes what is left");
  }

  Status Prepare() { return MakeEmptyDirectory(temporary_); }

  Status Add(const AnalyzedArticle& article) override {
    return columns_.Add(article);
  }
  Status EndPart() override { return columns_.EndPart(); }
  Status Append(ColumnsWriter* part) override { return columns_.Append(part); }

  Status AppendStored(const std::vector<StoredSelection>& selections,
                      const SealOptions& options) override {
    return columns_.AppendStored(selections, options.threads, options.hook);
  }

  Result<SegmentRecord> Seal(const SealOptions& options) override {
    // Gone before `columns` is waited for, so that it does not wait for ever.
    std::future<Status> columns;
    std::promise<EncodedDenseTerms> dense;
    std::future<EncodedDenseTerms> made = dense.get_future();
    columns = std::async(
        options.threads > 1 ? std::launch::async : std::launch::deferred, [&] {
          return columns_.Write(options.threads, options.hook,
                                JoinPath(temporary_, kColumnsName),
                                [&] { return made.get(); });
        });
    Status done = SealPostings(options, &dense);
    if (done.ok() || options.threads > 1) {
      Status written = columns.get();
      if (done.ok()) done = std::move(written);
    }
    if (done.ok()) done = SyncPath(temporary_);
    if (done.ok()) done = RemovePath(JoinPath(directory_, name_));
    if (done.ok()) done = RenamePath(temporary_, JoinPath(directory_, name_));
    if (done.ok()) done = SyncPath(directory_);
    if (!done.ok()) return done;
    return Describe();
  }

 private:
  // Sets `dense`, whether it fails or not.
  Status SealPostings(const SealOptions& options,
                      std::promise<EncodedDenseTerms>* dense) const {
    const PostingsInput input = {columns_.tokens(), columns_.filters(),
                                 columns_.days(), columns_.lengths()};
    const std::string path = JoinPath(temporary_, kPostingsName);
    DenseTermsWriter terms(
        {columns_.lengths().data(), columns_.lengths().size()});
    Status done;
    if (!positions_) {
      done = WritePostings(input, options.threads, options.hook, path, &terms);
    } else {
      const std::string shards = JoinPath(temporary_, kShardsName);
      done = MakeEmptyDirectory(shards);
      if (done.ok()) {
        done = WritePositionalPostings(input, options.threads, shards, path);
      }
      if (done.ok()) done = RemovePath(shards);
      if (done.ok()) done = CollectDenseTerms(input, &terms);
    }
    dense->set_value(terms.Take());
    return done;
  }

  Result<SegmentRecord> Describe() const {
    SegmentRecord record;
    record.name = name_;
    record.articles = columns_.documents();
    record.mentions = columns_.mentions();
    record.dictionary_version = dictionary_version_;
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
  std::string dictionary_version_;
  bool positions_;
  ColumnsWriter columns_;
};

Result<std::unique_ptr<SegmentWriter>> Prepared(
    std::unique_ptr<DirectorySegmentWriter> writer) {
  Status prepared = writer->Prepare();
  if (!prepared.ok()) return prepared;
  return std::unique_ptr<SegmentWriter>(std::move(writer));
}

}  // namespace

Result<std::unique_ptr<SegmentWriter>> SegmentWriter::Create(
    const std::string& directory, const std::string& name,
    const entities::Dictionary& dictionary, const IndexOptions& options) {
  return Prepared(std::make_unique<DirectorySegmentWriter>(
      directory, name, dictionary.version(), &dictionary, options));
}

Result<std::unique_ptr<SegmentWriter>> SegmentWriter::CreateForMerge(
    const std::string& directory, const std::string& name,
    const std::string& dictionary_version, const IndexOptions& options) {
  return Prepared(std::make_unique<DirectorySegmentWriter>(
      directory, name, dictionary_version, nullptr, options));
}

}  // namespace vigie::index
