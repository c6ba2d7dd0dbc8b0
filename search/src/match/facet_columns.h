// Facet values as numbers: one reading of the columns for counting and for
// selecting, so that the two cannot disagree.
#ifndef VIGIE_MATCH_FACET_COLUMNS_H_
#define VIGIE_MATCH_FACET_COLUMNS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "match/catalog.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// Numbers no value of a dimension; given to names that nothing has.
inline constexpr uint32_t kNoValue = UINT32_MAX;

struct ValueCount {
  uint32_t value = 0;
  uint32_t mentions = 0;  // in the document: of the entity or type, else of any
};

// INVALID_ARGUMENT (reason FACET_KEY): no dimension, a type on a dimension
// other than kEntity, an attribute on one other than kAttribute or none there.
Status CheckFacetKey(const FacetKey& key);

// Thread-safe. REQUIRES checked keys throughout.
class FacetColumns {
 public:
  // `catalog` must outlive it.
  explicit FacetColumns(const Catalog& catalog) : catalog_(catalog) {}

  // The distinct values of one document, into `values` (cleared before).
  void Read(const FacetKey& key, DocRef ref,
            std::vector<ValueCount>* values) const;
  // Under what name the columns of attributes have all values of a dimension,
  // with the same numbers; empty: they do not.
  std::string Attribute(const FacetKey& key) const;
  // The number of a value by name, or kNoValue.
  uint32_t Number(const FacetKey& key, std::string_view name) const;
  // The inverse of Number. REQUIRES a number that Read or Number gave.
  std::string Name(const FacetKey& key, uint32_t value) const;
  // Whether Name(a) < Name(b) in the order of bytes.
  bool NameBefore(const FacetKey& key, uint32_t a, uint32_t b) const;
  // Of any entity in a document, credits aside.
  uint32_t Mentions(DocRef ref) const;
  // `value`, `label` and `entity_type` of the answer.
  FacetValue Describe(const FacetKey& key, const std::string& name) const;
  const Catalog& catalog() const { return catalog_; }

 private:
  void ReadEntities(const FacetKey& key, DocRef ref,
                    std::vector<ValueCount>* values) const;
  void ReadAttribute(const FacetKey& key, DocRef ref,
                     std::vector<ValueCount>* values) const;
  void ReadEntityTypes(DocRef ref, std::vector<ValueCount>* values) const;

  const Catalog& catalog_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_FACET_COLUMNS_H_
