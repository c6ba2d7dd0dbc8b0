#include "match/attribute_sums.h"

#include <algorithm>
#include <utility>

#include "match/attribute_lists.h"
#include "match/row_sums.h"
#include "match/value_adder.h"

namespace vigie::match {
namespace {

// Fewer documents are counted as fast as sums are looked up.
constexpr uint32_t kSummedFrom = 16;

// The first of them in the order of an answer.
std::vector<ValueSum> MostOf(const std::vector<ValueSum>& sums,
                             const index::Segment& segment) {
  std::vector<ValueSum> most(std::min(sums.size(), ValueSums::kMost));
  const auto& values = segment.attribute_values();
  std::partial_sort_copy(sums.begin(), sums.end(), most.begin(), most.end(),
                         [&](const ValueSum& a, const ValueSum& b) {
                           if (a.articles != b.articles) {
                             return a.articles > b.articles;
                           }
                           return values[a.value].value < values[b.value].value;
                         });
  return most;
}

}  // namespace

Result<ValueSums> AttributeSums::Make(uint32_t segment, const DocSet& live,
                                      CallPoll* poll) const {
  const Catalog& catalog = columns_.catalog();
  const index::Segment& from = *catalog.segments()[segment];
  const AttributeLists lists(catalog, segment);
  const bool mentioned = !from.entities().empty();
  const auto is_own = [&](uint32_t value) {
    return catalog.attribute_name(lists.InCatalog(value)) == name_;
  };
  ValueAdder sums(from.attribute_values().size());
  uint32_t missing = 0;
  uint32_t left = CallPoll::kInterval;
  Status status;
  const auto add = [&](uint32_t doc, index::Span<uint32_t> values) {
    if (--left == 0) {
      left = CallPoll::kInterval;
      if (status.ok()) status = poll->Tick();
    }
    if (!status.ok()) return;
    const uint32_t mentions = mentioned ? columns_.Mentions({segment, doc}) : 0;
    missing += std::none_of(values.begin(), values.end(), is_own) ? 1 : 0;
    for (const uint32_t value : values) sums.Add(value, mentions);
  };
  lists.Visit(live, add);
  lists.Visit(tombstoned(segment), add);
  if (!status.ok()) return status;
  const std::vector<ValueSum> own = sums.Take(is_own);
  return ValueSums(own, MostOf(own, from), missing);
}

Result<FacetSums::Pointer> AttributeSums::Get(uint32_t segment,
                                              const DocSet& live,
                                              CallPoll* poll) const {
  const bool few = live.size() < kSummedFrom;
  if (key_.empty() || few || IsSmall(columns_.catalog(), segment)) {
    return FacetSums::Pointer();
  }
  if (FacetSums::Pointer kept = kept_.sums->Find(segment, key_)) return kept;
  if (!WorthKeeping(key_)) return FacetSums::Pointer();
  Result<ValueSums> made = Make(segment, live, poll);
  if (!made.ok()) return made.status();
  return kept_.sums->Keep(segment, key_, *std::move(made));
}

Result<FacetSums::Pointer> AttributeSums::GetBrief(uint32_t segment,
                                                   const DocSet& live,
                                                   CallPoll* poll) const {
  if (key_.empty()) return FacetSums::Pointer();
  const std::string key = "brief" + key_;
  if (FacetSums::Pointer kept = kept_.sums->Find(segment, key)) return kept;
  if (!WorthKeeping(key)) return FacetSums::Pointer();
  if (segment == 0 && tombstoned(0).empty()) {
    Result<std::optional<ValueSums>> brief =
        RowSums(attribute_, live, ValueSums::kMost, columns_.catalog(), poll);
    if (!brief.ok()) return brief.status();
    if (brief->has_value()) {
      return kept_.sums->Keep(segment, key, **std::move(brief));
    }
  }
  const Result<ValueSums> made = Make(segment, live, poll);
  if (!made.ok()) return made.status();
  return kept_.sums->Keep(segment, key, made->Brief());
}

bool HasAll(const std::vector<DocSet>& live, const Catalog& catalog) {
  return !live.empty() &&
         std::all_of(live.begin() + 1, live.end(),
                     [](const DocSet& docs) { return docs.empty(); }) &&
         AttributeLists(catalog, 0).numbers_as_catalog();
}

Result<FacetSums::Pointer> OnlySums(const std::string& attribute,
                                    const std::vector<DocSet>& live,
                                    const KeptScope& kept,
                                    const FacetColumns& columns,
                                    CallPoll* poll) {
  const auto name = columns.catalog().FindAttributeName(attribute);
  if (!name || !HasAll(live, columns.catalog())) return FacetSums::Pointer();
  const AttributeSums sums(attribute, *name, columns, kept);
  if (!sums.tombstoned(0).empty()) return FacetSums::Pointer();
  return sums.GetBrief(0, live.front(), poll);
}

}  // namespace vigie::match
