#include "match/facet_columns.h"

#include <array>

#include "index/attribute_columns.h"
#include "match/facet_dates.h"

namespace vigie::match {
namespace {

constexpr size_t kEntityTypes = 8;

// Of kAuthor, kSection and kLanguage.
std::string_view FieldOf(FacetDimension dimension) {
  if (dimension == FacetDimension::kAuthor) return index::kFieldAuthor;
  return dimension == FacetDimension::kSection ? index::kFieldSection
                                               : index::kFieldLanguage;
}

}  // namespace

Status CheckFacetKey(const FacetKey& key) {
  const auto invalid = [](std::string message) {
    return Status(StatusCode::kInvalidArgument, std::move(message),
                  "FACET_KEY");
  };
  if (key.dimension == FacetDimension::kUnspecified ||
      key.dimension > FacetDimension::kWeek) {
    return invalid("a facet key names no known dimension");
  }
  if (key.entity_type != EntityType::kUnspecified &&
      key.dimension != FacetDimension::kEntity) {
    return invalid(
        "a facet key has an entity type, but its dimension is not the "
        "entities; leave the type unset");
  }
  if (!key.attribute.empty() && key.attribute.front() == ':') {
    return invalid("a facet key has the name of no attribute");
  }
  if (key.attribute.empty() != (key.dimension != FacetDimension::kAttribute)) {
    return invalid(
        "a facet key has the name of an attribute if and only if its "
        "dimension is the attributes");
  }
  return OkStatus();
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
      if (catalog_.sources()[source].empty()) break;
      values->push_back({source, Mentions(ref)});
      break;
    }
    case FacetDimension::kYear:
    case FacetDimension::kMonth:
    case FacetDimension::kWeek:
    case FacetDimension::kDay: {
      const uint32_t date =
          DateOfDay(key.dimension, catalog_.segment(ref).day(ref.doc));
      if (date != kNoValue) values->push_back({date, Mentions(ref)});
      break;
    }
    case FacetDimension::kAuthor:
    case FacetDimension::kSection:
    case FacetDimension::kLanguage: {
      std::vector<uint32_t> numbers;
      catalog_.ReadField(FieldOf(key.dimension), ref, &numbers);
      const uint32_t mentions = numbers.empty() ? 0 : Mentions(ref);
      for (const uint32_t number : numbers) {
        values->push_back({number, mentions});
      }
      break;
    }
    case FacetDimension::kAttribute:
      ReadAttribute(key, ref, values);
      break;
    case FacetDimension::kEntityType:
      ReadEntityTypes(ref, values);
      break;
    case FacetDimension::kUnspecified:
      break;
  }
}

std::string FacetColumns::Attribute(const FacetKey& key) const {
  switch (key.dimension) {
    case FacetDimension::kAttribute:
      return key.attribute;
    case FacetDimension::kAuthor:
    case FacetDimension::kSection:
    case FacetDimension::kLanguage:
      return catalog_.has_fields() ? std::string(FieldOf(key.dimension)) : "";
    default:
      return "";
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

void FacetColumns::ReadAttribute(const FacetKey& key, DocRef ref,
                                 std::vector<ValueCount>* values) const {
  for (const uint32_t local : catalog_.segment(ref).attributes(ref.doc)) {
    const uint32_t value = catalog_.attribute_value(ref.segment, local);
    if (catalog_.attribute_values()[value].name == key.attribute) {
      values->push_back({value, Mentions(ref)});
    }
  }
}

uint32_t FacetColumns::Mentions(DocRef ref) const {
  const auto totals = catalog_.segment(ref).mention_totals();
  return totals.size == 0 ? 0 : totals[ref.doc];
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
    case FacetDimension::kYear:
    case FacetDimension::kMonth:
    case FacetDimension::kWeek:
    case FacetDimension::kDay:
      return DateNumber(key.dimension, name);
    case FacetDimension::kAuthor:
    case FacetDimension::kSection:
    case FacetDimension::kLanguage:
      return catalog_.FindFieldValue(FieldOf(key.dimension), name)
          .value_or(kNoValue);
    case FacetDimension::kAttribute:
      return catalog_.FindAttributeValue(key.attribute, name)
          .value_or(kNoValue);
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
      return std::string(catalog_.entities()[value].id);
    case FacetDimension::kSource:
      return catalog_.sources()[value];
    case FacetDimension::kYear:
    case FacetDimension::kMonth:
    case FacetDimension::kWeek:
    case FacetDimension::kDay:
      return DateName(key.dimension, value);
    case FacetDimension::kAuthor:
    case FacetDimension::kSection:
    case FacetDimension::kLanguage:
      return std::string(catalog_.field_value(value));
    case FacetDimension::kAttribute:
      return std::string(catalog_.attribute_values()[value].value);
    case FacetDimension::kEntityType:
      return std::string(EntityTypeName(static_cast<EntityType>(value)));
    case FacetDimension::kUnspecified:
      break;
  }
  return "";
}

bool FacetColumns::NameBefore(const FacetKey& key, uint32_t a,
                              uint32_t b) const {
  switch (key.dimension) {
    case FacetDimension::kEntity:
      return catalog_.entities()[a].id < catalog_.entities()[b].id;
    case FacetDimension::kAttribute:
      return catalog_.attribute_values()[a].value <
             catalog_.attribute_values()[b].value;
    default:
      return Name(key, a) < Name(key, b);
  }
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
    value.unlisted = entity.unlisted;
  }
  return value;
}

}  // namespace vigie::match
