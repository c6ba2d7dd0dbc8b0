#include "match/found_hits.h"

#include <utility>

#include "match/ordering.h"

namespace vigie::match {
namespace {

// The row where the page begins.
uint64_t BeginOf(const PageStart& page, const Corpus& corpus,
                 const std::vector<double>& keys,
                 const std::vector<ScoredDoc>& hits,
                 const std::vector<HitGroup>* groups) {
  if (!page.after) return page.offset;
  const uint64_t before = CountUpTo(*page.after, *corpus.catalog, keys, hits);
  if (groups == nullptr) return before;
  return static_cast<uint64_t>(
      std::partition_point(
          groups->begin(), groups->end(),
          [&](const HitGroup& group) { return group.first < before; }) -
      groups->begin());
}

}  // namespace

Result<OrderedHits> OrderFound(const Corpus& corpus,
                               const FacetColumns& columns,
                               const SearchRequest& request,
                               const PageStart& page, bool more,
                               QueryRun* run) {
  const uint64_t shown = page.offset + PageSize(request);
  const uint64_t wanted = more ? std::max(shown, FoundHits::kMostRows) : shown;
  if (request.collapse) {
    Status fits =
        CheckLists(corpus.list_bytes, run->total, kListedBytes + kGroupedBytes);
    if (!fits.ok()) return fits;
  }
  const bool whole = request.collapse || page.after;
  const uint64_t ordered =
      whole ? run->total : std::min<uint64_t>(wanted, run->hits.size());
  const Result<std::vector<double>> keys = PutInOrder(
      corpus, {request.sort, request.freshness_half_life_days, request.control},
      ordered, run);
  if (!keys.ok()) return keys.status();
  std::vector<HitGroup> groups;
  if (request.collapse) {
    Result<std::vector<HitGroup>> made =
        GroupHits(*request.collapse, columns, run->hits, request.control);
    if (!made.ok()) return made.status();
    groups = std::move(made).value();
  }
  OrderedHits made;
  FoundHits& found = made.found;
  found.total = run->total;
  found.grouped = request.collapse.has_value();
  found.rows_in_all = found.grouped ? groups.size() : run->total;
  made.page = found.PageRows(BeginOf(page, corpus, *keys, run->hits,
                                     found.grouped ? &groups : nullptr),
                             PageSize(request));
  found.first = more ? 0 : made.page.begin;
  const uint64_t there = found.grouped ? groups.size() : ordered;
  const uint64_t end =
      more ? std::max(made.page.end, std::min(FoundHits::kMostRows, there))
           : made.page.end;
  for (uint64_t i = found.first; i < end; ++i) {
    const size_t at = found.grouped ? groups[i].first : i;
    found.rows.push_back({run->hits[at], (*keys)[at]});
    if (found.grouped) found.groups.push_back(std::move(groups[i]));
  }
  return made;
}

}  // namespace vigie::match
