#include "client/facet_keys.h"

#include <gtest/gtest.h>

#include <vector>

namespace vigie::client {
namespace {

struct Row {
  v1::FacetDimension dimension;
  v1::EntityType type;
  std::vector<const char*> names;
};

const std::vector<Row>& Rows() {
  static const std::vector<Row> kRows = {
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_PERSON,
       {"person", "persons", "people", "personne", "personnes"}},
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_ORGANIZATION,
       {"organization", "organizations", "organisation", "organisations"}},
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_AGENCY,
       {"agency", "agencies", "agence", "agences"}},
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_PLACE,
       {"place", "places", "lieu", "lieux"}},
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_PRODUCT,
       {"product", "products", "produit", "produits"}},
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_EVENT,
       {"event", "événement", "événements", "evenement", "evenements"}},
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_CONCEPT,
       {"concept", "concepts"}},
      {v1::FACET_DIMENSION_ENTITY,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"entity", "entities", "entité", "entités", "entite", "entites"}},
      {v1::FACET_DIMENSION_SOURCE,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"source", "sources"}},
      {v1::FACET_DIMENSION_YEAR,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"year", "years", "année", "années", "annee", "annees"}},
      {v1::FACET_DIMENSION_DAY,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"day", "days", "jour", "jours"}},
      {v1::FACET_DIMENSION_MONTH,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"month", "months", "mois"}},
      {v1::FACET_DIMENSION_WEEK,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"week", "weeks", "semaine", "semaines"}},
      {v1::FACET_DIMENSION_AUTHOR,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"author", "authors", "auteur", "auteurs"}},
      {v1::FACET_DIMENSION_SECTION,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"section", "sections", "rubrique", "rubriques"}},
      {v1::FACET_DIMENSION_LANGUAGE,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"language", "languages", "langue", "langues"}},
      {v1::FACET_DIMENSION_ENTITY_TYPE,
       v1::ENTITY_TYPE_UNSPECIFIED,
       {"type", "types"}},
  };
  return kRows;
}

TEST(FacetKeyFromName, KnowsFrenchAndEnglishSingularAndPlural) {
  for (const Row& row : Rows()) {
    for (const char* name : row.names) {
      const std::optional<v1::FacetKey> key = FacetKeyFromName(name);
      ASSERT_TRUE(key.has_value()) << name;
      EXPECT_EQ(key->dimension(), row.dimension) << name;
      EXPECT_EQ(key->entity_type(), row.type) << name;
    }
  }
}

TEST(FacetKeyFromName, TakesTheNameOfAnAttributeAfterASign) {
  const std::optional<v1::FacetKey> key = FacetKeyFromName("@rubrique");
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->dimension(), v1::FACET_DIMENSION_ATTRIBUTE);
  EXPECT_EQ(key->attribute(), "rubrique");
  EXPECT_EQ(FacetTitle(*key, Language::kFrench), "rubrique");
  EXPECT_FALSE(FacetKeyFromName("@").has_value());
}

TEST(FacetKeyFromName, IsEmptyForOtherNames) {
  for (const char* name : {"", "s", "ss", "moi", "sourcess", "personness",
                           "lieuxs", "peoples", "auteure", "source ", "date"}) {
    EXPECT_FALSE(FacetKeyFromName(name).has_value()) << name;
  }
}

TEST(EntityTypeFromName, IsEmptyForKeysThatAreNoType) {
  EXPECT_EQ(EntityTypeFromName("organisations"), v1::ENTITY_TYPE_ORGANIZATION);
  for (const char* name : {"entity", "source", "mois", "type", "", "x"}) {
    EXPECT_FALSE(EntityTypeFromName(name).has_value()) << name;
  }
}

TEST(FacetTitle, IsInTheLanguageOfTheUser) {
  v1::FacetKey key = *FacetKeyFromName("person");
  EXPECT_EQ(FacetTitle(key, Language::kFrench), "Personnes");
  EXPECT_EQ(FacetTitle(key, Language::kEnglish), "People");
  key.set_entity_type(v1::ENTITY_TYPE_UNSPECIFIED);
  EXPECT_EQ(FacetTitle(key, Language::kFrench), "Entités");
  key.set_dimension(v1::FACET_DIMENSION_UNSPECIFIED);
  EXPECT_EQ(FacetTitle(key, Language::kFrench), "?");
}

TEST(EntityTypeLabel, IsTextForMatchesWithoutEntity) {
  EXPECT_EQ(EntityTypeLabel(v1::ENTITY_TYPE_EVENT, Language::kFrench),
            "événement");
  EXPECT_EQ(EntityTypeLabel(v1::ENTITY_TYPE_EVENT, Language::kEnglish),
            "event");
  EXPECT_EQ(EntityTypeLabel(v1::ENTITY_TYPE_UNSPECIFIED, Language::kFrench),
            "texte");
  EXPECT_EQ(
      EntityTypeLabel(static_cast<v1::EntityType>(99), Language::kEnglish),
      "text");
}

TEST(KnownFacetKeys, AreAllAccepted) {
  const std::string names = KnownFacetKeys(Language::kFrench);
  size_t count = 0;
  for (size_t begin = 0; begin < names.size(); ++count) {
    const size_t end = std::min(names.find(", ", begin), names.size());
    EXPECT_TRUE(FacetKeyFromName(names.substr(begin, end - begin)).has_value());
    begin = end + 2;
  }
  EXPECT_EQ(count, Rows().size() + 1);  // and @attribute
}

}  // namespace
}  // namespace vigie::client
