// Facets: counts by entity, source, date and so on, and choices among them.
#ifndef VIGIE_FACET_H_
#define VIGIE_FACET_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vigie/mention.h"

namespace vigie {

// What a facet counts by. Values equal the wire's enum: do not renumber.
enum class FacetDimension : uint8_t {
  kUnspecified = 0,
  kEntity = 1,  // entity ids; `entity_type` narrows to one type
  kSource = 2,
  kMonth = 3,       // "2026-03", months of Europe/Paris
  kEntityType = 4,  // "organization", "person", ...
  kAttribute = 5,   // values of `attribute`, which the index declares
  kYear = 6,        // "2026", years of Europe/Paris
  kDay = 7,         // "2026-03-14", days of Europe/Paris
  kAuthor = 8,
  kSection = 9,
  kLanguage = 10,  // "fr" where the article names none
  kWeek = 11,      // "2026-W03", weeks of ISO 8601, days of Europe/Paris
};

// Names one dimension; two keys are the same dimension iff all parts are.
struct FacetKey {
  FacetDimension dimension = FacetDimension::kUnspecified;
  EntityType entity_type = EntityType::kUnspecified;  // for kEntity only
  std::string attribute;  // for kAttribute only: its name
  friend bool operator==(const FacetKey& a, const FacetKey& b) {
    return a.dimension == b.dimension && a.entity_type == b.entity_type &&
           a.attribute == b.attribute;
  }
};

// Clicked facet values. Include values join by `mode`; selections of
// different keys join by AND; excluded values always subtract.
struct FacetSelection {
  enum class Mode { kOr, kAnd };
  FacetKey key;
  Mode mode = Mode::kOr;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
};

struct FacetRequest {
  FacetKey key;
  // Most frequent values returned; default 10, above 1,000 is cut to 1,000.
  // Selected values are returned on top of it, with 0 where nothing matches.
  uint32_t limit = 10;
  // Only values with a word that begins so, for each word of it: in the label,
  // or in one alias of an entity. Case, accents, typography and an elided
  // article before it do not count. Selected values stay. Empty: all values.
  // At most 200 bytes, else INVALID_ARGUMENT (reason FACET_MATCHING).
  std::string matching;
  // kEntity only: most frequent ways in which each value returned is written,
  // at most 50. Reads the texts of the matching articles. 0: none.
  uint32_t surfaces = 0;
};

// One way in which articles write an entity.
struct FacetSurface {
  std::string surface;    // as the articles have it
  uint32_t articles = 0;  // that write it so at least once
  uint32_t mentions = 0;
};

struct FacetValue {
  // Entity id, source name, "2026-03", type name, attribute's value.
  std::string value;
  std::string label;  // for display; equals `value` where there is no label
  EntityType entity_type = EntityType::kUnspecified;  // for kEntity
  bool unlisted = false;  // an entity that the dictionary does not have
  uint32_t articles = 0;  // equals the hits after selecting the value
  // In those articles: of the entity or type, else of any entity. Equals the
  // rows of kEntitiesInHits after selecting the value.
  uint32_t mentions = 0;
  bool selected = false;
  bool excluded = false;
  // The alias that FacetRequest::matching found; empty when it found the label.
  std::string alias;
  // By falling mentions, ties by surface. Their mentions add up to `mentions`
  // unless the request's limit cuts them.
  std::vector<FacetSurface> surfaces;
};

// Ordered by falling `articles`, ties by `value`.
struct Facet {
  FacetKey key;
  std::vector<FacetValue> values;
  // Of the values that the request's `matching` leaves:
  uint32_t distinct = 0;  // values with at least one article
  uint32_t other = 0;     // articles summed over the values not returned
  uint32_t missing = 0;   // articles in scope without any value
  bool exact = true;
};

}  // namespace vigie

#endif  // VIGIE_FACET_H_
