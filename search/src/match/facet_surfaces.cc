#include "match/facet_surfaces.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "match/mention_rows.h"

namespace vigie::match {
namespace {

using Surfaces = std::map<std::string, FacetSurface>;
using ByEntity = std::unordered_map<uint32_t, Surfaces>;  // by catalog number

// Counts the mentions of those `wanted` in one document.
Status AddDocument(const Catalog& catalog, DocRef ref,
                   const std::vector<uint32_t>& wanted, ByEntity* surfaces) {
  ArticleText text(catalog.segment(ref), ref.doc);
  std::set<std::pair<uint32_t, std::string>> in_article;
  for (const Match& row : StoredRows(catalog, ref)) {
    const uint32_t entity = catalog.entity(ref.segment, row.mention->entity);
    if (row.mention->role() == MentionRole::kCredit ||
        std::find(wanted.begin(), wanted.end(), entity) == wanted.end()) {
      continue;
    }
    Result<std::string> surface = ReadSurface(catalog, ref, row, &text);
    if (!surface.ok()) return surface.status();
    FacetSurface& counted = (*surfaces)[entity][*surface];
    ++counted.mentions;
    if (in_article.emplace(entity, *surface).second) ++counted.articles;
  }
  return OkStatus();
}

std::vector<FacetSurface> MostFrequent(const Surfaces& all, uint32_t limit) {
  std::vector<FacetSurface> surfaces;
  for (const auto& [surface, counted] : all) {
    surfaces.push_back({surface, counted.articles, counted.mentions});
  }
  std::sort(surfaces.begin(), surfaces.end(),
            [](const FacetSurface& a, const FacetSurface& b) {
              return std::tie(b.mentions, a.surface) <
                     std::tie(a.mentions, b.surface);
            });
  surfaces.resize(std::min<size_t>(surfaces.size(), limit));
  return surfaces;
}

}  // namespace

Status CountSurfaces(const SurfaceCount& count, const FacetColumns& columns,
                     CallPoll* poll, std::vector<FacetValue>* values) {
  const Catalog& catalog = columns.catalog();
  const uint32_t limit = std::min(count.request.surfaces, kMaxSurfaces);
  ByEntity surfaces;
  for (const FacetValue& value : *values) {
    if (const auto number = catalog.FindEntity(value.value)) {
      surfaces.try_emplace(*number);
    }
  }
  std::vector<ValueCount> present;
  std::vector<uint32_t> wanted;
  for (const ScopedDoc& doc : count.docs) {
    if (Status status = poll->Tick(); !status.ok()) return status;
    if ((doc.failures & ~count.own_bit) != 0) continue;
    columns.Read(count.request.key, doc.hit.doc, &present);
    const FacetScope scope(count.own, present);
    wanted.clear();
    for (const ValueCount& value : present) {
      if (scope.Counts(value.value) && surfaces.count(value.value) > 0) {
        wanted.push_back(value.value);
      }
    }
    if (wanted.empty()) continue;
    Status added = AddDocument(catalog, doc.hit.doc, wanted, &surfaces);
    if (!added.ok()) return added;
  }
  for (FacetValue& value : *values) {
    const auto number = catalog.FindEntity(value.value);
    if (number) value.surfaces = MostFrequent(surfaces[*number], limit);
  }
  return OkStatus();
}

}  // namespace vigie::match
