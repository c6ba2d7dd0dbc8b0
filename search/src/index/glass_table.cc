#include "index/glass_table.h"

#include <algorithm>
#include <cstring>

#include "index/varint.h"

namespace vigie::index {
namespace {

constexpr std::string_view kMagic = "\x0f\x0dXapian Glass";
// Magic, version and uuid.
constexpr size_t kBeforeRevision = 14 + 2 + 16;
constexpr uint32_t kRootIsFake = 1;
constexpr uint32_t kBlockUnit = 2048;
constexpr uint32_t kMostBlockBytes = 65'536;
constexpr uint32_t kMostLevels = 10;

// A block begins with revision (4 bytes), level (1), free bytes in one piece
// and in all (2 each) and the end of its directory (2).
constexpr uint32_t kHeaderBytes = 11;
constexpr uint32_t kLevelAt = 4;
constexpr uint32_t kDirectoryEndAt = 9;

// An item of a leaf begins with its size, less 3, under flags.
constexpr uint32_t kLastPart = 0x4000;
constexpr uint32_t kFirstPart = 0x2000;
constexpr uint32_t kSizeBits = 0x1FFF;

uint32_t Number2(const uint8_t* at) {
  return static_cast<uint32_t>(at[0]) << 8 | at[1];
}
uint32_t Number4(const uint8_t* at) {
  return Number2(at) << 16 | Number2(at + 2);
}
std::string_view View(const uint8_t* at, size_t size) {
  return {reinterpret_cast<const char*>(at), size};
}

}  // namespace

Result<GlassTable> GlassTable::Open(std::string_view file,
                                    const std::string& path) {
  const auto damaged = [&path] {
    return Status(StatusCode::kDataLoss,
                  path + " does not begin as a database of postings");
  };
  if (file.size() < kBeforeRevision || file.substr(0, 14) != kMagic) {
    return damaged();
  }
  const auto* at =
      reinterpret_cast<const uint8_t*>(file.data()) + kBeforeRevision;
  const uint8_t* end = at + std::min<size_t>(file.size() - kBeforeRevision, 64);
  TakeVarint(&at, end);  // revision
  GlassTable table;
  table.file_ = file;
  table.root_ = TakeVarint(&at, end);
  const uint32_t flags = TakeVarint(&at, end);
  TakeVarint(&at, end);  // entries
  table.level_ = flags >> 2;
  table.block_bytes_ = TakeVarint(&at, end) * kBlockUnit;
  table.empty_ = (flags & kRootIsFake) != 0;
  if (table.level_ >= kMostLevels || table.block_bytes_ == 0 ||
      table.block_bytes_ > kMostBlockBytes) {
    return damaged();
  }
  return table;
}

bool GlassTable::Cursor::Enter(uint32_t block, uint32_t level,
                               Place* place) const {
  const uint64_t begin = uint64_t{block} * table_.block_bytes_;
  if (begin + table_.block_bytes_ > table_.file_.size()) return false;
  place->block = reinterpret_cast<const uint8_t*>(table_.file_.data()) + begin;
  const uint32_t directory_end = Number2(place->block + kDirectoryEndAt);
  if (place->block[kLevelAt] != level || directory_end < kHeaderBytes ||
      directory_end > table_.block_bytes_) {
    return false;
  }
  place->items = (directory_end - kHeaderBytes) / 2;
  place->at = 0;
  return place->items > 0;
}

bool GlassTable::Cursor::ReadItem(const Place& place, uint32_t at,
                                  Item* item) const {
  const uint32_t begin = Number2(place.block + kHeaderBytes + 2 * at);
  if (begin + 3 > table_.block_bytes_) return false;
  const uint8_t* bytes = place.block + begin;
  const uint32_t info = Number2(bytes);
  const uint32_t size = (info & kSizeBits) + 3;
  item->is_first = (info & kFirstPart) != 0;
  item->is_last = (info & kLastPart) != 0;
  const uint32_t head = 3U + bytes[2] + (item->is_first ? 0 : 2);
  if (begin + size > table_.block_bytes_ || head > size) return false;
  item->key = View(bytes + 3, bytes[2]);
  item->part = View(bytes + head, size - head);
  return true;
}

bool GlassTable::Cursor::ReadChild(const Place& place, uint32_t at,
                                   uint32_t* child, std::string_view* key,
                                   uint32_t* component) const {
  const uint32_t begin = Number2(place.block + kHeaderBytes + 2 * at);
  if (begin + 5 > table_.block_bytes_) return false;
  const uint8_t* bytes = place.block + begin;
  const uint32_t size = bytes[4];
  if (begin + 5 + size + 2 > table_.block_bytes_) return false;
  *child = Number4(bytes);
  *key = View(bytes + 5, size);
  *component = Number2(bytes + 5 + size);
  return true;
}

// The last child that may hold the beginning of the entry with that key.
uint32_t GlassTable::Cursor::FindChild(const Place& place,
                                       std::string_view key) const {
  uint32_t low = 0;
  uint32_t high = place.items;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    uint32_t child = 0;
    uint32_t component = 0;
    std::string_view separator;
    if (!ReadChild(place, middle, &child, &separator, &component)) return low;
    const int order = separator.compare(key);
    (order < 0 || (order == 0 && component <= 1) ? low : high) = middle;
  }
  return low;
}

