#include "match/article_totals.h"

namespace vigie::match {
namespace {

void AddTime(const std::optional<PublicationTime>& time,
             ArticleTotals* totals) {
  if (!time) return;
  const int64_t at = time->unix_seconds;
  if (!totals->oldest || at < totals->oldest->unix_seconds) {
    totals->oldest = time;
  }
  if (!totals->newest || at > totals->newest->unix_seconds) {
    totals->newest = time;
  }
}

// Adds `sign`, 1 or -1, of it to all but the times.
void Count(const index::Segment& segment, uint32_t doc, int32_t sign,
           ArticleTotals* totals) {
  const auto by = static_cast<uint32_t>(sign);  // modulo 2^32, as all counts
  const auto wide = static_cast<uint64_t>(int64_t{sign});
  totals->articles += wide;
  totals->length += wide * segment.lengths()[doc];
  totals->mentions += wide * segment.mentions(doc).size;
  totals->source_articles[segment.source(doc)] += by;
  for (const index::EntityCount& count : segment.entity_counts(doc)) {
    totals->entity_articles[count.entity] += by;
  }
}

bool IsAtAnEnd(const std::optional<PublicationTime>& time,
               const ArticleTotals& totals) {
  return time && (time->unix_seconds == totals.oldest->unix_seconds ||
                  time->unix_seconds == totals.newest->unix_seconds);
}

}  // namespace

ArticleTotals TotalsOfVisible(const index::Segment& segment) {
  ArticleTotals totals;
  totals.entity_articles.resize(segment.entities().size());
  totals.source_articles.resize(segment.sources().size());
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (segment.hidden(doc)) continue;
    Count(segment, doc, 1, &totals);
    AddTime(segment.published_at(doc), &totals);
  }
  return totals;
}

ArticleTotals TotalsOfLive(const index::Segment& segment,
                           const ArticleTotals& visible) {
  ArticleTotals totals = visible;
  if (segment.tombstones() == 0) return totals;
  bool times_hold = true;
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (!segment.tombstoned(doc) || segment.hidden(doc)) continue;
    Count(segment, doc, -1, &totals);
    times_hold = times_hold && !IsAtAnEnd(segment.published_at(doc), visible);
  }
  if (times_hold) return totals;
  totals.oldest = totals.newest = std::nullopt;
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (!segment.tombstoned(doc)) AddTime(segment.published_at(doc), &totals);
  }
  return totals;
}

}  // namespace vigie::match
