#include "index/journal_recovery.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "index/file_io.h"
#include "index/journal_watermark.h"
#include "index/manifest_files.h"

namespace vigie::index {
namespace {

// A file ends at 64 MB and the group that crosses it.
constexpr uint64_t kMaxFileBytes = uint64_t{4} << 30;

Status Damaged(const std::string& path, uint64_t byte) {
  return Status(StatusCode::kDataLoss,
                path + " is damaged at byte " + std::to_string(byte) +
                    ", below what was durable: restore a backup, or remove "
                    "the file and lose the writes in it");
}

struct ParsedFile {
  std::vector<JournalRecord> records;
  size_t end = 0;  // of the last frame that holds
  bool sealed = false;
};

// Reads frames up to the first that does not hold or belong there.
ParsedFile Parse(std::string_view bytes, uint64_t first_sequence) {
  ParsedFile parsed;
  parsed.end = kJournalHeaderBytes;
  uint64_t next = first_sequence;
  uint32_t expected = 0;
  while (!parsed.sealed) {
    const std::optional<JournalFrame> frame =
        DecodeFrame(bytes, first_sequence, parsed.end);
    if (!frame.has_value()) break;
    const bool is_record = frame->type == JournalFrame::Type::kRecord;
    if (is_record != (expected > 0)) break;
    if (is_record) {
      if (frame->sequence != next) break;
      parsed.records.push_back(
          {next++, frame->kind, std::string(frame->payload)});
      --expected;
    }
    expected += frame->records;
    parsed.sealed = frame->type == JournalFrame::Type::kSeal;
    parsed.end = frame->end;
  }
  return parsed;
}

struct JournalFile {
  std::string path;
  uint64_t first_sequence = 0;
  std::string bytes;
  std::optional<JournalHeader> header;
};

// The files that may hold something beyond `applied`, in sequence.
Result<std::vector<JournalFile>> LoadFiles(const std::string& directory,
                                           uint64_t applied) {
  std::vector<JournalFile> files;
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) {
    if (names.status().code() == StatusCode::kNotFound) return files;
    return names.status();
  }
  for (const std::string& name : *names) {
    const std::optional<uint64_t> first = FirstSequenceOf(name);
    if (first.has_value()) {
      files.push_back({JoinPath(directory, name), *first, {}, {}});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const JournalFile& a, const JournalFile& b) {
              return a.first_sequence < b.first_sequence;
            });
  size_t covered = 0;
  while (covered + 1 < files.size() &&
         files[covered + 1].first_sequence <= applied + 1) {
    ++covered;
  }
  files.erase(files.begin(),
              files.begin() + static_cast<std::ptrdiff_t>(covered));
  for (JournalFile& file : files) {
    Result<std::string> bytes = ReadFile(file.path, kMaxFileBytes);
    if (!bytes.ok()) return bytes.status();
    file.bytes = *std::move(bytes);
    file.header = DecodeJournalHeader(file.bytes, file.first_sequence);
  }
  return files;
}

// Bytes of that file that the watermark says are durable.
uint64_t DurableEnd(const std::optional<Watermark>& watermark,
                    const JournalFile& file) {
  return watermark && watermark->first_sequence == file.first_sequence
             ? watermark->end
             : 0;
}

// A last file whose header never became durable holds nothing else.
Status DropUnbornFile(const std::optional<Watermark>& watermark,
                      std::vector<JournalFile>* files, uint64_t* torn_bytes) {
  if (files->empty() || files->back().header.has_value()) return OkStatus();
  const JournalFile& last = files->back();
  if (DurableEnd(watermark, last) > 0 ||
      FindMark(last.bytes, last.first_sequence, 0).has_value()) {
    return Damaged(last.path, 0);
  }
  *torn_bytes += last.bytes.size();
  files->pop_back();
  return OkStatus();
}

void TakeRecords(std::vector<JournalRecord> records, uint64_t applied,
                 RecoveredJournal* journal) {
  for (JournalRecord& record : records) {
    if (record.sequence <= applied) continue;
    journal->last_sequence = record.sequence;
    journal->records.push_back(std::move(record));
  }
}

// A file that another follows: all that the follower counts must hold.
Result<ParsedFile> ParseFollowed(const JournalFile& file,
                                 const JournalFile& next) {
  if (!file.header.has_value()) return Damaged(file.path, 0);
  if (!next.header.has_value()) return Damaged(next.path, 0);
  if (next.header->previous_first != file.first_sequence) {
    return Status(
        StatusCode::kDataLoss,
        file.path + " is not followed by the file that " + next.path +
            " comes after: " + JournalName(next.header->previous_first) +
            " is missing from the journal");
  }
  const uint64_t end = next.header->previous_end;
  ParsedFile parsed =
      Parse(std::string_view(file.bytes).substr(0, end), file.first_sequence);
  if (parsed.end != end) return Damaged(file.path, parsed.end);
  if (file.first_sequence + parsed.records.size() != next.first_sequence) {
    return Damaged(file.path, parsed.end);
  }
  return parsed;
}

Result<ParsedFile> ParseLast(const std::optional<Watermark>& watermark,
                             const JournalFile& file, uint64_t* torn_bytes) {
  ParsedFile parsed = Parse(file.bytes, file.first_sequence);
  if (parsed.end < DurableEnd(watermark, file)) {
    return Damaged(file.path, parsed.end);
  }
  if (parsed.end == file.bytes.size()) return parsed;
  // A seal with bytes after it, or a mark further on: what does not hold here
  // was durable.
  if (parsed.sealed ||
      FindMark(file.bytes, file.first_sequence, parsed.end + 1).has_value()) {
    return Damaged(file.path, parsed.end);
  }
  *torn_bytes += file.bytes.size() - parsed.end;
  return parsed;
}

}  // namespace

