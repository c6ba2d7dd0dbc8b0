#include "match/facet_columns.h"

#include <array>
#include <cstdio>

#include "vigie/time.h"

namespace vigie::match {
namespace {

// Months are numbered from this January; those outside these years count as
// no month.
constexpr int32_t kFirstYear = 1600;
constexpr int32_t kLastYear = 9999;
constexpr size_t kEntityTypes = 8;

uint32_t MonthOfDay(int32_t day) {
  if (day == index::kNoDay) return kNoValue;
  const CivilDate date = CivilFromDay(day);
  if (date.year < kFirstYear || date.year > kLastYear) return kNoValue;
  return static_cast<uint32_t>((date.year - kFirstYear) * 12 + date.month - 1);
}

std::string MonthName(uint32_t month) {
  std::array<char, 16> name{};
  std::snprintf(name.data(), name.size(), "%04u-%02u", kFirstYear + month / 12,
                month % 12 + 1);
  return name.data();
}

uint32_t MonthNumber(std::string_view name) {
  uint32_t year = 0;
  uint32_t month = 0;
  if (name.size() != 7 || name[4] != '-') return kNoValue;
  for (size_t i = 0; i < name.size(); ++i) {
    if (i == 4) continue;
    if (name[i] < '0' || name[i] > '9') return kNoValue;
    uint32_t& number = i < 4 ? year : month;
    number = number * 10 + static_cast<uint32_t>(name[i] - '0');
  }
  if (year < kFirstYear || month < 1 || month > 12) return kNoValue;
  return (year - kFirstYear) * 12 + month - 1;
}

}  // namespace

Status CheckFacetKey(const FacetKey& key) {
  switch (key.dimension) {
    case FacetDimension::kEntity:
      return OkStatus();
    case FacetDimension::kSource:
    case FacetDimension::kMonth:
    case FacetDimension::kEntityType:
      if (key.entity_type == EntityType::kUnspecified) return OkStatus();
      return Status(StatusCode::kInvalidArgument,
                    "a facet key has an entity type, but its dimension is not "
                    "the entities; leave the type unset",
                    "FACET_KEY");
    case FacetDimension::kUnspecified:
      break;
  }
  return Status(StatusCode::kInvalidArgument,
                "a facet key names no known dimension", "FACET_KEY");
}

void FacetColumns::Read(const FacetKey& key, DocRef ref,
                        std::vector<ValueCount>* values) const {
  values->clear();
  switch (key.dimension) {
    case FacetDimension::kEntity:
      ReadEntities(key, ref, values);
      break;
    case FacetDimension::kSource: {
      const uint32_t source = catalog_.source(ref);
      if (!catalog_.sources()[source].empty()) values->push_back({source, 0});
      break;
    }
    case FacetDimension::kMonth: {
      const uint32_t month = MonthOfDay(catalog_.segment(ref).day(ref.doc));
      if (month != kNoValue) values->push_back({month, 0});
      break;
    }
    case FacetDimension::kEntityType:
      ReadEntityTypes(ref, values);
      break;
    case FacetDimension::kUnspecified:
      break;
  }
}

void FacetColumns::ReadEntities(const FacetKey& key, DocRef ref,
                                std::vector<ValueCount>* values) const {
  for (const index::EntityCount& count :
       catalog_.segment(ref).entity_counts(ref.doc)) {
    const uint32_t entity = catalog_.entity(ref.segment, count.entity);
    if (key.entity_type != EntityType::kUnspecified &&
        catalog_.entities()[entity].type != key.entity_type) {
      continue;
    }
    values->push_back({entity, count.mentions});
  }
}

void FacetColumns::ReadEntityTypes(DocRef ref,
                                   std::vector<ValueCount>* values) const {
  std::array<uint32_t, kEntityTypes> mentions{};
  for (const index::EntityCount& count :
       catalog_.segment(ref).entity_counts(ref.doc)) {
    const uint32_t entity = catalog_.entity(ref.segment, count.entity);
    const auto type = static_cast<size_t>(catalog_.entities()[entity].type);
    if (type < kEntityTypes) mentions[type] += count.mentions;
  }
  for (uint32_t type = 1; type < kEntityTypes; ++type) {
    if (mentions[type] > 0) values->push_back({type, mentions[type]});
  }
}

uint32_t FacetColumns::Number(const FacetKey& key,
                              std::string_view name) const {
  switch (key.dimension) {
    case FacetDimension::kEntity:
      return catalog_.FindEntity(name).value_or(kNoValue);
    case FacetDimension::kSource:
      if (name.empty()) return kNoValue;
      return catalog_.FindSource(name).value_or(kNoValue);
    case FacetDimension::kMonth:
      return MonthNumber(name);
    case FacetDimension::kEntityType: {
      const EntityType type = EntityTypeFromName(name);
      return EntityTypeName(type) == name && type != EntityType::kUnspecified
                 ? static_cast<uint32_t>(type)
                 : kNoValue;
    }
    case FacetDimension::kUnspecified:
      break;
  }
  return kNoValue;
}

std::string FacetColumns::Name(const FacetKey& key, uint32_t value) const {
  switch (key.dimension) {
    case FacetDimension::kEntity:
      return catalog_.entities()[value].id;
    case FacetDimension::kSource:
      return catalog_.sources()[value];
    case FacetDimension::kMonth:
      return MonthName(value);
    case FacetDimension::kEntityType:
      return std::string(EntityTypeName(static_cast<EntityType>(value)));
    case FacetDimension::kUnspecified:
      break;
  }
  return "";
}

FacetValue FacetColumns::Describe(const FacetKey& key,
                                  const std::string& name) const {
  FacetValue value;
  value.value = name;
  value.label = name;
  if (key.dimension == FacetDimension::kEntity) {
    const CatalogEntity entity = catalog_.DescribeEntity(name);
    value.label = entity.label.empty() ? name : entity.label;
    value.entity_type = entity.type;
  }
  return value;
}

}  // namespace vigie::match
