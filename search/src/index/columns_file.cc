#include "index/columns_file.h"

#include <cstring>

#include "index/file_io.h"

namespace vigie::index {
namespace {

uint64_t AlignUp(uint64_t offset) {
  return (offset + kSectionAlignment - 1) / kSectionAlignment *
         kSectionAlignment;
}

// In pieces, so that the hook is told often.
Status WritePieces(const FileDescriptor& file, std::string_view bytes,
                   const WriteHook& hook, const std::string& path) {
  constexpr size_t kPieceBytes = 1U << 20;
  Status done;
  while (done.ok() && !bytes.empty()) {
    const std::string_view piece = bytes.substr(0, kPieceBytes);
    done = WriteAll(file, piece.data(), piece.size(), path);
    if (done.ok() && hook) done = hook(piece.size());
    bytes.remove_prefix(piece.size());
  }
  return done;
}

}  // namespace

Status ColumnsFile::Write(uint32_t documents, const WriteHook& hook,
                          const std::string& path, const SetLast& set_last) {
  struct {
    ColumnsHeader header;
    std::array<SectionEntry, kSections> table;
  } front;
  static_assert(sizeof(front) % kSectionAlignment == 0);
  std::memcpy(front.header.magic, kColumnsMagic, sizeof(kColumnsMagic));
  front.header.documents = documents;
  Result<FileDescriptor> file = CreateForWriting(path);
  if (!file.ok()) return file.status();
  // Keeps the place of what is known in the end.
  Status done = WriteAll(*file, &front, sizeof(front), path);
  uint64_t offset = sizeof(front);
  for (uint32_t i = 0; done.ok() && i < kSections; ++i) {
    constexpr char kPadding[kSectionAlignment] = {};
    if (i + 1 == static_cast<uint32_t>(Section::kDenseRows)) set_last(this);
    const size_t size = sections_[i].size();
    front.table[i] = {i + 1, 0, offset, size};
    offset = AlignUp(offset + size);
    done = WritePieces(*file, sections_[i], hook, path);
    if (done.ok()) done = WriteAll(*file, kPadding, AlignUp(size) - size, path);
  }
  front.header.file_bytes = offset;
  if (done.ok()) done = WriteAt(*file, 0, &front, sizeof(front), path);
  return done.ok() ? SyncFile(*file, path) : done;
}

}  // namespace vigie::index
