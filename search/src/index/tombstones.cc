#include "index/tombstones.h"

#include <cstring>

namespace vigie::index {
namespace {

constexpr char kMagic[8] = {'V', 'I', 'G', 'I', 'E', 'T', 'M', 'B'};
constexpr uint32_t kVersion = 1;

// Persisted, little-endian; the bitmap follows as 64-bit words, bit 0 of the
// first word being document 0.
struct Header {
  char magic[8];
  uint32_t version = kVersion;
  uint32_t documents = 0;
  uint32_t count = 0;
  uint32_t reserved = 0;
};
static_assert(sizeof(Header) == 24);

}  // namespace

Tombstones::Tombstones(uint32_t documents)
    : documents_(documents), words_((uint64_t{documents} + 63) / 64) {}

Result<Tombstones> Tombstones::Decode(std::string_view bytes,
                                      uint32_t documents,
                                      const std::string& path) {
  const Status broken(StatusCode::kDataLoss,
                      path + " is not the tombstones of its segment");
  Header header;
  if (bytes.size() < sizeof(header)) return broken;
  std::memcpy(&header, bytes.data(), sizeof(header));
  bytes.remove_prefix(sizeof(header));
  Tombstones tombstones(documents);
  if (std::memcmp(header.magic, kMagic, sizeof(kMagic)) != 0 ||
      header.version != kVersion || header.documents != documents ||
      bytes.size() != tombstones.words_.size() * sizeof(uint64_t)) {
    return broken;
  }
  if (!bytes.empty()) {
    std::memcpy(tombstones.words_.data(), bytes.data(), bytes.size());
  }
  for (const uint64_t word : tombstones.words_) {
    tombstones.count_ += static_cast<uint32_t>(__builtin_popcountll(word));
  }
  const bool bits_past_the_end =
      documents % 64 != 0 && tombstones.words_.back() >> (documents % 64) != 0;
  if (bits_past_the_end || tombstones.count_ != header.count) return broken;
  return tombstones;
}

std::string Tombstones::Encode() const {
  Header header;
  std::memcpy(header.magic, kMagic, sizeof(header.magic));
  header.documents = documents_;
  header.count = count_;
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof(header));
  bytes.append(reinterpret_cast<const char*>(words_.data()),
               words_.size() * sizeof(uint64_t));
  return bytes;
}

void Tombstones::Set(uint32_t doc) {
  uint64_t& word = words_[doc / 64];
  const uint64_t bit = uint64_t{1} << (doc % 64);
  if ((word & bit) == 0) ++count_;
  word |= bit;
}

std::string TombstonesName(std::string_view segment, uint64_t revision) {
  const std::string_view number = segment.substr(segment.find('-') + 1);
  return std::string("tombstones-")
      .append(number)
      .append("-")
      .append(std::to_string(revision))
      .append(".bin");
}

}  // namespace vigie::index
