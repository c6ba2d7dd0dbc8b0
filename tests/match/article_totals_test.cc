// Totals that are corrected for tombstones, against counting live articles.
#include "match/article_totals.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

#include "tests/match/memory_segment.h"

namespace vigie::match {
namespace {

// Hides every document of "caché".
class HidingSegment : public MemorySegment {
 public:
  bool hidden(uint32_t doc) const override {
    return documents[doc].article.source == "caché";
  }
};

std::shared_ptr<HidingSegment> RandomSegment(std::mt19937* random) {
  auto segment = std::make_shared<HidingSegment>();
  for (const char* id : {"org/a", "org/b", "org/c"}) {
    segment->AddEntity(id, EntityType::kOrganization);
  }
  const char* const sources[] = {"", "Le Monde", "caché"};
  for (uint32_t doc = (*random)() % 12; doc > 0; --doc) {
    MemoryDocument document;
    document.article.id = "a" + std::to_string(doc);
    document.article.source = sources[(*random)() % 3];
    document.article.text.assign(1 + (*random)() % 9, 'x');
    for (uint32_t word = (*random)() % 5; word > 0; --word) {
      document.article.text += " mot";
    }
    if ((*random)() % 4 != 0) {
      document.article.published_at = {static_cast<int64_t>((*random)() % 4),
                                       (*random)() % 2 == 0};
    }
    for (uint32_t entity = 0; entity < 3; ++entity) {
      if ((*random)() % 2 == 0) document.counts.push_back({entity, 2});
    }
    document.mentions.resize((*random)() % 4);
    document.tombstoned =
        (*random)() % 3 == 0 || document.article.source == "caché";
    segment->documents.push_back(std::move(document));
  }
  segment->Seal();
  return segment;
}

ArticleTotals Expected(const MemorySegment& segment) {
  ArticleTotals totals;
  totals.entity_articles.resize(3);
  totals.source_articles.resize(segment.sources().size());
  for (uint32_t doc = 0; doc < segment.size(); ++doc) {
    if (segment.tombstoned(doc)) continue;
    ++totals.articles;
    totals.length += segment.lengths()[doc];
    totals.mentions += segment.mentions(doc).size;
    ++totals.source_articles[segment.source(doc)];
    for (const index::EntityCount& count : segment.entity_counts(doc)) {
      ++totals.entity_articles[count.entity];
    }
    const auto at = segment.published_at(doc);
    if (!at) continue;
    if (!totals.oldest || at->unix_seconds < totals.oldest->unix_seconds) {
      totals.oldest = at;
    }
    if (!totals.newest || at->unix_seconds > totals.newest->unix_seconds) {
      totals.newest = at;
    }
  }
  return totals;
}

TEST(ArticleTotals, OfLiveArticlesAreThoseOfCountingThem) {
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    SCOPED_TRACE(round);
    const auto segment = RandomSegment(&random);
    const ArticleTotals live =
        TotalsOfLive(*segment, TotalsOfVisible(*segment));
    const ArticleTotals expected = Expected(*segment);
    EXPECT_EQ(live.articles, expected.articles);
    EXPECT_EQ(live.length, expected.length);
    EXPECT_EQ(live.mentions, expected.mentions);
    EXPECT_EQ(live.oldest, expected.oldest);
    EXPECT_EQ(live.newest, expected.newest);
    EXPECT_EQ(live.entity_articles, expected.entity_articles);
    EXPECT_EQ(live.source_articles, expected.source_articles);
  }
}

TEST(ArticleTotals, OfVisibleArticlesHaveTombstonedOnesToo) {
  auto segment = std::make_shared<HidingSegment>();
  for (const char* source : {"Le Monde", "caché", "Le Monde"}) {
    MemoryDocument document;
    document.article.source = source;
    document.tombstoned = segment->documents.size() < 2;
    segment->documents.push_back(std::move(document));
  }
  segment->Seal();
  EXPECT_EQ(TotalsOfVisible(*segment).articles, 2U);
  EXPECT_EQ(TotalsOfLive(*segment, TotalsOfVisible(*segment)).articles, 1U);
}

}  // namespace
}  // namespace vigie::match
