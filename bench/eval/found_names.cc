#include "bench/eval/found_names.h"

#include <optional>

#include "entities/model_names.h"

namespace vigie::eval {
namespace {

using entities::ModelType;

std::optional<ModelType> TypeOf(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return ModelType::kPerson;
    case EntityType::kOrganization:
    case EntityType::kAgency:
      return ModelType::kOrganization;
    case EntityType::kPlace:
      return ModelType::kPlace;
    case EntityType::kProduct:
      return ModelType::kProduct;
    case EntityType::kEvent:
      return ModelType::kEvent;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<GoldName> FoundNames(const entities::Recognition& found,
                                 const entities::Dictionary& dictionary,
                                 std::string_view text) {
  std::vector<GoldName> names;
  for (const entities::FoundMention& mention : found.mentions) {
    const auto type =
        TypeOf(entities::ViewEntity(dictionary, found, mention.entity).type);
    if (!type.has_value() || entities::IsDescription(mention, text)) continue;
    if (!names.empty() && names.back().range.end > mention.range.begin) {
      continue;
    }
    names.push_back({mention.range, *type});
  }
  return names;
}

}  // namespace vigie::eval
