#include "index/journal_writer.h"

#include <algorithm>

#include "index/journal_recovery.h"
#include "index/manifest_files.h"

namespace vigie::index {
namespace {

// Full disk: RESOURCE_EXHAUSTED (DISK_FULL). All else: UNAVAILABLE
// (JOURNAL_FAILED).
Status AsRefusal(const Status& error) {
  if (error.code() == StatusCode::kResourceExhausted) {
    return Status(error.code(),
                  "the journal cannot be written: " + error.message(),
                  "DISK_FULL");
  }
  return Status(StatusCode::kUnavailable,
                "the journal cannot be written: " + error.message() +
                    ": open the writer again once the cause is gone",
                "JOURNAL_FAILED");
}

}  // namespace

JournalWriter::JournalWriter(const std::string& index_directory,
                             uint64_t applied_sequence, uint64_t file_bytes)
    : directory_(JoinPath(index_directory, kJournalDirectory)),
      file_bytes_(file_bytes),
      next_sequence_(applied_sequence + 1) {}

std::string JournalWriter::PathOf(uint64_t first_sequence) const {
  return JoinPath(directory_, JournalName(first_sequence));
}

// The header is durable, and the file's name, before any group counts.
Status JournalWriter::Open() {
  Status made = MakeDirectories(directory_);
  if (!made.ok()) return made;
  header_ = {next_sequence_, previous_first_, previous_end_};
  const std::string path = PathOf(next_sequence_);
  Result<FileDescriptor> file = CreateForWriting(path);
  if (!file.ok()) return file.status();
  file_ = *std::move(file);
  durable_end_ = 0;
  Status written = WriteAndSync(EncodeJournalHeader(header_));
  return written.ok() ? SyncPath(directory_) : written;
}

Status JournalWriter::WriteAndSync(const std::string& bytes) {
  const std::string path = PathOf(header_.first_sequence);
  Status done = WriteAll(file_, bytes.data(), bytes.size(), path);
  if (done.ok()) done = SyncData(file_, path);
  if (!done.ok()) return done;
  durable_end_ += bytes.size();
  bytes_written_ += bytes.size();
  return OkStatus();
}

Status JournalWriter::Append(const std::vector<JournalRecord>& records) {
  if (!failure_.ok()) return failure_;
  Status done = file_.valid() ? OkStatus() : Open();
  if (done.ok()) {
    done = WriteAndSync(
        EncodeGroup(records, header_.first_sequence, durable_end_));
  }
  if (!done.ok()) {
    failure_ = AsRefusal(done);
    return failure_;
  }
  watermark_.Write(directory_, {header_.first_sequence, durable_end_});
  next_sequence_ = records.back().sequence + 1;
  if (durable_end_ >= file_bytes_) CloseFile();
  return OkStatus();
}

void JournalWriter::CloseFile() {
  if (!file_.valid()) return;
  file_.Reset();
  if (next_sequence_ == header_.first_sequence) return;  // holds no record
  closed_.push_back({header_.first_sequence, next_sequence_ - 1});
  previous_first_ = header_.first_sequence;
  previous_end_ = durable_end_;
}

Status JournalWriter::Recover() {
  if (failure_.ok() || failure_.code() != StatusCode::kResourceExhausted) {
    return failure_;
  }
  if (file_.valid() && next_sequence_ > header_.first_sequence) {
    Status intact = VerifyJournalFile(PathOf(header_.first_sequence),
                                      header_.first_sequence, durable_end_);
    if (!intact.ok()) return intact;
  }
  CloseFile();
  failure_ = OkStatus();
  return OkStatus();
}

Status JournalWriter::RemoveApplied(uint64_t applied_sequence,
                                    bool including_open) {
  if (including_open && next_sequence_ <= applied_sequence + 1) CloseFile();
  bool removed_any = false;
  while (!closed_.empty() &&
         closed_.front().last_sequence <= applied_sequence) {
    Status removed = RemovePath(PathOf(closed_.front().first_sequence));
    if (!removed.ok()) return removed;
    closed_.erase(closed_.begin());
    removed_any = true;
  }
  if (!removed_any) return OkStatus();
  if (closed_.empty() && !file_.valid()) watermark_.Remove(directory_);
  return SyncPath(directory_);
}

Status JournalWriter::Seal() {
  if (!failure_.ok() || !file_.valid()) return failure_;
  Status sealed =
      WriteAndSync(EncodeSeal(header_.first_sequence, durable_end_));
  if (!sealed.ok()) failure_ = AsRefusal(sealed);
  if (sealed.ok()) {
    watermark_.Write(directory_, {header_.first_sequence, durable_end_});
  }
  CloseFile();
  return sealed;
}

}  // namespace vigie::index
