// The layout of journal files: acknowledged writes that may not be in a sealed
// segment yet.
#ifndef VIGIE_INDEX_JOURNAL_FORMAT_H_
#define VIGIE_INDEX_JOURNAL_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::index {

// Persisted: do not renumber.
enum class RecordKind : uint32_t { kPut = 1, kDelete = 2, kErase = 3 };

struct JournalRecord {
  uint64_t sequence = 0;  // rises by one from record to record, files included
  RecordKind kind = RecordKind::kPut;
  std::string payload;  // write_record.h
};

// "journal-12" begins with the record of sequence 12.
std::string JournalName(uint64_t first_sequence);
std::optional<uint64_t> FirstSequenceOf(std::string_view name);

// What a file says of the one before it, whatever lies in that one beyond.
struct JournalHeader {
  uint64_t first_sequence = 0;
  uint64_t previous_first = 0;  // names it; 0: none was needed
  uint64_t previous_end = 0;    // bytes of it that count
};
inline constexpr size_t kJournalHeaderBytes = 40;
std::string EncodeJournalHeader(const JournalHeader& header);
// Nothing when the bytes are not the header of that file.
std::optional<JournalHeader> DecodeJournalHeader(std::string_view bytes,
                                                 uint64_t first_sequence);

// A group of records that becomes durable together: a mark that says at which
// offset it stands, and that all before it was durable when it was written;
// then the records. REQUIRES records in sequence.
std::string EncodeGroup(const std::vector<JournalRecord>& records,
                        uint64_t first_sequence, uint64_t offset);
// The end of a file that was closed in order.
std::string EncodeSeal(uint64_t first_sequence, uint64_t offset);

// One frame of a file. Views into it.
struct JournalFrame {
  enum class Type : uint8_t { kRecord, kGroup, kSeal };
  Type type = Type::kRecord;
  uint64_t sequence = 0;  // of a record; else 0
  RecordKind kind = RecordKind::kPut;
  std::string_view payload;
  uint32_t records = 0;  // in a group
  size_t end = 0;        // offset of what follows
};

// The frame at `offset` of a file's bytes; nothing when there is none whose
// checksum holds. Marks that stand at another offset than they say, and frames
// of other files, are none.
std::optional<JournalFrame> DecodeFrame(std::string_view file,
                                        uint64_t first_sequence, size_t offset);

// The offset of the first group or seal at or after `offset`.
std::optional<size_t> FindMark(std::string_view file, uint64_t first_sequence,
                               size_t offset);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_JOURNAL_FORMAT_H_
