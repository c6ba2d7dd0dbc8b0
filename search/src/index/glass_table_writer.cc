#include "index/glass_table_writer.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace vigie::index {
namespace {

// A block begins with revision (4 bytes), level (1), free bytes in one piece
// and in all (2 each) and the end of its directory (2).
constexpr uint32_t kHeaderBytes = 11;
constexpr uint32_t kRevision = 1;

// An item of a leaf begins with its size, less 3, under these flags.
constexpr uint32_t kLastPart = 0x4000;
constexpr uint32_t kFirstPart = 0x2000;

// A tag is divided over two blocks unless so little would stay in the first.
constexpr uint32_t kLeastPart = 64;

constexpr size_t kBufferBytes = 1U << 20;

// The shortest beginning of `key` that comes after `before`.
std::string_view Distinguish(std::string_view before, std::string_view key) {
  const size_t limit = std::min(before.size(), key.size());
  size_t same = 0;
  while (same < limit && before[same] == key[same]) ++same;
  return key.substr(0, same + 1);
}

}  // namespace

void GlassTableWriter::Block::Clear() {
  bytes.fill(0);
  directory_end = kHeaderBytes;
  items_begin = kGlassBlockBytes;
}

bool GlassTableWriter::Block::empty() const {
  return directory_end == kHeaderBytes;
}

uint8_t* GlassTableWriter::Block::AddItem(uint32_t size) {
  items_begin -= size;
  PutNumber2(items_begin, &bytes[directory_end]);
  directory_end += 2;
  return &bytes[items_begin];
}

GlassTableWriter::GlassTableWriter(const FileDescriptor& file, std::string path,
                                   WriteHook hook)
    : file_(file),
      path_(std::move(path)),
      hook_(std::move(hook)),
      buffer_(kGlassBlockBytes, '\0') {
  leaf_.Clear();
  AddComponent("", "", 1, true);  // every table begins with the empty key
}

void GlassTableWriter::AddComponent(std::string_view key, std::string_view part,
                                    uint32_t component, bool is_last) {
  const uint32_t number = component > 1 ? 2 : 0;
  const auto size =
      static_cast<uint32_t>(3 + key.size() + number + part.size());
  uint8_t* item = leaf_.AddItem(size);
  PutNumber2((size - 3) | (is_last ? kLastPart : 0) |
                 (component == 1 ? kFirstPart : 0),
             item);
  item[2] = static_cast<uint8_t>(key.size());
  std::memcpy(item + 3, key.data(), key.size());
  if (number > 0) PutNumber2(component, item + 3 + key.size());
  std::memcpy(item + 3 + key.size() + number, part.data(), part.size());
}

Status GlassTableWriter::Add(std::string_view key, std::string_view tag) {
  assert(key.size() <= UINT8_MAX && key > last_key_);
  ++entries_;
  bool done = false;
  for (uint32_t component = 1; !done;) {
    const auto overhead =
        static_cast<uint32_t>(2 + 3 + key.size() + (component > 1 ? 2 : 0));
    const uint32_t room = leaf_.free() > overhead ? leaf_.free() - overhead : 0;
    done = leaf_.free() >= overhead && tag.size() <= room;
    if (!done && room < kLeastPart) {
      Status closed = CloseLeaf();
      if (!closed.ok()) return closed;
      continue;
    }
    if (!leaf_opened_) {
      leaf_first_ = {
          std::string(component > 1 ? key : Distinguish(last_key_, key)),
          component};
      leaf_opened_ = true;
    }
    const size_t size = std::min<size_t>(room, tag.size());
    AddComponent(key, tag.substr(0, size), component++, done);
    tag.remove_prefix(size);
  }
  last_key_ = key;
  return OkStatus();
}

Status GlassTableWriter::CloseLeaf() {
  const Result<uint32_t> number = WriteBlock(0, &leaf_);
  if (!number.ok()) return number.status();
  leaf_.Clear();
  leaf_opened_ = false;
  return AddChild(0, leaf_first_, *number);
}

Status GlassTableWriter::AddChild(size_t level, const Separator& separator,
                                  uint32_t child) {
  if (branches_.size() == level) {
    branches_.emplace_back();
    branches_.back().block.Clear();
    branches_.back().first = separator;
  }
  const auto size = static_cast<uint32_t>(4 + 1 + separator.key.size() + 2);
  if (branches_[level].block.free() < size + 2) {
    const Result<uint32_t> number =
        WriteBlock(static_cast<uint32_t>(level) + 1, &branches_[level].block);
    if (!number.ok()) return number.status();
    const Separator first = branches_[level].first;
    Status added = AddChild(level + 1, first, *number);
    if (!added.ok()) return added;
    branches_[level].block.Clear();
    branches_[level].first = separator;
  }
  uint8_t* item = branches_[level].block.AddItem(size);
  PutNumber4(child, item);
  item[4] = static_cast<uint8_t>(separator.key.size());
  // NOLINTNEXTLINE(bugprone-not-null-terminated-result): its size is stored.
  std::memcpy(item + 5, separator.key.data(), separator.key.size());
  PutNumber2(separator.component, item + 5 + separator.key.size());
  return OkStatus();
}

Result<uint32_t> GlassTableWriter::WriteBlock(uint32_t level, Block* block) {
  PutNumber4(kRevision, block->bytes.data());
  block->bytes[4] = static_cast<uint8_t>(level);
  PutNumber2(block->free(), &block->bytes[5]);
  PutNumber2(block->free(), &block->bytes[7]);
  PutNumber2(block->directory_end, &block->bytes[9]);
  buffer_.append(reinterpret_cast<const char*>(block->bytes.data()),
                 block->bytes.size());
  if (buffer_.size() >= kBufferBytes) {
    Status flushed = Flush();
    if (!flushed.ok()) return flushed;
  }
  return next_block_++;
}

Status GlassTableWriter::Flush() {
  Status done = WriteAll(file_, buffer_.data(), buffer_.size(), path_);
  if (done.ok() && hook_) done = hook_(buffer_.size());
  buffer_.clear();
  return done;
}

Result<GlassRoot> GlassTableWriter::Finish() {
  GlassRoot root;
  root.entries = entries_;
  Result<uint32_t> number = WriteBlock(0, &leaf_);
  if (!number.ok()) return number.status();
  Separator first = leaf_first_;
  for (size_t level = 0; level < branches_.size(); ++level) {
    Status added = AddChild(level, first, *number);
    if (!added.ok()) return added;
    first = branches_[level].first;
    number =
        WriteBlock(static_cast<uint32_t>(level) + 1, &branches_[level].block);
    if (!number.ok()) return number.status();
  }
  Status flushed = Flush();
  if (!flushed.ok()) return flushed;
  root.block = *number;
  root.level = static_cast<uint32_t>(branches_.size());
  root.blocks = next_block_;
  return root;
}

}  // namespace vigie::index
