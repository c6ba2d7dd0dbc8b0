#include "knowledge.h"

#include <cstdint>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "index/checksum.h"

namespace vigie {
namespace {

// Size, hash and checksum of a dictionary.
using Identity = std::tuple<size_t, size_t, uint32_t>;

Identity IdentityOf(std::string_view json_lines) {
  return {json_lines.size(), std::hash<std::string_view>()(json_lines),
          index::Crc32c(0, json_lines.data(), json_lines.size())};
}

struct Shared {
  std::mutex mutex;
  std::map<Identity, std::weak_ptr<const Knowledge>> by_identity;
};

Shared& OfThisProcess() {
  static auto* const shared = new Shared();  // lives until the end
  return *shared;
}

}  // namespace

Result<std::shared_ptr<const Knowledge>> Knowledge::Load(
    std::string_view json_lines, const std::string& path) {
  const Identity identity = IdentityOf(json_lines);
  Shared& shared = OfThisProcess();
  {
    const std::lock_guard<std::mutex> lock(shared.mutex);
    const auto found = shared.by_identity.find(identity);
    if (found != shared.by_identity.end()) {
      if (auto knowledge = found->second.lock()) return knowledge;
      shared.by_identity.erase(found);
    }
  }
  auto dictionary = entities::Dictionary::Parse(json_lines, path);
  if (!dictionary.ok()) return dictionary.status();
  auto knowledge =
      std::make_shared<const Knowledge>(std::move(dictionary).value());
  const std::lock_guard<std::mutex> lock(shared.mutex);
  shared.by_identity[identity] = knowledge;
  return knowledge;
}

}  // namespace vigie
