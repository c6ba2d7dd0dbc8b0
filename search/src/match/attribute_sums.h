// Sums of one attribute's values, by segment, kept or made to be kept.
#ifndef VIGIE_MATCH_ATTRIBUTE_SUMS_H_
#define VIGIE_MATCH_ATTRIBUTE_SUMS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "match/call_poll.h"
#include "match/collection_facts.h"
#include "match/doc_set.h"
#include "match/facet_columns.h"
#include "match/kept_sums.h"
#include "vigie/status.h"

namespace vigie::match {

// Of one attribute and the documents that one query matches. Of one thread.
class AttributeSums {
 public:
  // The arguments must outlive it. `name`: the attribute's number in the
  // catalog.
  AttributeSums(const std::string& attribute, uint32_t name,
                const FacetColumns& columns, const KeptScope& kept)
      : attribute_(attribute), columns_(columns), name_(name), kept_(kept) {
    if (kept.sums != nullptr && !kept.name.empty()) {
      key_ = std::to_string(attribute.size()) + attribute + kept.name;
    }
  }

  // The sums over `live` and what is tombstoned of the same set; null: they
  // are not kept, nor worth it. O(values of the documents) when they are made.
  // Errors of the poll.
  Result<FacetSums::Pointer> Get(uint32_t segment, const DocSet& live,
                                 CallPoll* poll) const;
  // The same if they are kept already.
  FacetSums::Pointer Kept(uint32_t segment) const {
    return key_.empty() || IsSmall(columns_.catalog(), segment)
               ? FacetSums::Pointer()
               : kept_.sums->Find(segment, key_);
  }
  // ValueSums::Brief of the same, kept apart: they take little memory.
  Result<FacetSums::Pointer> GetBrief(uint32_t segment, const DocSet& live,
                                      CallPoll* poll) const;
  // What they are kept under; empty: they are not.
  const std::string& key() const { return key_; }
  // What Get's sums count and an answer does not.
  const DocSet& tombstoned(uint32_t segment) const {
    return segment < kept_.tombstoned.size() ? kept_.tombstoned[segment]
                                             : none_;
  }

 private:
  Result<ValueSums> Make(uint32_t segment, const DocSet& live,
                         CallPoll* poll) const;

  // Asked once for all segments.
  bool WorthKeeping(const std::string& key) const {
    if (!worth_) worth_ = kept_.sums->WorthKeeping(key);
    return *worth_;
  }

  const std::string& attribute_;
  const FacetColumns& columns_;
  const uint32_t name_;
  const KeptScope& kept_;
  std::string key_;  // empty: nothing is kept
  mutable std::optional<bool> worth_;
  DocSet none_;
};

// Whether the first segment has all of `live`, by segment, and numbers its
// values as the catalog does.
bool HasAll(const std::vector<DocSet>& live, const Catalog& catalog);

// The sums that are the whole answer, but for values that are not among the
// most: of the first segment, where it HasAll and nothing is tombstoned. Else
// null. Errors of the poll.
Result<FacetSums::Pointer> OnlySums(const std::string& attribute,
                                    const std::vector<DocSet>& live,
                                    const KeptScope& kept,
                                    const FacetColumns& columns,
                                    CallPoll* poll);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ATTRIBUTE_SUMS_H_
