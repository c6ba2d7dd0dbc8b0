#include "tools/dictionary/open_sources.h"

#include <array>
#include <map>

namespace vigie::tools {
namespace {

constexpr EntityType kOrg = EntityType::kOrganization;
constexpr EntityType kPlace = EntityType::kPlace;
constexpr EntityType kPerson = EntityType::kPerson;
constexpr EntityType kProduct = EntityType::kProduct;
constexpr EntityType kEvent = EntityType::kEvent;

// The first rule whose file equals and whose subtype begins the row's counts.
struct SourceRule {
  std::string_view file;
  std::string_view subtype;
  OpenKind kind;
};

constexpr SourceRule kRules[] = {
    {"places_cldr_fr",
     "pays",
     {kPlace, "country", 0, Trust::kSure, Context::kCountry}},
    {"places_cldr_fr",
     "région",
     {kPlace, "region", 0, Trust::kSure, Context::kCountry}},
    {"places_cldr_fr",
     "ville",
     {kPlace, "city", 2, Trust::kSure, Context::kTown}},
    {"places_world_naturalearth",
     "capitale",
     {kPlace, "city", 1, Trust::kSure, Context::kTown}},
    {"places_world_naturalearth",
     "ville",
     {kPlace, "city", 4, Trust::kFair, Context::kTown}},
    {"places_world_naturalearth",
     "",
     {kPlace, "water", 5, Trust::kFair, Context::kTown}},
    {"places_fr",
     "region",
     {kPlace, "region", 1, Trust::kSure, Context::kRegion}},
    {"places_fr",
     "departement",
     {kPlace, "department", 3, Trust::kSure, Context::kRegion}},
    {"places_fr",
     "commune",
     {kPlace, "city", 8, Trust::kVeiled, Context::kTown}},
    {"places_cldr_subdivisions_fr",
     "",
     {kPlace, "region", 7, Trust::kFair, Context::kRegion}},
    {"curated_fr_orgs_events", "compétition", {kEvent, "", 10, Trust::kSure}},
    {"curated_fr_orgs_events", "salon", {kEvent, "", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "produit",
     {kProduct, "software", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "armement",
     {kProduct, "hardware", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "parti",
     {kOrg, "party", 10, Trust::kSure, Context::kParty}},
    {"curated_fr_orgs_events",
     "institut de",
     {kOrg, "company", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "institution",
     {kOrg, "institution", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "organisation",
     {kOrg, "intergovernmental", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "entreprise",
     {kOrg, "company", 10, Trust::kSure}},
    {"curated_fr_orgs_events", "startup", {kOrg, "company", 10, Trust::kSure}},
    {"curated_fr_orgs_events", "tech", {kOrg, "company", 10, Trust::kSure}},
    {"curated_fr_orgs_events", "ONG", {kOrg, "ngo", 10, Trust::kSure}},
    {"curated_fr_orgs_events", "syndicat", {kOrg, "union", 10, Trust::kSure}},
    {"curated_fr_orgs_events", "presse", {kOrg, "media", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "grande",
     {kOrg, "university", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "université",
     {kOrg, "university", 10, Trust::kSure}},
    {"curated_fr_orgs_events",
     "sport",
     {kOrg, "club", 10, Trust::kSure, Context::kFootball}},
    {"curated_fr_orgs_events",
     "groupe",
     {kOrg, "armed-group", 10, Trust::kSure}},
    {"medias_fr_mdiplo", "Presse", {kOrg, "media", 12, Trust::kFair}},
    {"medias_fr_mdiplo", "Radio", {kOrg, "media", 12, Trust::kFair}},
    {"medias_fr_mdiplo", "Télévision", {kOrg, "media", 12, Trust::kFair}},
    {"medias_fr_mdiplo", "Site", {kOrg, "media", 12, Trust::kFair}},
    {"medias_fr_mdiplo", "groupe", {kOrg, "company", 13, Trust::kFair}},
    {"medias_fr_mdiplo",
     "propriétaire",
     {kPerson, "business", 13, Trust::kFair}},
    {"orgs_sp500", "", {kOrg, "company", 14, Trust::kFair}},
    {"orgs_us_listed", "", {kOrg, "company", 20, Trust::kFair}},
    {"orgs_international_iati_fr",
     "",
     {kOrg, "intergovernmental", 15, Trust::kFair}},
    {"orgs_us_congress_committees",
     "",
     {kOrg, "institution", 16, Trust::kFair}},
    {"acronyms_fr_sigles", "", {kOrg, "institution", 17, Trust::kFair}},
    {"parties_world_partyfacts",
     "",
     {kOrg, "party", 18, Trust::kFair, Context::kParty}},
    {"orgs_football_clubs",
     "",
     {kOrg, "club", 19, Trust::kVeiled, Context::kFootball}},
    {"ministers_mps",
     "",
     {kPerson, "politician", 30, Trust::kFair, Context::kParty}},
    {"persons_us_congress",
     "",
     {kPerson, "politician", 31, Trust::kFair, Context::kParty}},
    {"persons_world_wikidata",
     "",
     {kPerson, "politician", 32, Trust::kFair, Context::kParty}},
    {"persons_footballers_intl",
     "",
     {kPerson, "footballer", 35, Trust::kWeak, Context::kFootball}},
    {"motorsport_f1",
     "F1 driver",
     {kPerson, "driver", 34, Trust::kWeak, Context::kMotorsport}},
    {"motorsport_f1",
     "F1 constructor",
     {kOrg, "club", 36, Trust::kWeak, Context::kMotorsport}},
    {"motorsport_f1", "F1 Grand Prix", {kEvent, "", 36, Trust::kFair}},
    {"events_football_competitions", "", {kEvent, "", 37, Trust::kFair}},
    {"products_ai_models_epoch",
     "organisation",
     {kOrg, "company", 40, Trust::kFair}},
    {"products_ai_models_epoch", "", {kProduct, "model", 41, Trust::kFair}},
    {"products_simpleicons", "", {kProduct, "software", 42, Trust::kFair}},
};

// Kinds of brands and operators that the press writes about.
const std::map<std::string_view, std::string_view>& BrandKinds() {
  static const auto* const kinds =
      new std::map<std::string_view, std::string_view>{
          {"brands/amenity/bank", "bank"},
          {"brands/office/insurance", "company"},
          {"brands/shop/supermarket", "company"},
          {"brands/shop/department_store", "company"},
          {"brands/shop/electronics", "company"},
          {"brands/shop/car", "company"},
          {"brands/shop/telecommunication", "company"},
          {"brands/shop/mobile_phone", "company"},
          {"brands/shop/sports", "company"},
          {"brands/shop/doityourself", "company"},
          {"brands/shop/furniture", "company"},
          {"brands/shop/cosmetics", "company"},
          {"brands/shop/jewelry", "company"},
          {"brands/shop/clothes", "company"},
          {"brands/amenity/fuel", "company"},
          {"brands/amenity/fast_food", "company"},
          {"brands/amenity/cinema", "company"},
          {"brands/tourism/hotel", "company"},
          {"brands/office/telecommunication", "company"},
          {"brands/office/employment_agency", "company"},
          {"brands/amenity/car_rental", "company"},
          {"operators/power/plant", "company"},
          {"operators/telecom/exchange", "company"},
          {"operators/telecom/data_center", "company"},
          {"operators/route/railway", "company"},
      };
  return *kinds;
}

std::optional<OpenKind> BrandKind(const OpenRow& row) {
  const auto known = BrandKinds().find(row.subtype);
  if (known == BrandKinds().end()) return std::nullopt;
  return OpenKind{kOrg, known->second, 21, Trust::kFair};
}

// Research organisations: laboratories, hospitals' departments and archives
// are left out. Outside the French-speaking countries, so are the small ones
// that have no Wikidata id.
std::optional<OpenKind> ResearchKind(std::string_view file,
                                     const OpenRow& row) {
  static const auto* const subtypes =
      new std::map<std::string, std::string_view>{{"education", "university"},
                                                  {"government", "institution"},
                                                  {"company", "company"},
                                                  {"nonprofit", "ngo"},
                                                  {"funder", "institution"}};
  const auto known =
      subtypes->find(row.subtype.substr(0, row.subtype.find(' ')));
  if (known == subtypes->end()) return std::nullopt;
  const bool french = file == "orgs_ror_francophone";
  if (!french && row.id[0] != 'Q') return std::nullopt;
  return OpenKind{kOrg, known->second, french ? 22 : 23, Trust::kFair};
}

}  // namespace

const std::vector<std::string>& OpenFiles() {
  static const auto* const files =
      new std::vector<std::string>{"places_cldr_fr",
                                   "places_world_naturalearth",
                                   "places_fr",
                                   "places_cldr_subdivisions_fr",
                                   "curated_fr_orgs_events",
                                   "medias_fr_mdiplo",
                                   "orgs_sp500",
                                   "orgs_international_iati_fr",
                                   "orgs_us_congress_committees",
                                   "acronyms_fr_sigles",
                                   "parties_world_partyfacts",
                                   "orgs_football_clubs",
                                   "orgs_us_listed",
                                   "orgs_brands",
                                   "orgs_ror_francophone",
                                   "orgs_ror_world",
                                   "ministers_mps",
                                   "persons_us_congress",
                                   "persons_world_wikidata",
                                   "motorsport_f1",
                                   "persons_footballers_intl",
                                   "events_football_competitions",
                                   "products_ai_models_epoch",
                                   "products_simpleicons"};
  return *files;
}

std::optional<OpenKind> KindOf(std::string_view file, const OpenRow& row) {
  if (file == "orgs_brands") return BrandKind(row);
  if (file == "orgs_ror_francophone" || file == "orgs_ror_world") {
    return ResearchKind(file, row);
  }
  for (const SourceRule& rule : kRules) {
    if (rule.file == file &&
        row.subtype.compare(0, rule.subtype.size(), rule.subtype.data(),
                            rule.subtype.size()) == 0) {
      return rule.kind;
    }
  }
  return std::nullopt;
}

std::string_view ContextName(Context context) {
  constexpr std::array<std::string_view, 7> kNames = {
      "company", "football", "motorsport", "party",
      "town",    "region",   "country"};
  return kNames[static_cast<size_t>(context)];
}

const std::vector<std::string>& ContextWords(Context context) {
  static const auto* const words =
      new std::map<Context, std::vector<std::string>>{
          {Context::kCompany,
           {"entreprise", "groupe", "société", "filiale", "action", "marque",
            "constructeur", "fabricant", "chiffre d’affaires", "enseigne",
            "firme", "banque", "assureur", "distributeur", "PDG", "Bourse",
            "multinationale", "start-up"}},
          {Context::kFootball,
           {"football", "footballeur", "match", "championnat", "attaquant",
            "défenseur", "milieu de terrain", "gardien de but", "entraîneur",
            "buteur", "Ligue des champions", "Ligue 1", "Coupe du monde",
            "FIFA", "UEFA", "ballon", "Mondial", "Euro"}},
          {Context::kMotorsport,
           {"Formule 1", "F1", "Grand Prix", "pilote", "écurie", "course",
            "circuit"}},
          {Context::kParty,
           {"parti", "élection", "électoral", "député", "coalition",
            "opposition", "scrutin", "législatives"}},
          {Context::kTown,
           {"commune", "village", "bourg", "bourgade", "hameau", "localité",
            "communal"}},
          {Context::kCountry,
           {"île", "pays", "archipel", "république", "gouvernement", "capitale",
            "territoire"}},
          {Context::kRegion,
           {"département", "région", "province", "préfecture", "préfet",
            "départemental", "district", "canton", "comté", "gouvernorat"}},
      };
  return words->at(context);
}

}  // namespace vigie::tools
