// Texts of several articles compressed together.
#ifndef VIGIE_INDEX_TEXT_BLOCKS_H_
#define VIGIE_INDEX_TEXT_BLOCKS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/file_io.h"
#include "index/text_dictionary.h"
#include "vigie/status.h"

namespace vigie::index {

// Bytes of a block before it is closed; one long article may exceed it. With a
// dictionary, small ones take no more room, and less time to read an article.
inline constexpr size_t kTextBlockBytes = 32U << 10;
inline constexpr size_t kSmallTextBlockBytes = 4U << 10;
// What articles are accepted with is far below; a larger claim is damage, and
// must not make the reader allocate.
inline constexpr uint64_t kMostBlockBytes = 1U << 28;

// Where bytes lie once their block is decompressed.
struct BlockPlace {
  uint32_t block = 0;
  uint32_t begin = 0;
};

// Not thread-safe.
class TextBlocksWriter {
 public:
  // Blocks of kTextBlockBytes, without a dictionary.
  TextBlocksWriter() = default;
  // With the dictionary that these bytes are, blocks of kSmallTextBlockBytes.
  TextBlocksWriter(std::string_view dictionary, TextDictionary parsed)
      : block_bytes_(kSmallTextBlockBytes),
        encoder_(dictionary),
        own_(std::move(parsed)) {}

  // Bytes added together stand together in one block.
  Result<BlockPlace> Add(std::string_view bytes);
  // Memory for as many compressed bytes at once.
  void Reserve(uint64_t bytes) { bytes_.reserve(bytes); }
  // A block as another writer compressed it; returns its number.
  Result<uint32_t> AddFrame(std::string_view frame,
                            const TextDictionary& dictionary);
  // Compresses what is left.
  Status Finish();
  // All of `other`, which is finished; its blocks follow those here, which are
  // finished too. Returns the number of its first block.
  uint32_t Append(const TextBlocksWriter& other);

  uint32_t blocks() const { return static_cast<uint32_t>(begin_.size() - 1); }
  // A finished block, decompressed, as ReadTextBlock. REQUIRES block <
  // blocks().
  Status Read(uint32_t block, std::string* bytes) const;
  const std::vector<uint64_t>& begin() const { return begin_; }
  const std::string& bytes() const { return bytes_; }

 private:
  // What the blocks from `first` on are decoded with.
  struct Decoded {
    uint32_t first = 0;
    TextDictionary dictionary;
  };

  // The next block is decoded with that.
  void Decode(const TextDictionary& dictionary);

  size_t block_bytes_ = kTextBlockBytes;
  TextEncoder encoder_;
  TextDictionary own_;
  std::string open_;
  std::vector<uint64_t> begin_ = {0};  // per block and one: into bytes_
  std::string bytes_;
  std::vector<Decoded> decoded_;  // by rising first
};

// Puts the decompressed block into `block`, whose memory it reuses. DATA_LOSS
// when `frame` does not decode.
Status ReadTextBlock(std::string_view frame, const TextDictionary& dictionary,
                     std::string* block);

// Names the frames of one file among all that the process has opened.
uint64_t NextBlockOwner();

// A block as it is stored: mapped, or where in a file as many bytes lie. A
// mapping takes two page faults for each block that is read alone, and has to
// be given back.
struct StoredFrame {
  std::string_view mapped;
  const FileDescriptor* file = nullptr;
  uint64_t offset = 0;
};

// As ReadTextBlock; the thread keeps its last block, since articles are mostly
// read in the order in which they are stored. Valid until the thread's next
// call.
Result<std::string_view> ReadTextBlockAgain(uint64_t owner, uint32_t block,
                                            const StoredFrame& frame,
                                            const TextDictionary& dictionary);

}  // namespace vigie::index

#endif  // VIGIE_INDEX_TEXT_BLOCKS_H_
