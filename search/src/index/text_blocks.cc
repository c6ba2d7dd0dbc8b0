#include "index/text_blocks.h"

#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <memory>
#include <utility>

namespace vigie::index {
namespace {

Status BrokenBlock() {
  return Status(StatusCode::kDataLoss, "a block of texts does not decompress");
}

// What the frame says that it holds.
Result<size_t> BlockBytes(std::string_view frame) {
  const unsigned long long size =
      ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > kMostBlockBytes) return BrokenBlock();
  return static_cast<size_t>(size);
}

// Into exactly `size` bytes.
Status Decompress(std::string_view frame, const TextDictionary& dictionary,
                  char* block, size_t size) {
  // Making a context takes longer than decoding a block.
  struct FreeContext {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(
      ZSTD_createDCtx());
  if (context == nullptr) {
    return Status(StatusCode::kResourceExhausted,
                  "no memory to decompress a block of texts");
  }
  const size_t decoded = ZSTD_decompress_usingDDict(
      context.get(), block, size, frame.data(), frame.size(), dictionary.get());
  return ZSTD_isError(decoded) != 0 || decoded != size ? BrokenBlock()
                                                       : OkStatus();
}

// Valid until the thread's next call.
Result<std::string_view> BytesOf(const StoredFrame& frame) {
  if (frame.file == nullptr) return frame.mapped;
  thread_local std::string bytes;
  const size_t size = frame.mapped.size();
  if (size > bytes.size()) bytes.resize(size);
  Status read =
      ReadAt(*frame.file, frame.offset, bytes.data(), size, "a block of texts");
  if (!read.ok()) return read;
  return std::string_view(bytes).substr(0, size);
}

// A block in memory that is reused, and filled with zeros when it grows alone.
class BlockBuffer {
 public:
  Status Read(std::string_view frame, const TextDictionary& dictionary) {
    const Result<size_t> size = BlockBytes(frame);
    if (!size.ok()) return size.status();
    if (*size > bytes_.size()) bytes_.resize(*size);
    size_ = *size;
    return Decompress(frame, dictionary, bytes_.data(), size_);
  }
  std::string_view bytes() const {
    return std::string_view(bytes_).substr(0, size_);
  }

 private:
  std::string bytes_;
  size_t size_ = 0;
};

}  // namespace

Result<BlockPlace> TextBlocksWriter::Add(std::string_view bytes) {
  if (!open_.empty() && open_.size() + bytes.size() > block_bytes_) {
    Status done = Finish();
    if (!done.ok()) return done;
  }
  const BlockPlace place = {static_cast<uint32_t>(begin_.size() - 1),
                            static_cast<uint32_t>(open_.size())};
  open_.append(bytes);
  return place;
}

Result<uint32_t> TextBlocksWriter::AddFrame(std::string_view frame,
                                            const TextDictionary& dictionary) {
  Status done = Finish();
  if (!done.ok()) return done;
  Decode(dictionary);
  bytes_.append(frame);
  begin_.push_back(bytes_.size());
  return static_cast<uint32_t>(begin_.size() - 2);
}

Status TextBlocksWriter::Finish() {
  if (open_.empty()) return OkStatus();
  Decode(own_);
  Status done = encoder_.Append(open_, &bytes_);
  if (!done.ok()) return done;
  begin_.push_back(bytes_.size());
  open_.clear();
  return OkStatus();
}

uint32_t TextBlocksWriter::Append(const TextBlocksWriter& other) {
  const uint32_t first = blocks();
  const uint64_t before = bytes_.size();
  bytes_.append(other.bytes_);
  for (size_t i = 1; i < other.begin_.size(); ++i) {
    begin_.push_back(before + other.begin_[i]);
  }
  for (const Decoded& decoded : other.decoded_) {
    decoded_.push_back({first + decoded.first, decoded.dictionary});
  }
  return first;
}

Status TextBlocksWriter::Read(uint32_t block, std::string* bytes) const {
  const auto next = std::upper_bound(
      decoded_.begin(), decoded_.end(), block,
      [](uint32_t at, const Decoded& decoded) { return at < decoded.first; });
  return ReadTextBlock(std::string_view(bytes_).substr(
                           begin_[block], begin_[block + 1] - begin_[block]),
                       std::prev(next)->dictionary, bytes);
}

void TextBlocksWriter::Decode(const TextDictionary& dictionary) {
  if (decoded_.empty() ||
      decoded_.back().dictionary.get() != dictionary.get()) {
    decoded_.push_back({blocks(), dictionary});
  }
}

Status ReadTextBlock(std::string_view frame, const TextDictionary& dictionary,
                     std::string* block) {
  const Result<size_t> size = BlockBytes(frame);
  if (!size.ok()) return size.status();
  block->resize(*size);
  return Decompress(frame, dictionary, block->data(), *size);
}

uint64_t NextBlockOwner() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

Result<std::string_view> ReadTextBlockAgain(uint64_t owner, uint32_t block,
                                            const StoredFrame& frame,
                                            const TextDictionary& dictionary) {
  struct Kept {
    uint64_t owner = 0;  // none
    uint32_t block = 0;
    BlockBuffer buffer;
  };
  thread_local Kept kept;
  if (kept.owner != owner || kept.block != block) {
    kept.owner = 0;
    const Result<std::string_view> bytes = BytesOf(frame);
    if (!bytes.ok()) return bytes.status();
    Status read = kept.buffer.Read(*bytes, dictionary);
    if (!read.ok()) return read;
    kept.owner = owner;
    kept.block = block;
  }
  return kept.buffer.bytes();
}

}  // namespace vigie::index