Result<RecoveredJournal> ReadJournal(const std::string& index_directory,
                                     uint64_t applied_sequence) {
  const std::string directory = JoinPath(index_directory, kJournalDirectory);
  // First: a writer may append meanwhile.
  const std::optional<Watermark> watermark = ReadWatermark(directory);
  Result<std::vector<JournalFile>> files =
      LoadFiles(directory, applied_sequence);
  if (!files.ok()) return files.status();
  RecoveredJournal journal;
  journal.last_sequence = applied_sequence;
  Status born = DropUnbornFile(watermark, &*files, &journal.torn_bytes);
  if (!born.ok()) return born;
  if (files->empty()) return journal;
  if (files->front().first_sequence > applied_sequence + 1) {
    return Status(StatusCode::kDataLoss,
                  JoinPath(directory, JournalName(applied_sequence + 1)) +
                      ", or the file that holds that sequence, is missing");
  }
  for (size_t i = 0; i < files->size(); ++i) {
    Result<ParsedFile> parsed =
        i + 1 < files->size()
            ? ParseFollowed((*files)[i], (*files)[i + 1])
            : ParseLast(watermark, (*files)[i], &journal.torn_bytes);
    if (!parsed.ok()) return parsed.status();
    TakeRecords(std::move(parsed->records), applied_sequence, &journal);
  }
  return journal;
}

Status VerifyJournalFile(const std::string& path, uint64_t first_sequence,
                         uint64_t end) {
  Result<std::string> bytes = ReadFile(path, kMaxFileBytes);
  if (!bytes.ok()) return bytes.status();
  if (!DecodeJournalHeader(*bytes, first_sequence).has_value()) {
    return Damaged(path, 0);
  }
  const ParsedFile parsed =
      Parse(std::string_view(*bytes).substr(0, end), first_sequence);
  return parsed.end == end ? OkStatus() : Damaged(path, parsed.end);
}

Status RemoveJournal(const std::string& index_directory) {
  const std::string directory = JoinPath(index_directory, kJournalDirectory);
  if (!PathExists(directory)) return OkStatus();
  Result<std::vector<std::string>> names = ListDirectory(directory);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    if (!FirstSequenceOf(name).has_value()) continue;
    Status removed = RemovePath(JoinPath(directory, name));
    if (!removed.ok()) return removed;
  }
  RemoveWatermark(directory);
  return SyncPath(directory);
}

}  // namespace vigie::index
