#include "index/journal_format.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>

#include "index/checksum.h"

namespace vigie::index {
namespace {

// Persisted, little-endian. A header: magic, u32 version, u32 CRC32C of the
// three numbers that follow.
constexpr std::string_view kMagic = "VIGIEJNL";
constexpr uint32_t kVersion = 1;
// A frame: u32 CRC32C of what follows it (begun with the file's first
// sequence, so that no frame counts in another file), u32 bytes of the
// payload, u32 kind, u64 sequence, payload.
constexpr size_t kFrameBytes = 20;
constexpr uint32_t kGroupKind = 16;
constexpr uint32_t kSealKind = 17;
// The payload of a mark: these bytes, which no UTF-8 text holds, u64 offset of
// the frame, u32 records.
constexpr std::string_view kMark = "\xFFVIGIE\xFEM";
constexpr size_t kMarkBytes = 8 + 8 + 4;
static_assert(kMark.size() == 8);

constexpr std::string_view kName = "journal-";

template <typename Number>
void Append(Number number, std::string* bytes) {
  bytes->append(reinterpret_cast<const char*>(&number), sizeof(number));
}

// REQUIRES that many bytes there.
template <typename Number>
Number At(std::string_view bytes, size_t offset) {
  Number number;
  std::memcpy(&number, bytes.data() + offset, sizeof(number));
  return number;
}

uint32_t Checksum(uint64_t first_sequence, std::string_view bytes) {
  const uint32_t seed = Crc32c(0, &first_sequence, sizeof(first_sequence));
  return Crc32c(seed, bytes.data(), bytes.size());
}

void AppendFrame(uint64_t first_sequence, uint32_t kind, uint64_t sequence,
                 std::string_view payload, std::string* bytes) {
  const size_t begin = bytes->size();
  Append(uint32_t{0}, bytes);
  Append(static_cast<uint32_t>(payload.size()), bytes);
  Append(kind, bytes);
  Append(sequence, bytes);
  bytes->append(payload);
  const uint32_t checksum =
      Checksum(first_sequence,
               std::string_view(*bytes).substr(begin + sizeof(uint32_t)));
  std::memcpy(bytes->data() + begin, &checksum, sizeof(checksum));
}

std::string Mark(uint64_t offset, uint32_t records) {
  std::string payload(kMark);
  Append(offset, &payload);
  Append(records, &payload);
  return payload;
}

// Reads what is particular to its kind; false when it is no such frame.
bool Interpret(uint32_t kind, size_t offset, JournalFrame* frame) {
  if (kind == kGroupKind || kind == kSealKind) {
    if (frame->payload.size() != kMarkBytes ||
        frame->payload.substr(0, kMark.size()) != kMark ||
        At<uint64_t>(frame->payload, kMark.size()) != offset) {
      return false;
    }
    frame->type = kind == kSealKind ? JournalFrame::Type::kSeal
                                    : JournalFrame::Type::kGroup;
    frame->records = At<uint32_t>(frame->payload, kMark.size() + 8);
    return true;
  }
  frame->kind = static_cast<RecordKind>(kind);
  return frame->kind == RecordKind::kPut ||
         frame->kind == RecordKind::kDelete ||
         frame->kind == RecordKind::kErase;
}

}  // namespace

std::string JournalName(uint64_t first_sequence) {
  return std::string(kName) + std::to_string(first_sequence);
}

std::optional<uint64_t> FirstSequenceOf(std::string_view name) {
  if (name.substr(0, kName.size()) != kName) return {};
  const std::string digits(name.substr(kName.size()));
  if (digits.empty() || digits.size() > 19 ||
      !std::all_of(digits.begin(), digits.end(),
                   [](unsigned char c) { return std::isdigit(c) != 0; })) {
    return {};
  }
  return std::strtoull(digits.c_str(), nullptr, 10);
}

std::string EncodeJournalHeader(const JournalHeader& header) {
  std::string numbers;
  Append(header.first_sequence, &numbers);
  Append(header.previous_first, &numbers);
  Append(header.previous_end, &numbers);
  std::string bytes(kMagic);
  Append(kVersion, &bytes);
  Append(Crc32c(0, numbers.data(), numbers.size()), &bytes);
  return bytes + numbers;
}

std::optional<JournalHeader> DecodeJournalHeader(std::string_view bytes,
                                                 uint64_t first_sequence) {
  if (bytes.size() < kJournalHeaderBytes) return {};
  const JournalHeader header{At<uint64_t>(bytes, 16), At<uint64_t>(bytes, 24),
                             At<uint64_t>(bytes, 32)};
  if (header.first_sequence != first_sequence ||
      bytes.substr(0, kJournalHeaderBytes) != EncodeJournalHeader(header)) {
    return {};
  }
  return header;
}

std::string EncodeGroup(const std::vector<JournalRecord>& records,
                        uint64_t first_sequence, uint64_t offset) {
  std::string bytes;
  AppendFrame(first_sequence, kGroupKind, 0,
              Mark(offset, static_cast<uint32_t>(records.size())), &bytes);
  for (const JournalRecord& record : records) {
    AppendFrame(first_sequence, static_cast<uint32_t>(record.kind),
                record.sequence, record.payload, &bytes);
  }
  return bytes;
}

std::string EncodeSeal(uint64_t first_sequence, uint64_t offset) {
  std::string bytes;
  AppendFrame(first_sequence, kSealKind, 0, Mark(offset, 0), &bytes);
  return bytes;
}

std::optional<JournalFrame> DecodeFrame(std::string_view file,
                                        uint64_t first_sequence,
                                        size_t offset) {
  if (offset > file.size() || file.size() - offset < kFrameBytes) return {};
  const std::string_view rest = file.substr(offset);
  const auto bytes = At<uint32_t>(rest, 4);
  if (rest.size() - kFrameBytes < bytes) return {};
  const std::string_view checked = rest.substr(4, kFrameBytes - 4 + bytes);
  if (At<uint32_t>(rest, 0) != Checksum(first_sequence, checked)) return {};
  JournalFrame frame;
  frame.sequence = At<uint64_t>(rest, 12);
  frame.payload = rest.substr(kFrameBytes, bytes);
  frame.end = offset + kFrameBytes + bytes;
  if (!Interpret(At<uint32_t>(rest, 8), offset, &frame)) return {};
  return frame;
}

std::optional<size_t> FindMark(std::string_view file, uint64_t first_sequence,
                               size_t offset) {
  size_t at = file.find(kMark, std::min(file.size(), offset + kFrameBytes));
  for (; at != std::string_view::npos; at = file.find(kMark, at + 1)) {
    const std::optional<JournalFrame> frame =
        DecodeFrame(file, first_sequence, at - kFrameBytes);
    if (frame.has_value() && frame->type != JournalFrame::Type::kRecord) {
      return at - kFrameBytes;
    }
  }
  return {};
}

}  // namespace vigie::index