uint32_t GlassTable::Cursor::FindItem(const Place& place,
                                      std::string_view key) const {
  uint32_t low = 0;
  uint32_t high = place.items;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    Item item;
    if (!ReadItem(place, middle, &item)) return place.items;
    if (item.key < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool GlassTable::Cursor::Descend(std::string_view key, uint32_t block) {
  places_.assign(table_.level_ + 1, {});
  for (uint32_t level = table_.level_;; --level) {
    Place* place = &places_[level];
    if (!Enter(block, level, place)) return false;
    if (level == 0) {
      place->at = FindItem(*place, key);
      return true;
    }
    place->at = FindChild(*place, key);
    uint32_t component = 0;
    std::string_view separator;
    if (!ReadChild(*place, place->at, &block, &separator, &component)) {
      return false;
    }
  }
}

bool GlassTable::Cursor::Seek(std::string_view key) {
  if (table_.empty_ || !Descend(key, table_.root_)) return false;
  if (places_[0].at == places_[0].items && !StepLeaf()) return false;
  if (!ReadItem(places_[0], places_[0].at, &item_)) return false;
  return item_.is_first || Next();
}

bool GlassTable::Cursor::StepLeaf() {
  uint32_t level = 1;
  while (level <= table_.level_ &&
         places_[level].at + 1 >= places_[level].items) {
    ++level;
  }
  if (level > table_.level_) return false;
  ++places_[level].at;
  for (; level > 0; --level) {
    uint32_t child = 0;
    uint32_t component = 0;
    std::string_view separator;
    if (!ReadChild(places_[level], places_[level].at, &child, &separator,
                   &component) ||
        !Enter(child, level - 1, &places_[level - 1])) {
      return false;
    }
  }
  return true;
}

bool GlassTable::Cursor::Step() {
  Place* leaf = places_.data();
  if (++leaf->at >= leaf->items && !StepLeaf()) return false;
  return ReadItem(*leaf, leaf->at, &item_);
}

bool GlassTable::Cursor::Next() {
  do {
    if (!Step()) return false;
  } while (!item_.is_first);
  return true;
}

std::string_view GlassTable::Cursor::tag() {
  if (item_.is_last) return item_.part;
  const Item first = item_;
  const std::vector<Place> places = places_;
  joined_ = first.part;
  while (Step() && !item_.is_first) {
    joined_ += item_.part;
    if (item_.is_last) break;
  }
  item_ = first;
  places_ = places;
  return joined_;
}

}  // namespace vigie::index
