#include "indexer/archive_source.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <vector>

#include "indexer/ascii_text.h"
#include "indexer/open_source.h"

namespace vigie::indexer {
namespace {

constexpr size_t kBlockBytes = 1U << 16;

struct CloseArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};

// The file as libarchive reads it, and what it has given so far.
class Unpacker {
 public:
  explicit Unpacker(std::unique_ptr<ByteInput> packed)
      : packed_(std::move(packed)),
        block_(kBlockBytes),
        handle_(archive_read_new()) {
    archive_read_support_filter_gzip(handle_.get());
    archive_read_support_filter_zstd(handle_.get());
    archive_read_support_filter_xz(handle_.get());
    archive_read_support_filter_bzip2(handle_.get());
    archive_read_support_format_tar(handle_.get());
    // By its directory, where the input can be read in any order: that knows
    // more than the members' own headers.
    archive_read_support_format_zip_streamable(handle_.get());
    if (packed_->size() > 0) {
      archive_read_support_format_zip_seekable(handle_.get());
      archive_read_set_seek_callback(handle_.get(), &Seek);
    }
    archive_read_support_format_raw(handle_.get());
  }

  int Open() {
    return archive_read_open(handle_.get(), this, nullptr, &ReadBlock, nullptr);
  }
  int NextHeader(archive_entry** entry) {
    return archive_read_next_header(handle_.get(), entry);
  }
  bool is_raw() const {
    return archive_format(handle_.get()) == ARCHIVE_FORMAT_RAW;
  }
  // Data that only pretends to be packed is "raw" without any filter.
  bool is_packed() const {
    return !is_raw() || archive_filter_count(handle_.get()) > 1;
  }

  // Bytes of the member at hand; 0 at its end and after an error.
  size_t Read(char* buffer, size_t size, Status* status) {
    if (!fatal_.ok()) *status = fatal_;
    if (!status->ok()) return 0;
    const la_ssize_t got = archive_read_data(handle_.get(), buffer, size);
    if (got < 0) {
      *status = Damaged();
      if (got == ARCHIVE_FATAL) fatal_ = *status;
      return 0;
    }
    unpacked_ += static_cast<uint64_t>(got);
    if (unpacked_ > kFreeUnpackedBytes &&
        unpacked_ / kMaxUnpackingRatio > packed_->consumed()) {
      fatal_ = Status(StatusCode::kInvalidArgument,
                      std::to_string(packed_->consumed()) +
                          " bytes unpack to more than " +
                          std::to_string(unpacked_ - 1),
                      "EXPANSION");
      *status = fatal_;
      return 0;
    }
    return static_cast<size_t>(got);
  }

  Status Damaged() const {
    if (!packed_->status().ok()) return packed_->status();
    const char* why = archive_error_string(handle_.get());
    return Status(
        StatusCode::kDataLoss,
        "byte " + std::to_string(packed_->consumed()) +
            " or before: " + (why == nullptr ? "cannot be unpacked" : why),
        "BAD_ARCHIVE");
  }

  // After this no member can be read.
  const Status& fatal() const { return fatal_; }
  uint64_t consumed() const { return packed_->consumed(); }

 private:
  static la_ssize_t ReadBlock(archive* handle, void* self,
                              const void** buffer) {
    auto* unpacker = static_cast<Unpacker*>(self);
    const size_t got = unpacker->packed_->Read(unpacker->block_.data(),
                                               unpacker->block_.size());
    unpacker->position_ += static_cast<int64_t>(got);
    *buffer = unpacker->block_.data();
    if (got == 0 && !unpacker->packed_->status().ok()) {
      archive_set_error(handle, EIO, "cannot be read");
      return -1;
    }
    return static_cast<la_ssize_t>(got);
  }

  static la_int64_t Seek(archive* /*handle*/, void* self, la_int64_t offset,
                         int whence) {
    auto* unpacker = static_cast<Unpacker*>(self);
    const auto size = static_cast<int64_t>(unpacker->packed_->size());
    int64_t target = offset;
    if (whence == SEEK_CUR) target += unpacker->position_;
    if (whence == SEEK_END) target += size;
    if (target < 0 || target > size ||
        !unpacker->packed_->SeekTo(static_cast<uint64_t>(target))) {
      return ARCHIVE_FATAL;
    }
    unpacker->position_ = target;
    return target;
  }

