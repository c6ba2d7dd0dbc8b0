#include "index/segment.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <utility>

#include "index/columns.h"
#include "index/mapped_pages.h"
#include "index/posting_reader.h"
#include "index/segment_contents.h"
#include "index/segment_files.h"
#include "index/tombstones.h"
#include "index/verified_file.h"
#include "index/xapian_status.h"

namespace vigie::index {
namespace {

Status Damaged(const FileRecord& file) {
  return Status(StatusCode::kDataLoss,
                file.path +
                    " was cut or cannot be read: restore the index or rebuild "
                    "it");
}

// Opening reads at the descriptor's offset, which duplicates share; later
// reads are positional and leave it alone.
Xapian::Database OpenDatabaseOf(const SegmentContents& contents,
                                const std::string& path) {
  const std::lock_guard<std::mutex> lock(contents.opening);
  const int file = contents.database.file.get();
  if (::lseek(file, 0, SEEK_SET) != 0) {
    throw Xapian::DatabaseOpeningError("cannot seek in " + path, errno);
  }
  const int duplicate = ::fcntl(file, F_DUPFD_CLOEXEC, 0);
  if (duplicate < 0) {
    throw Xapian::DatabaseOpeningError("cannot open " + path, errno);
  }
  return Xapian::Database(duplicate);
}

class MappedSegment final : public Segment {
 public:
  MappedSegment(SegmentRecord record, SegmentContentsPtr contents,
                Tombstones tombstones)
      : record_(std::move(record)),
        contents_(std::move(contents)),
        columns_(contents_->columns),
        tombstones_(std::move(tombstones)) {}

  const SegmentRecord& record() const override { return record_; }
  uint32_t size() const override { return columns_.documents(); }
  bool tombstoned(uint32_t doc) const override { return tombstones_.Has(doc); }
  uint32_t tombstones() const override { return tombstones_.count(); }

  Xapian::Database OpenDatabase() const override {
    return OpenDatabaseOf(*contents_, record_.database.path);
  }

  const PostingReader& postings() const override { return contents_->postings; }

  std::optional<uint32_t> FindArticle(std::string_view id) const override {
    return columns_.FindArticle(id);
  }
  std::string_view article_id(uint32_t doc) const override {
    return columns_.id(doc);
  }
  std::string_view title(uint32_t doc) const override {
    return columns_.title(doc);
  }
  std::string_view url(uint32_t doc) const override {
    return columns_.url(doc);
  }
  uint64_t content_hash(uint32_t doc) const override {
    return columns_.content_hash(doc);
  }
  std::optional<PublicationTime> published_at(uint32_t doc) const override {
    return columns_.published_at(doc);
  }
  int32_t day(uint32_t doc) const override { return columns_.day(doc); }
  uint32_t source(uint32_t doc) const override { return columns_.source(doc); }
  const std::vector<std::string>& sources() const override {
    return columns_.sources();
  }
  const std::vector<StoredEntity>& entities() const override {
    return columns_.entities();
  }
  Span<EntityCount> entity_counts(uint32_t doc) const override {
    return columns_.entity_counts(doc);
  }
  Span<uint32_t> mention_totals() const override {
    return columns_.mention_totals();
  }
  Span<StoredMention> mentions(uint32_t doc) const override {
    return columns_.mentions(doc);
  }
  const std::vector<AttributeValue>& attribute_values() const override {
    return columns_.attribute_values();
  }
  Span<uint32_t> attributes(uint32_t doc) const override {
    return columns_.attributes(doc);
  }
  const AttributeRows* attribute_rows(
      std::string_view attribute) const override {
    return contents_->attribute_rows.Get(*this, attribute);
  }
  std::optional<PublicationTime> updated_at(uint32_t doc) const override {
    return columns_.updated_at(doc);
  }
  uint64_t version(uint32_t doc) const override {
    return columns_.version(doc);
  }
  Validity validity(uint32_t doc) const override {
    return columns_.validity(doc);
  }
  Span<uint32_t> lengths() const override { return columns_.lengths(); }
  const Vocabulary& vocabulary() const override {
    return columns_.vocabulary();
  }
  void ReadTokens(uint32_t doc, DocumentTokens* tokens) const override {
    columns_.ReadTokens(doc, tokens);
  }
  SymbolSet SymbolsOf(const std::vector<uint32_t>& codes) const override {
    return columns_.tokens().SymbolsOf(codes);
  }
  void ReadSought(uint32_t doc, const SymbolSet& sought, TextMarks text,
                  SoughtTokens* tokens) const override {
    columns_.tokens().ReadSought(doc, sought, text, tokens);
  }
  Span<uint32_t> id_order() const override { return columns_.id_order(); }
  const Columns* columns() const override { return &columns_; }
  // Every page of lists and tokens is mapped before long when each is read
  // once; all of them are given back together.
  void ReleaseRead(uint32_t reads) const override {
    constexpr uint32_t kReads = 64;
    std::atomic<uint32_t>& read = contents_->read;
    if (read.fetch_add(reads, std::memory_order_relaxed) + reads < kReads) {
      return;
    }
    read.store(0, std::memory_order_relaxed);
    ReleasePages(contents_->database.mapping.bytes());
    ReleasePages(columns_.tokens().column());
  }
  Status CheckIntact() const override {
    if (contents_->columns_bytes.mapping.damaged()) {
      return Damaged(record_.columns);
    }
    if (contents_->database.mapping.damaged()) {
      return Damaged(record_.database);
    }
    return OkStatus();
  }
  // Texts are the largest part of an index, and read one here, one there: they
  // are not mapped for it.
  Result<Article> ReadArticle(uint32_t doc) const override {
    return columns_.ReadArticle(doc, &contents_->columns_bytes.file);
  }

