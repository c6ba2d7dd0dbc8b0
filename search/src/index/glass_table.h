// Reads the posting table of a single-file glass database in place: a B-tree
// of keys and tags. Whatever the bytes, nothing is read outside of them.
#ifndef VIGIE_INDEX_GLASS_TABLE_H_
#define VIGIE_INDEX_GLASS_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/status.h"

namespace vigie::index {

// Views into bytes that must outlive it. Thread-safe.
class GlassTable {
 public:
  // Of no entries.
  GlassTable() = default;
  // `file` is a whole single-file database, as this library or Xapian 1.4
  // writes it. DATA_LOSS names `path` when its header does not hold.
  static Result<GlassTable> Open(std::string_view file,
                                 const std::string& path);

  // A place among the entries. Of one thread; the table must outlive it.
  class Cursor {
   public:
    explicit Cursor(const GlassTable& table) : table_(table) {}
    // Moves to the first entry whose key is not before `key`. False when there
    // is none, or the blocks do not hold. O(log entries).
    bool Seek(std::string_view key);
    // To the next entry. REQUIRES the last move to have been true.
    bool Next();
    // Both until the cursor moves.
    std::string_view key() const { return item_.key; }
    std::string_view tag();

   private:
    // An item of a leaf: a whole entry or one part of it.
    struct Item {
      std::string_view key;
      std::string_view part;
      bool is_first = false;
      bool is_last = false;
    };
    struct Place {
      const uint8_t* block = nullptr;
      uint32_t at = 0;
      uint32_t items = 0;
    };

    bool Enter(uint32_t block, uint32_t level, Place* place) const;
    bool Descend(std::string_view key, uint32_t block);
    uint32_t FindChild(const Place& place, std::string_view key) const;
    uint32_t FindItem(const Place& place, std::string_view key) const;
    bool ReadItem(const Place& place, uint32_t at, Item* item) const;
    bool ReadChild(const Place& place, uint32_t at, uint32_t* child,
                   std::string_view* key, uint32_t* component) const;
    // To the next item of any kind.
    bool Step();
    bool StepLeaf();

    const GlassTable& table_;
    std::vector<Place> places_;  // by level: the leaf first
    Item item_;
    std::string joined_;  // the tag of an entry of several parts
  };

 private:
  friend class Cursor;
  std::string_view file_;
  uint32_t block_bytes_ = 0;
  uint32_t root_ = 0;
  uint32_t level_ = 0;
  bool empty_ = true;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_GLASS_TABLE_H_
