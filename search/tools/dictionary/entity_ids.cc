#include "tools/dictionary/entity_ids.h"

#include "analysis/analyzer.h"

namespace vigie::tools {

std::string SlugOf(std::string_view name) {
  std::string slug;
  for (const char c : analysis::FoldName(name)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) slug.push_back(c);
    if (!kept && !slug.empty() && slug.back() != '-') slug.push_back('-');
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

std::string IdPrefix(EntityType type) {
  if (type == EntityType::kOrganization) return "org/";
  return std::string(EntityTypeName(type)) + '/';
}

}  // namespace vigie::tools
