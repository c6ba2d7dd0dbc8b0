#include "knowledge.h"

#include <map>
#include <utility>

namespace vigie {
namespace {

struct Shared {
  std::mutex mutex;
  std::map<std::string, std::weak_ptr<const Knowledge>> by_identity;
};

Shared& OfThisProcess() {
  static auto* const shared = new Shared();  // lives until the end
  return *shared;
}

}  // namespace

Result<std::shared_ptr<const Knowledge>> Knowledge::Load(
    const std::string& json_lines, const std::string& path,
    const std::string& identity) {
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
