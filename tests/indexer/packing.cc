#include "tests/indexer/packing.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

namespace vigie::indexer {
namespace {

la_ssize_t Append(archive* /*handle*/, void* out, const void* bytes,
                  size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

void Configure(archive* writer, Packing packing) {
  switch (packing) {
    case Packing::kTarGzip:
      archive_write_add_filter_gzip(writer);
      [[fallthrough]];
    case Packing::kTar:
      archive_write_set_format_pax_restricted(writer);
      return;
    case Packing::kZip:
      archive_write_set_format_zip(writer);
      return;
    case Packing::kGzip:
      archive_write_add_filter_gzip(writer);
      break;
    case Packing::kZstd:
      archive_write_add_filter_zstd(writer);
      break;
    case Packing::kXz:
      archive_write_add_filter_xz(writer);
      break;
  }
  archive_write_set_format_raw(writer);
}

}  // namespace

std::string Pack(Packing packing, const std::vector<Member>& members) {
  std::string bytes;
  archive* writer = archive_write_new();
  Configure(writer, packing);
  archive_write_set_bytes_in_last_block(writer, 1);  // no padding
  EXPECT_EQ(archive_write_open(writer, &bytes, nullptr, &Append, nullptr),
            ARCHIVE_OK);
  archive_entry* entry = archive_entry_new();
  for (const Member& member : members) {
    archive_entry_clear(entry);
    archive_entry_set_pathname(entry, member.path.c_str());
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_filetype(entry,
                               member.link.empty() ? AE_IFREG : AE_IFLNK);
    if (!member.link.empty()) {
      archive_entry_set_symlink(entry, member.link.c_str());
    }
    archive_entry_set_size(entry, static_cast<int64_t>(member.content.size()));
    EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK);
    archive_write_data(writer, member.content.data(), member.content.size());
  }
  archive_entry_free(entry);
  EXPECT_EQ(archive_write_free(writer), ARCHIVE_OK);
  return bytes;
}

}  // namespace vigie::indexer
