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
                          const std::string& path) const {
  ColumnsHeader header;
  std::memcpy(header.magic, kColumnsMagic, sizeof(header.magic));
  header.documents = documents;
  std::array<SectionEntry, kSections> table;
  uint64_t offset = AlignUp(sizeof(header) + sizeof(table));
  for (uint32_t i = 0; i < kSections; ++i) {
    table[i].section = i + 1;
    table[i].offset = offset;
    table[i].bytes = sections_[i].size();
    offset = AlignUp(offset + sections_[i].size());
  }
  header.file_bytes = offset;

  Result<FileDescriptor> file = CreateForWriting(path);
  if (!file.ok()) return file.status();
  Status done = WriteAll(*file, &header, sizeof(header), path);
  if (done.ok()) done = WriteAll(*file, table.data(), sizeof(table), path);
  for (uint32_t i = 0; done.ok() && i < kSections; ++i) {
    constexpr char kPadding[kSectionAlignment] = {};
    const size_t size = sections_[i].size();
    done = WritePieces(*file, sections_[i], hook, path);
    if (done.ok()) done = WriteAll(*file, kPadding, AlignUp(size) - size, path);
  }
  return done.ok() ? SyncFile(*file, path) : done;
}

}  // namespace vigie::index
