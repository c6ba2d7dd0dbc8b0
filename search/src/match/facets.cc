#include "match/facets.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "match/attribute_counts.h"
#include "match/attribute_sums.h"
#include "match/changed_sums.h"
#include "match/facet_counter.h"
#include "match/facet_surfaces.h"
#include "match/row_sums.h"

namespace vigie::match {
namespace {

constexpr size_t kMostMatchingBytes = 200;

bool Before(const FacetValue& a, const FacetValue& b) {
  return a.articles != b.articles ? a.articles > b.articles : a.value < b.value;
}

// The values that a request's pattern leaves of those that are present, and by
// which alias of an entity.
struct Matching {
  std::vector<uint32_t> values;
  std::unordered_map<uint32_t, std::string> aliases;
};

Matching Match(const FacetRequest& request, std::vector<uint32_t> present,
               const FacetColumns& columns) {
  const NamePattern pattern(request.matching);
  if (pattern.empty()) return {std::move(present), {}};
  Matching matching;
  if (request.key.dimension != FacetDimension::kEntity) {
    for (const uint32_t value : present) {
      if (pattern.Matches(columns.Name(request.key, value))) {
        matching.values.push_back(value);
      }
    }
    return matching;
  }
  for (NamedEntity& named : columns.catalog().names().Find(pattern)) {
    if (!std::binary_search(present.begin(), present.end(), named.entity)) {
      continue;
    }
    matching.values.push_back(named.entity);
    if (!named.alias.empty()) {
      matching.aliases.emplace(named.entity, std::move(named.alias));
    }
  }
  return matching;
}

// The `limit` most frequent values, in no order.
std::vector<FacetValue> MostFrequent(const FacetRequest& request,
                                     uint32_t limit,
                                     const FacetCounter& counter,
                                     const FacetColumns& columns,
                                     Facet* facet) {
  const FacetKey& key = request.key;
  Matching matching;
  if (request.matching.empty()) {
    facet->distinct = counter.distinct();
    facet->other += static_cast<uint32_t>(counter.articles());
    matching.values = counter.MostFrequent(limit);
  } else {
    matching = Match(request, counter.Present(), columns);
    facet->distinct = static_cast<uint32_t>(matching.values.size());
    for (const uint32_t value : matching.values) {
      facet->other += counter.tally(value).articles;
    }
  }
  std::vector<uint32_t>& present = matching.values;
  const size_t kept = std::min<size_t>(limit, present.size());
  std::partial_sort(present.begin(), present.begin() + kept, present.end(),
                    [&](uint32_t a, uint32_t b) {
                      const uint32_t in_a = counter.tally(a).articles;
                      const uint32_t in_b = counter.tally(b).articles;
                      if (in_a != in_b) return in_a > in_b;
                      return columns.NameBefore(key, a, b);
                    });
  std::vector<FacetValue> values;
  for (size_t i = 0; i < kept; ++i) {
    const Tally tally = counter.tally(present[i]);
    FacetValue value = columns.Describe(key, columns.Name(key, present[i]));
    value.articles = tally.articles;
    value.mentions = tally.mentions;
    const auto alias = matching.aliases.find(present[i]);
    if (alias != matching.aliases.end()) value.alias = alias->second;
    values.push_back(std::move(value));
  }
  return values;
}

Status CheckRequest(const FacetRequest& request) {
  if (request.matching.size() <= kMostMatchingBytes) {
    return CheckFacetKey(request.key);
  }
  return Status(StatusCode::kInvalidArgument,
                "what a facet's values must match is longer than " +
                    std::to_string(kMostMatchingBytes) + " bytes",
                "FACET_MATCHING");
}

// Returns the articles of the added values that the request's pattern leaves.
uint32_t AddSelected(const FacetRequest& request, const DimensionSelection& own,
                     const FacetCounter& counter, const FacetColumns& columns,
                     std::vector<FacetValue>* values) {
  uint32_t matching_articles = 0;
  std::unordered_set<uint32_t> matching;
  const bool all = request.matching.empty();
  if (!all) {
    for (const uint32_t value :
         Match(request, counter.Present(), columns).values) {
      matching.insert(value);
    }
  }
  std::unordered_set<std::string> shown;
  for (const FacetValue& value : *values) shown.insert(value.value);
  for (const auto* names : {&own.include_names, &own.exclude_names}) {
    for (const std::string& name : *names) {
      if (!shown.insert(name).second) continue;
      FacetValue value = columns.Describe(own.key, name);
      const uint32_t number = columns.Number(own.key, name);
      const Tally tally = counter.tally(number);
      if (all || matching.count(number) > 0) {
        matching_articles += tally.articles;
      }
      value.articles = tally.articles;
      value.mentions = tally.mentions;
      values->push_back(std::move(value));
    }
  }
  const auto listed = [](const std::vector<std::string>& names,
                         const std::string& name) {
    return std::binary_search(names.begin(), names.end(), name);
  };
  for (FacetValue& value : *values) {
    value.selected = listed(own.include_names, value.value);
    value.excluded = listed(own.exclude_names, value.value);
  }
  return matching_articles;
}

// Whether the selection of a facet's own dimension takes or leaves documents
// whole, so that those that fail it count for nothing.
bool IsStrict(const DimensionSelection& own) {
  return own.mode == FacetSelection::Mode::kAnd && own.exclude.empty();
}

Status CountDocuments(const FacetKey& key, const std::vector<ScopedDoc>& docs,
                      uint32_t ignored, const FacetColumns& columns,
                      CallPoll* poll, FacetCounter* counter) {
  std::vector<ValueCount> values;
  for (const ScopedDoc& doc : docs) {
    if (Status status = poll->Tick(); !status.ok()) return status;
    if ((doc.failures & ~ignored) != 0) continue;
    columns.Read(key, doc.hit.doc, &values);
    counter->Add(values);
  }
  return OkStatus();
}

// The selection of a facet's own dimension; null: there is none.
const DimensionSelection* OwnSelection(const FacetKey& key,
                                       const Selections& selections) {
  const size_t own = selections.Find(key);
  return own < selections.dimensions().size() ? &selections.dimensions()[own]
                                              : nullptr;
}

// Whether the facet counts documents by CountedDocs::whole.
bool CountsWhole(const FacetKey& key, const DimensionSelection* own,
                 const FacetColumns& columns) {
  return !columns.Attribute(key).empty() && (own == nullptr || IsStrict(*own));
}

// Whether sums tell of every value that is selected.
bool HasSelected(const DimensionSelection* own, const ValueSums& sums) {
  if (own == nullptr) return true;
  return std::all_of(
      own->include.begin(), own->include.end(), [&](uint32_t value) {
        return std::any_of(
            sums.most().begin(), sums.most().end(),
            [value](const ValueSum& sum) { return sum.value == value; });
      });
}

// The answer that sums alone give, numbered as the catalog does.
Facet FacetOf(const FacetRequest& request, uint32_t limit,
              const DimensionSelection* own, const ValueSums& sums,
              const FacetColumns& columns) {
  const FacetKey& key = request.key;
  Facet facet;
  facet.key = key;
  facet.missing = sums.missing();
  facet.distinct = sums.distinct();
  facet.other = static_cast<uint32_t>(sums.articles());
  facet.values.reserve(std::min<size_t>(limit, sums.most().size()));
  for (const ValueSum& sum : sums.most()) {
    if (facet.values.size() == limit) break;
    FacetValue value = columns.Describe(key, columns.Name(key, sum.value));
    value.articles = sum.articles;
    value.mentions = sum.mentions;
    facet.other -= sum.articles;
    facet.values.push_back(std::move(value));
  }
  if (own == nullptr) return facet;
  FacetCounter counter(own);
  for (const ValueSum& sum : sums.most()) {
    counter.AddSum(sum.value, {sum.articles, sum.mentions});
  }
  facet.other -= AddSelected(request, *own, counter, columns, &facet.values);
  std::sort(facet.values.begin(), facet.values.end(), Before);
  return facet;
}

// The answer when sums alone give it: kept ones, or counted now.
Result<std::optional<Facet>> FacetBySums(
    const FacetRequest& request, uint32_t limit, const DimensionSelection* own,
    const CountedDocs& counted, const FacetColumns& columns, CallPoll* poll) {
  const std::string attribute = columns.Attribute(request.key);
  std::optional<Facet> none;
  if (limit <= ValueSums::kMost) {
    const Result<FacetSums::Pointer> sums =
        OnlySums(attribute, counted.whole, counted.kept, columns, poll);
    if (!sums.ok()) return sums.status();
    if (*sums != nullptr && HasSelected(own, **sums)) {
      return std::optional(FacetOf(request, limit, own, **sums, columns));
    }
    const Result<std::optional<ValueSums>> changed = ChangedSums(
        attribute, counted.whole, counted.kept, limit, columns, poll);
    if (!changed.ok()) return changed.status();
    if (changed->has_value() && HasSelected(own, **changed)) {
      return std::optional(FacetOf(request, limit, own, **changed, columns));
    }
  }
  if (!HasAll(counted.whole, columns.catalog())) return none;
  const Result<std::optional<ValueSums>> now =
      RowSums(attribute, counted.whole.front(), limit, columns.catalog(), poll);
  if (!now.ok()) return now.status();
  if (!now->has_value() || !HasSelected(own, **now)) return none;
  return std::optional(FacetOf(request, limit, own, **now, columns));
}

}  // namespace

uint32_t SidewaysDimensions(const std::vector<FacetRequest>& requests,
                            const Selections& selections) {
  uint32_t sideways = 0;
  for (const FacetRequest& request : requests) {
    const size_t own = selections.Find(request.key);
    if (own < selections.dimensions().size() &&
        !IsStrict(selections.dimensions()[own])) {
      sideways |= 1U << own;
    }
  }
  return sideways;
}

CountedDocs Counted(std::vector<ScopedDoc> docs, size_t segments) {
  CountedDocs counted;
  std::vector<std::vector<uint32_t>> whole(segments);
  for (const ScopedDoc& doc : docs) {
    const DocRef ref = doc.hit.doc;
    if (doc.failures == 0) whole[ref.segment].push_back(ref.doc);
  }
  for (std::vector<uint32_t>& of_segment : whole) {
    std::sort(of_segment.begin(), of_segment.end());
    counted.whole.push_back(DocSet::OfSorted(std::move(of_segment)));
  }
  counted.docs = std::move(docs);
  return counted;
}

bool NeedsEach(const std::vector<FacetRequest>& requests,
               const Selections& selections, const FacetColumns& columns) {
  return !std::all_of(
      requests.begin(), requests.end(), [&](const FacetRequest& request) {
        return CountsWhole(request.key, OwnSelection(request.key, selections),
                           columns);
      });
}

Result<Facet> CountFacet(const FacetRequest& request,
                         const CountedDocs& counted,
                         const Selections& selections,
                         const FacetColumns& columns, CallPoll* poll) {
  const DimensionSelection* own = OwnSelection(request.key, selections);
  const uint32_t limit = request.limit == 0
                             ? kDefaultFacetLimit
                             : std::min(request.limit, kMaxFacetLimit);
  if (request.matching.empty() && CountsWhole(request.key, own, columns)) {
    Result<std::optional<Facet>> facet =
        FacetBySums(request, limit, own, counted, columns, poll);
    if (!facet.ok()) return facet.status();
    if (facet->has_value()) return *std::move(*facet);
  }
  const uint32_t own_bit =
      own == nullptr || IsStrict(*own) ? 0 : 1U << selections.Find(request.key);
  FacetCounter counter(own);
  const Status read =
      CountsWhole(request.key, own, columns)
          ? CountAttribute(columns.Attribute(request.key), counted.whole,
                           counted.kept, columns, poll, &counter)
          : CountDocuments(request.key, counted.docs, own_bit, columns, poll,
                           &counter);
  if (!read.ok()) return read;
  Facet facet;
  facet.key = request.key;
  facet.missing = counter.missing();
  facet.values = MostFrequent(request, limit, counter, columns, &facet);
  for (const FacetValue& value : facet.values) facet.other -= value.articles;
  if (own != nullptr) {
    facet.other -= AddSelected(request, *own, counter, columns, &facet.values);
  }
  std::sort(facet.values.begin(), facet.values.end(), Before);
  if (request.surfaces == 0 ||
      request.key.dimension != FacetDimension::kEntity) {
    return facet;
  }
  Status surfaces = CountSurfaces({request, counted.docs, own, own_bit},
                                  columns, poll, &facet.values);
  if (!surfaces.ok()) return surfaces;
  return facet;
}

Result<std::vector<Facet>> CountFacets(
    const std::vector<FacetRequest>& requests, const CountedDocs& counted,
    const Selections& selections, const FacetColumns& columns,
    const CallControl& control) {
  if (requests.size() > kMaxFacets) {
    return Status(StatusCode::kInvalidArgument,
                  "the request asks for " + std::to_string(requests.size()) +
                      " facets; at most " + std::to_string(kMaxFacets) +
                      " are allowed",
                  "TOO_MANY_FACETS");
  }
  for (const FacetRequest& request : requests) {
    if (Status status = CheckRequest(request); !status.ok()) return status;
  }
  CallPoll poll(control);
  std::vector<Facet> facets;
  for (const FacetRequest& request : requests) {
    Result<Facet> facet =
        CountFacet(request, counted, selections, columns, &poll);
    if (!facet.ok()) return facet.status();
    facets.push_back(std::move(facet).value());
  }
  return facets;
}

}  // namespace vigie::match
