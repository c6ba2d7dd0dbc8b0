#include "index/text_blocks.h"

#include <zstd.h>

#include <atomic>
#include <memory>
#include <utility>

namespace vigie::index {
namespace {

constexpr int kZstdLevel = 3;

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
Status Decompress(std::string_view frame, char* block, size_t size) {
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
  const size_t decoded = ZSTD_decompressDCtx(context.get(), block, size,
                                             frame.data(), frame.size());
  return ZSTD_isError(decoded) != 0 || decoded != size ? BrokenBlock()
                                                       : OkStatus();
}

// A block in memory that is reused, and filled with zeros when it grows alone.
class BlockBuffer {
 public:
  Status Read(std::string_view frame) {
    const Result<size_t> size = BlockBytes(frame);
    if (!size.ok()) return size.status();
    if (*size > bytes_.size()) bytes_.resize(*size);
    size_ = *size;
    return Decompress(frame, bytes_.data(), size_);
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
  if (!open_.empty() && open_.size() + bytes.size() > kTextBlockBytes) {
    Status done = Finish();
    if (!done.ok()) return done;
  }
  const BlockPlace place = {static_cast<uint32_t>(begin_.size() - 1),
                            static_cast<uint32_t>(open_.size())};
  open_.append(bytes);
  return place;
}

Result<uint32_t> TextBlocksWriter::AddFrame(std::string_view frame) {
  Status done = Finish();
  if (!done.ok()) return done;
  bytes_.append(frame);
  begin_.push_back(bytes_.size());
  return static_cast<uint32_t>(begin_.size() - 2);
}

Status TextBlocksWriter::Finish() {
  if (open_.empty()) return OkStatus();
  const size_t before = bytes_.size();
  bytes_.resize(before + ZSTD_compressBound(open_.size()));
  const size_t stored =
      ZSTD_compress(bytes_.data() + before, bytes_.size() - before,
                    open_.data(), open_.size(), kZstdLevel);
  if (ZSTD_isError(stored) != 0) {
    bytes_.resize(before);
    return Status(
        StatusCode::kResourceExhausted,
        std::string("cannot compress a text: ") + ZSTD_getErrorName(stored));
  }
  bytes_.resize(before + stored);
  begin_.push_back(bytes_.size());
  open_.clear();
  return OkStatus();
}

uint32_t TextBlocksWriter::Append(const TextBlocksWriter& other) {
  const auto first = static_cast<uint32_t>(begin_.size() - 1);
  const uint64_t before = bytes_.size();
  bytes_.append(other.bytes_);
  for (size_t i = 1; i < other.begin_.size(); ++i) {
    begin_.push_back(before + other.begin_[i]);
  }
  return first;
}

Status ReadTextBlock(std::string_view frame, std::string* block) {
  const Result<size_t> size = BlockBytes(frame);
  if (!size.ok()) return size.status();
  block->resize(*size);
  return Decompress(frame, block->data(), *size);
}

uint64_t NextBlockOwner() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

Result<std::string_view> ReadTextBlockAgain(uint64_t owner, uint32_t block,
                                            std::string_view frame) {
  struct Kept {
    uint64_t owner = 0;  // none
    uint32_t block = 0;
    BlockBuffer buffer;
  };
  thread_local Kept kept;
  if (kept.owner != owner || kept.block != block) {
    kept.owner = 0;
    Status read = kept.buffer.Read(frame);
    if (!read.ok()) return read;
    kept.owner = owner;
    kept.block = block;
  }
  return kept.buffer.bytes();
}

}  // namespace vigie::index
