#include "match/entity_names.h"

#include <algorithm>
#include <tuple>

#include "match/catalog.h"
#include "match/posting_cache.h"

namespace vigie::match {
namespace {

// Names of one segment depend on the dictionary too, which whoever holds them
// holds as well.
std::string KeyOf(const index::Segment& segment,
                  const entities::Dictionary* dictionary) {
  return std::to_string(reinterpret_cast<uintptr_t>(dictionary)) + " " +
         ContentKey(segment);
}

}  // namespace

EntityNames::EntityNames(const Catalog& catalog,
                         const entities::Dictionary* dictionary, bool keeps)
    : catalog_(catalog),
      dictionary_(dictionary),
      held_(HeldBySegment<SegmentNames>::HoldAll(
          catalog.segments(), keeps, [&](const index::Segment& segment) {
            return KeyOf(segment, dictionary);
          })) {}

std::vector<NamedEntity> EntityNames::Find(const NamePattern& pattern) const {
  std::vector<NamedEntity> found;
  if (pattern.empty()) return found;
  struct Ranked {
    uint32_t entity = 0;  // as the catalog numbers it
    uint8_t rank = 0;
    uint32_t segment = 0;
    uint32_t name = 0;
  };
  std::vector<Ranked> ranked;
  std::vector<SegmentNames::Found> own;
  std::vector<const SegmentNames*> names;
  for (uint32_t i = 0; i < held_.size(); ++i) {
    const index::Segment& segment = *catalog_.segments()[i];
    names.push_back(&held_[i]->Get([&] {
      return std::make_unique<const SegmentNames>(segment, dictionary_);
    }));
    own.clear();
    names.back()->Find(pattern, &own);
    for (const SegmentNames::Found& one : own) {
      const uint32_t number = catalog_.entity(i, one.entity);
      const CatalogEntity& entity = catalog_.entities()[number];
      // An unlisted entity is named as the first segment that has it does.
      if (!entity.listed &&
          entity.label != segment.entities()[one.entity].label) {
        continue;
      }
      ranked.push_back({number, one.rank, i, one.name});
    }
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(a.entity, a.rank, a.segment, a.name) <
           std::tie(b.entity, b.rank, b.segment, b.name);
  });
  for (const Ranked& one : ranked) {
    if (!found.empty() && found.back().entity == one.entity) continue;
    found.push_back({one.entity, names[one.segment]->AliasOf(one.name),
                     (one.rank & 1U) == 0});
  }
  return found;
}

}  // namespace vigie::match
