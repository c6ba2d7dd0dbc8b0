#include "match/hit_order.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "match/call_poll.h"
#include "match/mention_rows.h"
#include "match/ordering.h"
#include "match/rank.h"

namespace vigie::match {
namespace {

constexpr double kFullDensity = 50;  // words per match

// Keys that the matches of each hit decide.
Result<std::vector<double>> KeysOfMatches(const Corpus& corpus,
                                          const HitOrder& order,
                                          const QueryRun& run) {
  const Catalog& catalog = *corpus.catalog;
  const EvidenceFinder finder(run.plan.root, catalog, &run.prefix_words);
  EvidenceFinder::InColumn column(finder);
  CallPoll poll(order.control);
  std::vector<double> keys;
  keys.reserve(run.hits.size());
  index::DocumentTokens tokens;
  ArticleStructure structure;
  for (const ScoredDoc& hit : run.hits) {
    if (Status status = poll.Tick(); !status.ok()) return status;
    const index::Segment& segment = catalog.segment(hit.doc);
    ArticleText text(segment, hit.doc.doc);
    const Result<Evidence> evidence = column.Find(hit.doc, &text);
    if (!evidence.ok()) return evidence.status();
    if (order.sort == SortOrder::kMentions) {
      keys.push_back(static_cast<double>(evidence->found.size()));
      continue;
    }
    segment.ReadTokens(hit.doc.doc, &tokens);
    structure.Reset(tokens.title_positions,
                    {tokens.marks.data(), tokens.marks.size()});
    keys.push_back(Salience(
        evidence->found, structure.LeadEnd(),
        static_cast<double>(tokens.codes.size() - tokens.title_positions)));
  }
  return keys;
}

}  // namespace

double Salience(const std::vector<Match>& matches, uint32_t lead_end,
                double words) {
  if (matches.empty()) return 0;
  bool title = false;
  uint32_t first = UINT32_MAX;
  uint32_t last = 0;
  for (const Match& match : matches) {
    if (match.field == Field::kTitle) {
      title = true;
      continue;
    }
    first = std::min(first, match.tokens.begin);
    last = std::max(last, match.tokens.begin);
  }
  const double length = std::max(1.0, words);
  const double density = std::min(
      1.0, static_cast<double>(matches.size()) * kFullDensity / length);
  const double spread =
      last > first ? std::min(1.0, (last - first) / length) : 0;
  return 0.4 * (title ? 1 : 0) + 0.2 * (first < lead_end ? 1 : 0) +
         0.2 * density + 0.2 * spread;
}

Result<std::vector<double>> PutInOrder(const Corpus& corpus,
                                       const HitOrder& order, size_t count,
                                       QueryRun* run) {
  if (IsByScore(order.sort)) {
    const RankRequest ranking{run->plan.root, order.half_life_days, run->today,
                              order.sort != SortOrder::kBm25};
    Status ranked = RankHits(corpus, ranking, order.control, &run->hits);
    if (!ranked.ok()) return ranked;
  }
  std::vector<double> keys;
  if (order.sort == SortOrder::kMentions ||
      order.sort == SortOrder::kSalience) {
    Result<std::vector<double>> made = KeysOfMatches(corpus, order, *run);
    if (!made.ok()) return made.status();
    keys = std::move(made).value();
  } else {
    keys = OrderKeys(order.sort, *corpus.catalog, run->hits);
  }
  OrderByKeys(*corpus.catalog, count, &keys, &run->hits);
  return keys;
}

namespace {

// The value that an article stands under: its first one; of entities the most
// mentioned, ties by id.
uint32_t LeadingValue(const FacetKey& key, const FacetColumns& columns,
                      const std::vector<ValueCount>& values) {
  uint32_t leading = values.front().value;
  if (key.dimension != FacetDimension::kEntity) return leading;
  for (const ValueCount& other : values) {
    if (other.mentions != values.front().mentions) break;
    if (columns.NameBefore(key, other.value, leading)) leading = other.value;
  }
  return leading;
}

}  // namespace

Result<std::vector<HitGroup>> GroupHits(const FacetKey& key,
                                        const FacetColumns& columns,
                                        const std::vector<ScoredDoc>& hits,
                                        const CallControl& control) {
  CallPoll poll(control);
  std::vector<HitGroup> groups;
  std::unordered_map<uint32_t, size_t> by_value;
  std::vector<ValueCount> values;
  for (size_t i = 0; i < hits.size(); ++i) {
    if (Status status = poll.Tick(); !status.ok()) return status;
    columns.Read(key, hits[i].doc, &values);
    if (values.empty()) {
      groups.push_back({i, "", 0});
      continue;
    }
    const uint32_t value = LeadingValue(key, columns, values);
    const auto [at, is_new] = by_value.try_emplace(value, groups.size());
    if (is_new) {
      groups.push_back({i, columns.Name(key, value), 0});
    } else {
      ++groups[at->second].more;
    }
  }
  return groups;
}

}  // namespace vigie::match
