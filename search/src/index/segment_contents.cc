#include "index/segment_contents.h"

#include <tuple>

#include "index/file_stamp.h"

namespace vigie::index {

bool operator<(const HeldContents::File& a, const HeldContents::File& b) {
  return std::tie(a.device, a.inode, a.bytes, a.crc32c) <
         std::tie(b.device, b.inode, b.bytes, b.crc32c);
}

bool operator<(const HeldContents::Files& a, const HeldContents::Files& b) {
  return std::tie(a.database, a.columns) < std::tie(b.database, b.columns);
}

std::optional<HeldContents::Files> HeldContents::FilesOf(
    const FileDescriptor& database, uint32_t database_crc32c,
    const FileDescriptor& columns, uint32_t columns_crc32c) {
  const Result<FileStamp> first = StampOf(database, "");
  const Result<FileStamp> second = StampOf(columns, "");
  if (!first.ok() || !second.ok()) return std::nullopt;
  return Files{{first->device, first->inode, first->bytes, database_crc32c},
               {second->device, second->inode, second->bytes, columns_crc32c}};
}

SegmentContentsPtr HeldContents::Find(const Files& files) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = held_.find(files);
  SegmentContentsPtr contents =
      found == held_.end() ? nullptr : found->second.lock();
  return contents == nullptr || contents->damaged() ? nullptr : contents;
}

void HeldContents::Hold(const Files& files,
                        const SegmentContentsPtr& contents) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto at = held_.begin(); at != held_.end();) {
    at = at->second.expired() ? held_.erase(at) : std::next(at);
  }
  held_[files] = contents;
}

HeldContents& HeldContents::OfThisProcess() {
  static auto* const held = new HeldContents();  // lives until the end
  return *held;
}

}  // namespace vigie::index
