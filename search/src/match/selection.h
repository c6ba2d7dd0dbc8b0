// Clicked facet values, applied to documents by their columns.
#ifndef VIGIE_MATCH_SELECTION_H_
#define VIGIE_MATCH_SELECTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "match/catalog.h"
#include "match/executor.h"
#include "match/facet_columns.h"
#include "vigie/search.h"
#include "vigie/status.h"

namespace vigie::match {

// Values of one request, over all its selections; more is INVALID_ARGUMENT
// (reason TOO_MANY_SELECTIONS).
inline constexpr uint32_t kMaxSelectedValues = 4'096;

// The selections of one dimension.
struct DimensionSelection {
  FacetKey key;
  FacetSelection::Mode mode = FacetSelection::Mode::kOr;
  std::vector<std::string> include_names;  // as given, each once
  std::vector<std::string> exclude_names;
  std::vector<uint32_t> include;  // sorted numbers, kNoValue kept
  std::vector<uint32_t> exclude;  // sorted numbers
};

// What a document's values of the selection's dimension say.
struct SelectionOutcome {
  uint32_t included = 0;             // of `include`, how many it has
  uint32_t excluded = 0;             // of `exclude`, how many it has
  uint32_t one_excluded = kNoValue;  // one of them
};
SelectionOutcome Apply(const DimensionSelection& selection,
                       const std::vector<ValueCount>& values);
bool Passes(const DimensionSelection& selection,
            const SelectionOutcome& outcome);

// Which values of one document a facet counts, given the selection of its own
// dimension (null: none): what makes a count the hits after a click.
class FacetScope {
 public:
  FacetScope(const DimensionSelection* own,
             const std::vector<ValueCount>& values);

  bool Counts(uint32_t value) const {
    return in_ && (outcome_.excluded == 0 ||
                   (outcome_.excluded == 1 && value == outcome_.one_excluded));
  }
  // Whether the document counts as missing when it has no value.
  bool counts_missing() const { return in_; }

 private:
  SelectionOutcome outcome_;
  bool in_ = true;
};

// All selections of a request, those of one key joined. Thread-safe.
class Selections {
 public:
  // INVALID_ARGUMENT: keys that CheckFacetKey refuses; one key with both
  // modes (reason FACET_KEY). `columns` must outlive it.
  static Result<Selections> Make(const std::vector<FacetSelection>& selections,
                                 const FacetColumns& columns);

  // One bit for each dimension, in the order of dimensions(), whose selection
  // the document fails; 0: it passes all.
  uint32_t Failures(DocRef ref) const;

  const std::vector<DimensionSelection>& dimensions() const {
    return dimensions_;
  }
  // Index into dimensions(), or its size.
  size_t Find(const FacetKey& key) const;

 private:
  explicit Selections(const FacetColumns& columns) : columns_(&columns) {}
  const FacetColumns* columns_;
  std::vector<DimensionSelection> dimensions_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SELECTION_H_
