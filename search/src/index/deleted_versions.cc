#include "index/deleted_versions.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <utility>

#include "index/file_io.h"
#include "index/open_segments.h"
#include "index/verified_file.h"

namespace vigie::index {
namespace {

// Persisted, little-endian: magic, u32 version, u32 entries; then each entry,
// by rising id: u32 bytes of the id, u64 version, id.
constexpr std::string_view kMagic = "VIGIEDEL";
constexpr uint32_t kVersion = 1;
constexpr std::string_view kName = "deleted-";

template <typename Number>
void Append(Number number, std::string* bytes) {
  bytes->append(reinterpret_cast<const char*>(&number), sizeof(number));
}

template <typename Number>
bool Take(std::string_view* bytes, Number* number) {
  if (bytes->size() < sizeof(Number)) return false;
  std::memcpy(number, bytes->data(), sizeof(Number));
  bytes->remove_prefix(sizeof(Number));
  return true;
}

template <typename Entries>
std::string Encode(const Entries& entries) {
  std::string bytes(kMagic);
  Append(kVersion, &bytes);
  Append(static_cast<uint32_t>(entries.size()), &bytes);
  for (const auto& [id, version] : entries) {
    Append(static_cast<uint32_t>(id.size()), &bytes);
    Append(version, &bytes);
    bytes.append(id);
  }
  return bytes;
}

template <typename Entries>
bool Decode(std::string_view bytes, Entries* entries) {
  uint32_t format = 0;
  uint32_t count = 0;
  if (bytes.substr(0, kMagic.size()) != kMagic) return false;
  bytes.remove_prefix(kMagic.size());
  if (!Take(&bytes, &format) || format != kVersion || !Take(&bytes, &count)) {
    return false;
  }
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t size = 0;
    uint64_t version = 0;
    if (!Take(&bytes, &size) || !Take(&bytes, &version) || bytes.size() < size)
      return false;
    entries->emplace(std::string(bytes.substr(0, size)), version);
    bytes.remove_prefix(size);
  }
  return bytes.empty() && entries->size() == count;
}

uint64_t NumberOf(const std::string& path) {
  return path.size() < kName.size()
             ? 0
             : std::strtoull(path.c_str() + kName.size(), nullptr, 10);
}

}  // namespace

Result<DeletedVersions> DeletedVersions::Load(
    const std::string& directory, const std::vector<FileRecord>& files) {
  DeletedVersions loaded;
  for (const FileRecord& file : files) {
    Result<std::string> bytes = ReadVerified(directory, file);
    if (!bytes.ok()) return bytes.status();
    Layer layer{file, {}};
    if (!Decode(*bytes, &layer.entries)) {
      return Status(StatusCode::kDataLoss,
                    JoinPath(directory, file.path) +
                        " does not hold versions of deleted articles");
    }
    loaded.layers_.push_back(std::make_shared<const Layer>(std::move(layer)));
    loaded.next_file_ = std::max(loaded.next_file_, NumberOf(file.path) + 1);
  }
  return loaded;
}

uint64_t DeletedVersions::Find(std::string_view id) const {
  const auto changed = changed_.find(id);
  if (changed != changed_.end()) return changed->second;
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    const auto entry = (*layer)->entries.find(id);
    if (entry != (*layer)->entries.end()) return entry->second;
  }
  return 0;
}

bool DeletedVersions::Knows(std::string_view id) const {
  return changed_.find(id) != changed_.end() ||
         std::any_of(layers_.begin(), layers_.end(), [id](const auto& layer) {
           return layer->entries.find(id) != layer->entries.end();
         });
}

void DeletedVersions::Set(std::string_view id, uint64_t version) {
  if (Find(id) != version) changed_[std::string(id)] = version;
}

void DeletedVersions::Forget(std::string_view id) {
  const auto changed = changed_.find(id);
  if (changed != changed_.end()) changed_.erase(changed);
  for (std::shared_ptr<const Layer>& layer : layers_) {
    if (layer->entries.count(std::string(id)) == 0) continue;
    Layer without = *layer;
    without.entries.erase(std::string(id));
    layer = std::make_shared<const Layer>(std::move(without));
    forgotten_ = true;
  }
}

Result<std::vector<FileRecord>> DeletedVersions::Write(
    const std::string& directory) {
  if (!changed_.empty() || forgotten_) {
    std::vector<std::shared_ptr<const Layer>> next = layers_;
    Layer newest{{}, changed_};
    while (!next.empty() && (forgotten_ || next.back()->entries.size() <
                                               2 * newest.entries.size())) {
      // What is there already is newer, and stays.
      newest.entries.insert(next.back()->entries.begin(),
                            next.back()->entries.end());
      next.pop_back();
    }
    if (next.empty()) {
      for (auto entry = newest.entries.begin();
           entry != newest.entries.end();) {
        entry =
            entry->second == 0 ? newest.entries.erase(entry) : std::next(entry);
      }
    }
    if (!newest.entries.empty()) {
      const std::string name =
          std::string(kName) + std::to_string(next_file_) + ".bin";
      const std::string bytes = Encode(newest.entries);
      Status written = ReplaceFile(JoinPath(directory, name), bytes);
      if (!written.ok()) return written;
      ++next_file_;
      newest.file = RecordOf(name, bytes);
      next.push_back(std::make_shared<const Layer>(std::move(newest)));
    }
    layers_ = std::move(next);
    changed_.clear();
    forgotten_ = false;
  }
  std::vector<FileRecord> files;
  for (const auto& layer : layers_) files.push_back(layer->file);
  return files;
}

}  // namespace vigie::index
