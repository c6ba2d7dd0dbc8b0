#include "entities/unlisted.h"

#include <algorithm>
#include <utility>

#include "entities/surface.h"

namespace vigie::entities {
namespace {

std::string_view BeginningOf(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "person/";
    case EntityType::kOrganization:
      return "org/";
    case EntityType::kAgency:
      return "agency/";
    case EntityType::kPlace:
      return "place/";
    case EntityType::kProduct:
      return "product/";
    case EntityType::kEvent:
      return "event/";
    default:
      return "";
  }
}

}  // namespace

std::string UnlistedId(EntityType type, std::string_view folded) {
  const std::string_view beginning = BeginningOf(type);
  std::string name;
  for (const char c : folded) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.' || c == '_' || c == '+';
    if (kept) name += c;
    if (c == ' ' && !name.empty()) name += '-';
  }
  if (name.empty() || beginning.empty()) return "";
  return std::string(beginning) + name;
}

std::vector<std::string> UnlistedIds(std::string_view folded) {
  std::vector<std::string> ids;
  for (const EntityType type :
       {EntityType::kPerson, EntityType::kOrganization, EntityType::kAgency,
        EntityType::kPlace, EntityType::kProduct, EntityType::kEvent}) {
    std::string id = UnlistedId(type, folded);
    if (!id.empty()) ids.push_back(std::move(id));
  }
  return ids;
}

uint32_t NumberUnlisted(const Dictionary& dictionary, EntityType type,
                        const std::string& id, std::string_view label,
                        Recognition* found) {
  const auto known =
      std::find_if(found->unlisted.begin(), found->unlisted.end(),
                   [&](const Entity& entity) { return entity.id == id; });
  const auto number = static_cast<uint32_t>(known - found->unlisted.begin());
  if (known == found->unlisted.end()) {
    Entity made;
    made.id = id;
    made.type = type;
    made.label = PlainTypography(label);
    found->unlisted.push_back(std::move(made));
  }
  return dictionary.size() + number;
}

EntityType TypeIn(const Dictionary& dictionary, const Recognition& found,
                  uint32_t entity) {
  return entity < dictionary.size()
             ? dictionary.type(entity)
             : found.unlisted[entity - dictionary.size()].type;
}

}  // namespace vigie::entities