 private:
  SegmentRecord record_;
  SegmentContentsPtr contents_;
  const Columns& columns_;  // of contents_
  Tombstones tombstones_;
};

Result<Tombstones> ReadTombstones(const std::string& directory,
                                  const SegmentRecord& record) {
  if (record.tombstones.path.empty()) return Tombstones(record.articles);
  Result<std::string> bytes = ReadVerified(directory, record.tombstones);
  if (!bytes.ok()) return bytes.status();
  return Tombstones::Decode(*bytes, record.articles,
                            JoinPath(directory, record.tombstones.path));
}

Status Disagrees(const std::string& path) {
  return Status(StatusCode::kDataLoss, path + " disagrees with the manifest");
}

// Docids are those of the columns: 1 to the number of articles.
Status CheckDatabase(const SegmentContents& contents, const std::string& path) {
  return CatchXapian("opening " + path, [&] {
    const Xapian::Database database = OpenDatabaseOf(contents, path);
    const uint32_t documents = contents.columns.documents();
    const bool agrees = database.get_doccount() == documents &&
                        database.get_lastdocid() == documents;
    return agrees ? OkStatus() : Disagrees(path);
  });
}

Result<SegmentContentsPtr> ReadContents(const std::string& directory,
                                        const SegmentRecord& record,
                                        MappedFile database,
                                        MappedFile columns_file) {
  const std::string columns_path = JoinPath(directory, record.columns.path);
  const std::string postings_path = JoinPath(directory, record.database.path);
  const Result<GlassTable> table =
      GlassTable::Open(database.mapping.bytes(), postings_path);
  if (!table.ok()) return table.status();
  Result<Columns> columns =
      Columns::Parse(columns_file.mapping.bytes(), columns_path);
  if (!columns.ok()) return columns.status();
  if (columns->documents() != record.articles ||
      columns->mentions() != record.mentions) {
    return Disagrees(columns_path);
  }
  const PostingReader reader(*table, record.articles, columns->dense_terms());
  auto contents = std::make_shared<const SegmentContents>(
      std::move(database), std::move(columns_file), *std::move(columns),
      reader);
  Status checked = CheckDatabase(*contents, postings_path);
  if (!checked.ok()) return checked;
  if (contents->columns_bytes.mapping.damaged()) return Damaged(record.columns);
  if (contents->database.mapping.damaged()) return Damaged(record.database);
  // Checking read all of the columns, of which queries read a part.
  ReleasePages(contents->columns_bytes.mapping.bytes());
  ReleasePages(contents->database.mapping.bytes());
  return SegmentContentsPtr(std::move(contents));
}

Result<SegmentContentsPtr> ReadContents(const std::string& directory,
                                        const SegmentRecord& record,
                                        FileDescriptor database,
                                        FileDescriptor columns) {
  Result<Mapping> postings =
      Mapping::Map(database, record.database.bytes,
                   JoinPath(directory, record.database.path));
  if (!postings.ok()) return postings.status();
  Result<Mapping> mapping = Mapping::Map(
      columns, record.columns.bytes, JoinPath(directory, record.columns.path));
  if (!mapping.ok()) return mapping.status();
  return ReadContents(directory, record,
                      MappedFile{std::move(database), *std::move(postings)},
                      MappedFile{std::move(columns), *std::move(mapping)});
}

// REQUIRES contents of the files that `record` names, or why there are none.
Result<std::shared_ptr<const Segment>> MakeSegment(
    const std::string& directory, const SegmentRecord& record,
    Result<SegmentContentsPtr> contents) {
  if (!contents.ok()) return contents.status();
  Result<Tombstones> tombstones = ReadTombstones(directory, record);
  if (!tombstones.ok()) return tombstones.status();
  const Columns& columns = (*contents)->columns;
  if (columns.documents() != record.articles ||
      columns.mentions() != record.mentions ||
      tombstones->count() != record.tombstone_count) {
    return Disagrees(JoinPath(directory, record.columns.path));
  }
  return std::shared_ptr<const Segment>(std::make_shared<const MappedSegment>(
      record, *std::move(contents), *std::move(tombstones)));
}

}  // namespace

const PostingReader& Segment::postings() const {
  static const PostingReader none;
  return none;
}

Result<std::shared_ptr<const Segment>> AssembleSegment(
    const std::string& directory, const SegmentRecord& record,
    FileDescriptor database, FileDescriptor columns) {
  return MakeSegment(
      directory, record,
      ReadContents(directory, record, std::move(database), std::move(columns)));
}

Result<std::shared_ptr<const Segment>> AssembleSegment(
    const std::string& directory, const SegmentRecord& record,
    MappedFile database, MappedFile columns) {
  return MakeSegment(
      directory, record,
      ReadContents(directory, record, std::move(database), std::move(columns)));
}

Result<std::shared_ptr<const Segment>> ShareSegment(
    const std::string& directory, const SegmentRecord& record,
    FileDescriptor database, FileDescriptor columns) {
  HeldContents& held = HeldContents::OfThisProcess();
  const auto files = HeldContents::FilesOf(database, record.database.crc32c,
                                           columns, record.columns.crc32c);
  if (files) {
    SegmentContentsPtr contents = held.Find(*files);
    if (contents) return MakeSegment(directory, record, std::move(contents));
  }
  Result<SegmentContentsPtr> contents =
      ReadContents(directory, record, std::move(database), std::move(columns));
  if (!contents.ok()) return contents.status();
  auto segment = MakeSegment(directory, record, *contents);
  if (segment.ok() && files) held.Hold(*files, *contents);
  return segment;
}

Result<std::shared_ptr<const Segment>> Segment::Open(
    const std::string& directory, const SegmentRecord& record) {
  Result<std::vector<FileDescriptor>> files =
      OpenAllVerified(directory, {record.database, record.columns}, {});
  if (!files.ok()) return files.status();
  return AssembleSegment(directory, record, std::move((*files)[0]),
                         std::move((*files)[1]));
}

}  // namespace vigie::index
