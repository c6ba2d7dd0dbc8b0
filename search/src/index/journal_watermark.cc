#include "index/journal_watermark.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "index/checksum.h"

namespace vigie::index {
namespace {

constexpr const char* kWatermarkName = "durable";

// Numbers of 8 bytes: first sequence, end, CRC32C of both.
using Layout = std::array<uint64_t, 3>;

uint64_t ChecksumOf(const Layout& layout) {
  return Crc32c(0, layout.data(), 2 * sizeof(uint64_t));
}

}  // namespace

void WatermarkWriter::Write(const std::string& journal_directory,
                            const Watermark& watermark) {
  if (!file_.valid()) {
    const std::string path = JoinPath(journal_directory, kWatermarkName);
    file_ = FileDescriptor(::open(
        path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!file_.valid()) return;
  }
  Layout layout = {watermark.first_sequence, watermark.end, 0};
  layout[2] = ChecksumOf(layout);
  if (::pwrite(file_.get(), layout.data(), sizeof(layout), 0) < 0) {
    file_.Reset();
  }
}

void WatermarkWriter::Remove(const std::string& journal_directory) {
  file_.Reset();
  RemoveWatermark(journal_directory);
}

void RemoveWatermark(const std::string& journal_directory) {
  IgnoreError(RemovePath(JoinPath(journal_directory, kWatermarkName)),
              "it names no file that is there");
}

std::optional<Watermark> ReadWatermark(const std::string& journal_directory) {
  const Result<std::string> bytes =
      ReadFile(JoinPath(journal_directory, kWatermarkName), sizeof(Layout));
  if (!bytes.ok() || bytes->size() != sizeof(Layout)) return {};
  Layout layout;
  std::memcpy(layout.data(), bytes->data(), sizeof(layout));
  if (layout[2] != ChecksumOf(layout)) return {};
  return Watermark{layout[0], layout[1]};
}

}  // namespace vigie::index
