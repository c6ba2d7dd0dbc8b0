// Writes the blocks of one table of a single-file glass database, bottom up:
// keys come in order, so that every block is written once, full.
#ifndef VIGIE_INDEX_GLASS_TABLE_WRITER_H_
#define VIGIE_INDEX_GLASS_TABLE_WRITER_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/file_io.h"
#include "index/glass_encoding.h"
#include "index/write_hook.h"
#include "vigie/status.h"

namespace vigie::index {

// Where the tree begins.
struct GlassRoot {
  uint32_t block = 0;
  uint32_t level = 0;
  uint32_t entries = 0;
  uint32_t blocks = 0;  // of the file, block 0 included
};

// Not thread-safe.
class GlassTableWriter {
 public:
  // Appends to `file`, which is empty and must outlive the writer; leaves
  // block 0 to be written later.
  GlassTableWriter(const FileDescriptor& file, std::string path,
                   WriteHook hook);

  // REQUIRES keys in strictly rising order of their bytes, of at most 255.
  Status Add(std::string_view key, std::string_view tag);

  Result<GlassRoot> Finish();

 private:
  // A block that is being filled: a directory that grows up from the header,
  // items that grow down from the end.
  struct Block {
    std::array<uint8_t, kGlassBlockBytes> bytes{};
    uint32_t directory_end = 0;
    uint32_t items_begin = 0;

    void Clear();
    bool empty() const;
    uint32_t free() const { return items_begin - directory_end; }
    // Room for one more item; REQUIRES size + 2 <= free().
    uint8_t* AddItem(uint32_t size);
  };
  // What tells a block from the one before it.
  struct Separator {
    std::string key;
    uint32_t component = 0;
  };
  struct Branch {
    Block block;
    Separator first;
  };

  void AddComponent(std::string_view key, std::string_view part,
                    uint32_t component, bool is_last);
  Status CloseLeaf();
  Status AddChild(size_t level, const Separator& separator, uint32_t child);
  Result<uint32_t> WriteBlock(uint32_t level, Block* block);
  Status Flush();

  const FileDescriptor& file_;
  std::string path_;
  WriteHook hook_;
  std::string buffer_;
  uint32_t next_block_ = 1;
  uint32_t entries_ = 0;
  Block leaf_;
  Separator leaf_first_;
  bool leaf_opened_ = true;  // leaf_first_ is set
  std::string last_key_;
  std::vector<Branch> branches_;  // from the leaves up
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_GLASS_TABLE_WRITER_H_
