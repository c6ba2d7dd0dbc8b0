#include "match/selection_sets.h"

#include <string>
#include <vector>

#include "index/posting_reader.h"
#include "index/schema.h"

namespace vigie::match {
namespace {

// Whether the segment's terms say which documents have a value. Kinds of
// entity restrict values; documents of which nothing is indexed have columns
// alone.
bool HasTerms(const FacetKey& key, const index::Segment& segment) {
  const bool by_entity = key.dimension == FacetDimension::kEntity &&
                         key.entity_type == EntityType::kUnspecified;
  return (by_entity || key.dimension == FacetDimension::kAttribute) &&
         segment.columns() != nullptr;
}

std::string TermOf(const FacetKey& key, const std::string& name) {
  return key.dimension == FacetDimension::kEntity
             ? index::Term(index::kPrefixEntity, name)
             : index::AttributeTerm(key.attribute, name);
}

DocSet Having(const FacetKey& key, const std::string& name, uint32_t segment,
              TermSource* terms) {
  const TermLists* lists = terms->Find(TermOf(key, name));
  return lists == nullptr ? DocSet() : DocSet::OfList(lists->list(segment));
}

DocSet HavingAny(const FacetKey& key, const std::vector<std::string>& names,
                 const Catalog& catalog, uint32_t segment, TermSource* terms) {
  std::vector<DocSet> having;
  std::vector<const DocSet*> sets;
  having.reserve(names.size());
  for (const std::string& name : names) {
    having.push_back(Having(key, name, segment, terms));
    sets.push_back(&having.back());
  }
  if (having.size() == 1) return std::move(having.front());
  return Unite(sets, catalog.segments()[segment]->size());
}

}  // namespace

DocSet Passing(const Selections& selections, size_t dimension,
               const Catalog& catalog, uint32_t segment, const DocSet& docs,
               TermSource* terms) {
  const DimensionSelection& wanted = selections.dimensions()[dimension];
  if (!HasTerms(wanted.key, *catalog.segments()[segment])) {
    return docs.Filtered([&](uint32_t doc) {
      return (selections.Failures({segment, doc}) >> dimension & 1U) == 0;
    });
  }
  DocSet passing = docs.View();
  if (wanted.mode == FacetSelection::Mode::kAnd) {
    for (const std::string& name : wanted.include_names) {
      passing = Intersect(passing, Having(wanted.key, name, segment, terms));
    }
  } else if (!wanted.include_names.empty()) {
    passing = Intersect(passing, HavingAny(wanted.key, wanted.include_names,
                                           catalog, segment, terms));
  }
  if (!wanted.exclude_names.empty()) {
    passing = Subtract(passing, HavingAny(wanted.key, wanted.exclude_names,
                                          catalog, segment, terms));
  }
  return passing;
}

}  // namespace vigie::match