  const std::unique_ptr<ByteInput> packed_;
  int64_t position_ = 0;  // in packed_, of the next block
  std::vector<char> block_;
  uint64_t unpacked_ = 0;
  Status fatal_;
  const std::unique_ptr<archive, CloseArchive> handle_;
};

class MemberInput : public ByteInput {
 public:
  explicit MemberInput(Unpacker* unpacker) : unpacker_(unpacker) {}
  size_t Read(char* buffer, size_t size) override {
    return unpacker_->Read(buffer, size, &status_);
  }
  const Status& status() const override { return status_; }
  uint64_t consumed() const override { return unpacker_->consumed(); }

 private:
  Unpacker* unpacker_;
  Status status_;
};

// Nothing is written, but ids and messages are made of names.
bool IsSafePath(std::string_view path) {
  if (path.empty() || path.front() == '/') return false;
  for (const char c : path) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7F) {
      return false;
    }
  }
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    if (path.substr(begin, end - begin) == "..") return false;
    begin = end + 1;
  }
  return true;
}

// "a.jsonl.gz" -> "a.jsonl", "a.tgz" -> "a".
std::string WithoutEnding(const std::string& name) {
  if (FormatOfName(name) != InputFormat::kArchive) return name;
  return name.substr(0, name.rfind('.'));
}

class ArchiveSource : public ArticleSource {
 public:
  ArchiveSource(SourceInput input, SourceOptions options, uint32_t depth)
      : name_(input.name),
        id_(input.id),
        url_(input.url),
        charset_(input.charset),
        options_(std::move(options)),
        depth_(depth),
        unpacker_(std::move(input.bytes)) {
    if (unpacker_.Open() != ARCHIVE_OK) failure_ = unpacker_.Damaged();
  }

  std::optional<SourceItem> Next() override {
    for (;;) {
      if (member_ != nullptr) {
        if (std::optional<SourceItem> item = member_->Next()) return item;
        if (std::optional<SourceItem> item = LeaveMember()) return item;
      }
      if (done_) return std::nullopt;
      if (!failure_.ok()) {
        done_ = true;
        return Rejected(name_, failure_);
      }
      if (std::optional<SourceItem> item = EnterMember()) return item;
    }
  }

  uint64_t bytes_read() const override { return unpacker_.consumed(); }
  const Counts& ignored_keys() const override { return ignored_keys_; }
  const Counts& passed_over() const override { return passed_over_; }

 private:
  static SourceItem Rejected(const std::string& name, Status status) {
    SourceItem item;
    item.place.file = name;
    item.rejection = std::move(status);
    return item;
  }

  // Takes over what the member's source counted, and reads the rest of the
  // member, so that its expansion is watched too.
  std::optional<SourceItem> LeaveMember() {
    for (const auto& [key, count] : member_->ignored_keys()) {
      ignored_keys_[key] += count;
    }
    for (const auto& [kind, count] : member_->passed_over()) {
      passed_over_[kind] += count;
    }
    member_.reset();
    if (unpacker_.fatal().ok()) return Drain();
    done_ = true;  // and the member said why
    return std::nullopt;
  }

  std::optional<SourceItem> Drain() {
    std::vector<char> sink(kBlockBytes);
    Status status;
    while (unpacker_.Read(sink.data(), sink.size(), &status) > 0) {
    }
    if (unpacker_.fatal().ok() || done_) return std::nullopt;
    done_ = true;
    return Rejected(name_, unpacker_.fatal());
  }

