#include "query/suggestions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "analysis/analyzer.h"

namespace vigie::query {
namespace {

constexpr uint32_t kNearEdits = 2;
constexpr size_t kShortName = 5;     // bytes; below it, one edit is the limit
constexpr size_t kLeastName = 3;     // bytes; a shorter one is near too many
constexpr uint32_t kPrefixRank = 3;  // after every edit distance
constexpr uint32_t kNotNear = 4;
constexpr size_t kMostAccents = 4;  // bytes that folding may take off a name

uint32_t Rank(const std::string& name, std::string_view candidate) {
  const std::string folded = analysis::FoldName(candidate);
  if (folded.empty()) return kNotNear;
  const uint32_t limit = name.size() < kShortName ? 1 : kNearEdits;
  const uint32_t edits = EditDistance(name, folded, limit);
  if (edits <= limit) return edits;
  const bool begins = folded.compare(0, name.size(), name) == 0;
  return begins ? kPrefixRank : kNotNear;
}

using Ranked = std::vector<std::pair<uint32_t, uint32_t>>;  // rank, entity

// Compiled names are many: only those of the same first letter and about the
// same length are folded and compared, and none for its beginning alone.
void RankCompiled(const entities::Dictionary& dictionary,
                  const std::string& name, Ranked* ranked) {
  const entities::Gazetteer& compiled = dictionary.gazetteer();
  for (uint32_t i = 0; i < compiled.aliases(); ++i) {
    const std::string_view text = compiled.text(i);
    const auto first = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
    const bool may_begin =
        first >= 0x80 || (first | 0x20U) == static_cast<unsigned char>(name[0]);
    if (!may_begin || text.size() + kNearEdits < name.size() ||
        text.size() > name.size() + kNearEdits + kMostAccents) {
      continue;
    }
    const uint32_t rank = Rank(name, text);
    if (rank < kPrefixRank) {
      ranked->emplace_back(rank,
                           dictionary.OfGazetteer(compiled.alias(i).entity));
    }
  }
}

}  // namespace

uint32_t EditDistance(std::string_view a, std::string_view b, uint32_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<uint32_t> row(a.size() + 1);
  for (size_t i = 0; i < row.size(); ++i) row[i] = static_cast<uint32_t>(i);
  for (size_t j = 1; j <= b.size(); ++j) {
    uint32_t diagonal = row[0];
    row[0] = static_cast<uint32_t>(j);
    uint32_t best = row[0];
    for (size_t i = 1; i <= a.size(); ++i) {
      const uint32_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
  }
  return std::min(row.back(), limit + 1);
}

std::vector<uint32_t> NearNames(const entities::Dictionary& dictionary,
                                std::string_view name, bool concepts_only) {
  const std::string folded = analysis::FoldName(name);
  if (folded.size() < kLeastName) return {};
  Ranked ranked;
  for (uint32_t i = 0; i < dictionary.listed(); ++i) {
    const Entity entity = dictionary.entity(i);
    if (concepts_only && entity.type != EntityType::kConcept) continue;
    uint32_t best =
        std::min(Rank(folded, entity.label), Rank(folded, entity.label_en));
    for (const std::string& alias : entity.aliases) {
      best = std::min(best, Rank(folded, alias));
    }
    if (best < kNotNear) ranked.emplace_back(best, i);
  }
  if (!concepts_only) RankCompiled(dictionary, folded, &ranked);
  std::sort(ranked.begin(), ranked.end());
  const auto same = [](const auto& a, const auto& b) {
    return a.second == b.second;
  };
  ranked.erase(std::unique(ranked.begin(), ranked.end(), same), ranked.end());
  if (ranked.size() > kMaxSuggestions) ranked.resize(kMaxSuggestions);
  std::vector<uint32_t> near;
  near.reserve(ranked.size());
  for (const auto& [rank, entity] : ranked) near.push_back(entity);
  return near;
}

}  // namespace vigie::query
