#include "wire/convert_facet.h"

#include "wire/convert_mention.h"

namespace vigie::wire {

static_assert(static_cast<int>(FacetDimension::kEntity) ==
              v1::FACET_DIMENSION_ENTITY);
static_assert(static_cast<int>(FacetDimension::kEntityType) ==
              v1::FACET_DIMENSION_ENTITY_TYPE);
static_assert(static_cast<int>(FacetDimension::kDay) ==
              v1::FACET_DIMENSION_DAY);
static_assert(static_cast<int>(FacetDimension::kWeek) ==
              v1::FACET_DIMENSION_WEEK);
static_assert(v1::FacetDimension_MAX == v1::FACET_DIMENSION_WEEK);

FacetKey FromProto(const v1::FacetKey& from) {
  FacetKey to;
  if (v1::FacetDimension_IsValid(from.dimension())) {
    to.dimension = static_cast<FacetDimension>(from.dimension());
  }
  to.entity_type = FromProto(from.entity_type());
  to.attribute = from.attribute();
  return to;
}

FacetSelection FromProto(const v1::FacetSelection& from) {
  FacetSelection to;
  to.key = FromProto(from.key());
  to.mode = from.mode() == v1::FacetSelection::MODE_AND
                ? FacetSelection::Mode::kAnd
                : FacetSelection::Mode::kOr;
  to.include.assign(from.include().begin(), from.include().end());
  to.exclude.assign(from.exclude().begin(), from.exclude().end());
  return to;
}

FacetRequest FromProto(const v1::FacetRequest& from) {
  FacetRequest to;
  to.key = FromProto(from.key());
  if (from.has_limit()) to.limit = from.limit();
  to.matching = from.matching();
  to.surfaces = from.surfaces();
  return to;
}

void ToProto(const FacetKey& from, v1::FacetKey* to) {
  to->set_dimension(static_cast<v1::FacetDimension>(from.dimension));
  to->set_entity_type(ToProto(from.entity_type));
  to->set_attribute(from.attribute);
}

void ToProto(const Facet& from, v1::Facet* to) {
  ToProto(from.key, to->mutable_key());
  for (const FacetValue& value : from.values) {
    v1::FacetValue* added = to->add_values();
    added->set_value(value.value);
    added->set_label(value.label);
    added->set_entity_type(ToProto(value.entity_type));
    added->set_articles(value.articles);
    added->set_mentions(value.mentions);
    added->set_selected(value.selected);
    added->set_excluded(value.excluded);
    added->set_alias(value.alias);
    for (const FacetSurface& surface : value.surfaces) {
      v1::FacetSurface* way = added->add_surfaces();
      way->set_surface(surface.surface);
      way->set_articles(surface.articles);
      way->set_mentions(surface.mentions);
    }
    added->set_unlisted(value.unlisted);
  }
  to->set_distinct(from.distinct);
  to->set_missing(from.missing);
  to->set_other(from.other);
  to->set_exact(from.exact);
}

}  // namespace vigie::wire
