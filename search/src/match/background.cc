#include "match/background.h"

#include <algorithm>
#include <cmath>

namespace vigie::match {
namespace {

// k ln(k / expected), 0 for none.
double Term(double count, double expected) {
  return count > 0 ? count * std::log(count / expected) : 0;
}

}  // namespace

Background::Background(const Catalog& catalog)
    : entity_articles(catalog.entities().size()),
      source_articles(catalog.sources().size()) {
  uint64_t length = 0;
  for (uint32_t i = 0; i < catalog.segments().size(); ++i) {
    const index::Segment& segment = *catalog.segments()[i];
    const ArticleTotals live = TotalsOfLive(segment, catalog.visible_totals(i));
    articles += static_cast<uint32_t>(live.articles);
    length += live.length;
    for (uint32_t source = 0; source < live.source_articles.size(); ++source) {
      source_articles[catalog.source_number(i, source)] +=
          live.source_articles[source];
    }
    for (uint32_t local = 0; local < live.entity_articles.size(); ++local) {
      entity_articles[catalog.entity(i, local)] += live.entity_articles[local];
    }
    if (live.newest) {
      newest = std::max(newest.value_or(live.newest->unix_seconds),
                        live.newest->unix_seconds);
    }
  }
  mean_length = articles == 0 ? 0 : static_cast<double>(length) / articles;
}

double LogLikelihoodRatio(uint32_t both, uint32_t row, uint32_t column,
                          uint32_t total) {
  const double n = total;
  const double hits = row;
  const double having = column;
  const double neither = n - hits - having + both;
  const double sum = Term(both, hits * having / n) +
                     Term(hits - both, hits * (n - having) / n) +
                     Term(having - both, (n - hits) * having / n) +
                     Term(neither, (n - hits) * (n - having) / n);
  return std::max(0.0, 2 * sum);
}

double RateDifference(uint32_t a, uint32_t first, uint32_t b, uint32_t second) {
  if (first == 0 || second == 0 || (a == 0 && b == 0)) return 0;
  const double rate =
      (static_cast<double>(a) + b) / (static_cast<double>(first) + second);
  const double g2 = 2 * (Term(a, first * rate) + Term(b, second * rate));
  const bool first_more = uint64_t{a} * second >= uint64_t{b} * first;
  return first_more ? std::max(0.0, g2) : -std::max(0.0, g2);
}

double NormalizedMutualInformation(uint32_t both, uint32_t row, uint32_t column,
                                   uint32_t total) {
  if (both == total) return 0;
  const double n = total;
  const double together = both / n;
  return std::log(together / ((row / n) * (column / n))) / -std::log(together);
}

}  // namespace vigie::match