  std::optional<SourceItem> EnterMember() {
    archive_entry* entry = nullptr;
    const int outcome = unpacker_.NextHeader(&entry);
    if (outcome == ARCHIVE_EOF) {
      done_ = true;
      return std::nullopt;
    }
    if (outcome == ARCHIVE_FATAL) {
      failure_ = unpacker_.Damaged();
      return std::nullopt;
    }
    if (outcome == ARCHIVE_FAILED) return Rejected(name_, unpacker_.Damaged());
    if (outcome == ARCHIVE_RETRY) return std::nullopt;
    if (!unpacker_.is_packed()) {
      failure_ = Status(StatusCode::kInvalidArgument,
                        "neither zip nor tar nor compressed", "BAD_ARCHIVE");
      return std::nullopt;
    }
    return OpenMember(entry);
  }

  std::optional<SourceItem> OpenMember(archive_entry* entry) {
    const char* utf8_path = archive_entry_pathname_utf8(entry);
    const char* path =
        utf8_path != nullptr ? utf8_path : archive_entry_pathname(entry);
    const std::string member = path == nullptr ? "" : path;
    const std::string name = unpacker_.is_raw() ? name_ : name_ + "!" + member;
    if (archive_entry_filetype(entry) == AE_IFDIR) return std::nullopt;
    const Status refusal =
        unpacker_.is_raw() ? OkStatus() : CheckMember(entry, member);
    if (!refusal.ok()) {
      std::optional<SourceItem> drained = Drain();
      return drained ? drained : Rejected(name, refusal);
    }
    return StartMember(name, member);
  }

  static Status CheckMember(archive_entry* entry, const std::string& member) {
    if (!IsSafePath(member)) {
      return Status(StatusCode::kInvalidArgument,
                    "the member's path is absolute, leads out of the archive "
                    "or holds control characters",
                    "UNSAFE_PATH");
    }
    if (archive_entry_filetype(entry) != AE_IFREG ||
        archive_entry_hardlink(entry) != nullptr) {
      return Status(StatusCode::kInvalidArgument,
                    "the member is a link or a device", "UNSAFE_PATH");
    }
    if (archive_entry_is_encrypted(entry) != 0) {
      return Status(StatusCode::kInvalidArgument, "the member is encrypted",
                    "ENCRYPTED");
    }
    return OkStatus();
  }

  std::optional<SourceItem> StartMember(const std::string& name,
                                        const std::string& member) {
    const bool raw = unpacker_.is_raw();
    std::string head;
    SourceInput input;
    input.name = name;
    input.id = raw ? WithoutEnding(id_) : id_ + "!" + member;
    if (raw) {
      input.url = url_;
      input.charset = charset_;
    }
    input.bytes =
        PeekHead(std::make_unique<MemberInput>(&unpacker_), kSniffBytes, &head);
    std::optional<InputFormat> format = FormatOf(head, input.id);
    if (options_.format && format != InputFormat::kArchive) {
      format = options_.format;
    }
    if (head.empty() && !input.bytes->status().ok()) {
      member_ = MakeRejection(Rejected(name, input.bytes->status()));
      return std::nullopt;
    }
    if (!format) {
      ++passed_over_["archive member of another format"];
      return Drain();
    }
    if (format == InputFormat::kArchive && depth_ + 1 >= kMaxArchiveDepth) {
      std::optional<SourceItem> drained = Drain();
      return drained ? drained
                     : Rejected(name, Status(StatusCode::kInvalidArgument,
                                             "an archive inside " +
                                                 std::to_string(depth_ + 1) +
                                                 " others",
                                             "TOO_DEEP"));
    }
    member_ = MakeSource(*format, std::move(input), options_, depth_ + 1);
    return std::nullopt;
  }

  const std::string name_;
  const std::string id_;
  const std::string url_;  // of what is compressed, when that is one document
  const std::string charset_;
  const SourceOptions options_;
  const uint32_t depth_;
  Unpacker unpacker_;
  Status failure_;
  bool done_ = false;
  std::unique_ptr<ArticleSource> member_;  // reads from unpacker_
  Counts ignored_keys_;
  Counts passed_over_;
};

}  // namespace

std::unique_ptr<ArticleSource> MakeArchiveSource(SourceInput input,
                                                 const SourceOptions& options,
                                                 uint32_t depth) {
  return std::make_unique<ArchiveSource>(std::move(input), options, depth);
}

}  // namespace vigie::indexer
