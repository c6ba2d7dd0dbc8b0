#include "client/facet_keys.h"

#include <array>

namespace vigie::client {
namespace {

constexpr char kAttributeSign = '@';

struct KeyName {
  v1::FacetDimension dimension;
  v1::EntityType type;
  std::string_view english;
  std::string_view french;
  std::string_view folded;     // French without accents
  std::string_view irregular;  // a plural that takes no "s", or empty
  const char* title_fr;
  const char* title_en;
};

constexpr std::array<KeyName, 17> kKeys = {{
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_PERSON, "person", "personne",
     "personne", "people", "Personnes", "People"},
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_ORGANIZATION, "organization",
     "organisation", "organisation", "", "Organisations", "Organizations"},
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_AGENCY, "agency", "agence",
     "agence", "agencies", "Agences de presse", "Press agencies"},
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_PLACE, "place", "lieu", "lieu",
     "lieux", "Lieux", "Places"},
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_PRODUCT, "product", "produit",
     "produit", "", "Produits", "Products"},
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_EVENT, "event", "événement",
     "evenement", "", "Événements", "Events"},
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_CONCEPT, "concept", "concept",
     "concept", "", "Concepts", "Concepts"},
    {v1::FACET_DIMENSION_ENTITY, v1::ENTITY_TYPE_UNSPECIFIED, "entity",
     "entité", "entite", "entities", "Entités", "Entities"},
    {v1::FACET_DIMENSION_SOURCE, v1::ENTITY_TYPE_UNSPECIFIED, "source",
     "source", "source", "", "Sources", "Sources"},
    {v1::FACET_DIMENSION_YEAR, v1::ENTITY_TYPE_UNSPECIFIED, "year", "année",
     "annee", "", "Années", "Years"},
    {v1::FACET_DIMENSION_DAY, v1::ENTITY_TYPE_UNSPECIFIED, "day", "jour",
     "jour", "", "Jours", "Days"},
    {v1::FACET_DIMENSION_MONTH, v1::ENTITY_TYPE_UNSPECIFIED, "month", "mois",
     "mois", "", "Mois", "Months"},
    {v1::FACET_DIMENSION_WEEK, v1::ENTITY_TYPE_UNSPECIFIED, "week", "semaine",
     "semaine", "", "Semaines", "Weeks"},
    {v1::FACET_DIMENSION_AUTHOR, v1::ENTITY_TYPE_UNSPECIFIED, "author",
     "auteur", "auteur", "", "Auteurs", "Authors"},
    {v1::FACET_DIMENSION_SECTION, v1::ENTITY_TYPE_UNSPECIFIED, "section",
     "rubrique", "rubrique", "", "Rubriques", "Sections"},
    {v1::FACET_DIMENSION_LANGUAGE, v1::ENTITY_TYPE_UNSPECIFIED, "language",
     "langue", "langue", "", "Langues", "Languages"},
    {v1::FACET_DIMENSION_ENTITY_TYPE, v1::ENTITY_TYPE_UNSPECIFIED, "type",
     "type", "type", "", "Types", "Types"},
}};

bool Names(const KeyName& key, std::string_view name) {
  if (name.empty()) return false;
  if (name == key.irregular) return true;
  const std::string_view singular =
      name.back() == 's' ? name.substr(0, name.size() - 1) : name;
  for (const std::string_view known : {key.english, key.french, key.folded}) {
    if (name == known || singular == known) return true;
  }
  return false;
}

const KeyName* Find(v1::FacetDimension dimension, v1::EntityType type) {
  for (const KeyName& key : kKeys) {
    if (key.dimension == dimension && key.type == type) return &key;
  }
  return nullptr;
}

}  // namespace

std::optional<v1::FacetKey> FacetKeyFromName(std::string_view name) {
  if (name.size() > 1 && name.front() == kAttributeSign) {
    v1::FacetKey key;
    key.set_dimension(v1::FACET_DIMENSION_ATTRIBUTE);
    key.set_attribute(std::string(name.substr(1)));
    return key;
  }
  for (const KeyName& known : kKeys) {
    if (!Names(known, name)) continue;
    v1::FacetKey key;
    key.set_dimension(known.dimension);
    key.set_entity_type(known.type);
    return key;
  }
  return std::nullopt;
}

std::optional<v1::EntityType> EntityTypeFromName(std::string_view name) {
  const std::optional<v1::FacetKey> key = FacetKeyFromName(name);
  if (!key || key->entity_type() == v1::ENTITY_TYPE_UNSPECIFIED) {
    return std::nullopt;
  }
  return key->entity_type();
}

std::string FacetTitle(const v1::FacetKey& key, Language language) {
  if (key.dimension() == v1::FACET_DIMENSION_ATTRIBUTE) return key.attribute();
  const KeyName* known = Find(key.dimension(), key.entity_type());
  return known == nullptr ? "?"
                          : Say(language, known->title_fr, known->title_en);
}

std::string EntityTypeLabel(v1::EntityType type, Language language) {
  const KeyName* known = Find(v1::FACET_DIMENSION_ENTITY, type);
  if (known == nullptr || type == v1::ENTITY_TYPE_UNSPECIFIED) {
    return Say(language, "texte", "text");
  }
  return std::string(language == Language::kFrench ? known->french
                                                   : known->english);
}

std::vector<std::string> FacetKeyNames(Language language) {
  std::vector<std::string> names;
  for (const KeyName& key : kKeys) {
    names.emplace_back(language == Language::kFrench ? key.french
                                                     : key.english);
  }
  return names;
}

std::string KnownFacetKeys(Language language) {
  std::string names;
  for (const std::string& name : FacetKeyNames(language)) names += name + ", ";
  return names + Say(language, "@attribut", "@attribute");
}

}  // namespace vigie::client
