// What catalogs of later revisions take from those before them.
#include "match/catalog_level.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "match/catalog.h"
#include "tests/entities/recognition.h"
#include "tests/match/memory_segment.h"

namespace vigie::match {
namespace {

constexpr std::string_view kLines = R"({"vigie_dictionary":1}
{"id":"org/n7","type":"organization.company","label":{"fr":"Sept"},"qid":"Q7","aliases":["Sept"]}
)";

// A segment that no other is taken for.
class ContentSegment : public MemorySegment {
 public:
  const index::SegmentRecord& record() const override { return record_of_; }

  index::SegmentRecord record_of_;
  std::vector<std::string> ids_;
};

// Entities org/nI, as many from I = `first` on, and an article of as many
// values.
std::shared_ptr<ContentSegment> SegmentOf(uint32_t first, uint32_t count,
                                          bool with_fields = true) {
  static uint64_t contents = 0;
  auto segment = std::make_shared<ContentSegment>();
  segment->record_of_.columns.bytes = ++contents;
  segment->with_fields = with_fields;
  segment->ids_.reserve(count);
  MemoryDocument document;
  document.article.id = "article-" + std::to_string(contents);
  for (uint32_t i = first; i < first + count; ++i) {
    segment->ids_.push_back("org/n" + std::to_string(i));
    segment->AddEntity(segment->ids_.back(), EntityType::kOrganization);
    if (i % 3 == 0) {
      document.article.attributes.push_back(
          {i % 2 == 0 ? "theme" : "lieu", {std::to_string(i)}});
    }
  }
  segment->documents.push_back(std::move(document));
  segment->Seal();
  return segment;
}

void ExpectSame(const Catalog& catalog, const Catalog& whole) {
  ASSERT_EQ(catalog.documents(), whole.documents());
  ASSERT_EQ(catalog.has_fields(), whole.has_fields());
  ASSERT_EQ(catalog.entities().size(), whole.entities().size());
  for (uint32_t i = 0; i < whole.entities().size(); ++i) {
    const CatalogEntity& expected = whole.entities()[i];
    const CatalogEntity& entity = catalog.entities()[i];
    ASSERT_EQ(entity.id, expected.id);
    ASSERT_EQ(entity.label, expected.label);
    ASSERT_EQ(entity.type, expected.type);
    ASSERT_EQ(entity.listed, expected.listed);
    ASSERT_EQ(catalog.FindEntity(entity.id), i);
  }
  ASSERT_EQ(catalog.attribute_values().size(), whole.attribute_values().size());
  for (uint32_t i = 0; i < whole.attribute_values().size(); ++i) {
    const index::AttributeValue& expected = whole.attribute_values()[i];
    const index::AttributeValue& value = catalog.attribute_values()[i];
    ASSERT_EQ(value.name, expected.name);
    ASSERT_EQ(value.value, expected.value);
    ASSERT_EQ(catalog.FindAttributeValue(value.name, value.value), i);
    ASSERT_EQ(catalog.attribute_name(i), whole.attribute_name(i));
    ASSERT_EQ(catalog.FindAttributeName(value.name),
              whole.FindAttributeName(value.name));
  }
  for (uint32_t segment = 0; segment < whole.segments().size(); ++segment) {
    const index::Segment& own = *whole.segments()[segment];
    for (uint32_t local = 0; local < own.entities().size(); ++local) {
      ASSERT_EQ(catalog.entity(segment, local), whole.entity(segment, local));
      ASSERT_EQ(catalog.FindLocalEntity(segment, own.entities()[local].id),
                local);
    }
    for (uint32_t local = 0; local < own.attribute_values().size(); ++local) {
      ASSERT_EQ(catalog.attribute_value(segment, local),
                whole.attribute_value(segment, local));
    }
  }
  ASSERT_EQ(catalog.FindEntity("org/nobody"), std::nullopt);
  ASSERT_EQ(catalog.FindAttributeValue("theme", "nothing"), std::nullopt);
}

TEST(CatalogLevels, AnyRevisionIsNumberedAsIfItWereTheFirst) {
  std::mt19937 random(5);
  const auto dictionary = entities::ParseOrFail(std::string(kLines));
  Segments segments = {SegmentOf(0, 9'000)};
  std::shared_ptr<const Catalog> last;
  for (int revision = 0; revision < 40; ++revision) {
    SCOPED_TRACE(revision);
    const uint32_t what = random() % 5;
    if (what == 0 && segments.size() > 2) {
      // A merge: some segments in a row are one.
      const size_t from = random() % (segments.size() - 1);
      segments.erase(segments.begin() + static_cast<ptrdiff_t>(from));
      segments[from] = SegmentOf(random() % 9'000, 2'000 + random() % 9'000);
    } else {
      segments.push_back(SegmentOf(random() % 12'000, random() % 700,
                                   /*with_fields=*/revision % 9 != 8));
    }
    const auto catalog =
        std::make_shared<const Catalog>(segments, dictionary, /*keeps=*/true);
    ExpectSame(*catalog, Catalog(segments, dictionary));
    last = catalog;  // the one before it is closed when this one stands
  }
}

TEST(KeptLevels, AreTakenWhileTheyHoldMostOfWhatIsThere) {
  KeptLevels kept;
  const auto dictionary = entities::ParseOrFail(std::string(kLines));
  const auto large = SegmentOf(0, 9'000);
  const auto level = kept.For({large, SegmentOf(0, 10)}, dictionary);
  ASSERT_NE(level, nullptr);
  EXPECT_EQ(level->segments(), Segments{large});
  const auto half = SegmentOf(0, 8'900);
  EXPECT_EQ(kept.For({large, SegmentOf(50, 20)}, dictionary), level);
  EXPECT_EQ(kept.For({large, half}, dictionary), level);
  const auto both = kept.For({large, half, SegmentOf(0, 700)}, dictionary);
  EXPECT_NE(both, level);
  EXPECT_EQ(both->segments(), (Segments{large, half}));
}

TEST(KeptLevels, AreOfTheirSegmentsAndDictionary) {
  KeptLevels kept;
  const auto dictionary = entities::ParseOrFail(std::string(kLines));
  const auto large = SegmentOf(0, 9'000);
  const auto level = kept.For({large}, dictionary);
  EXPECT_EQ(kept.For({large}, dictionary), level);
  EXPECT_NE(kept.For({large}, nullptr), level);
  EXPECT_NE(kept.For({SegmentOf(0, 9'000)}, dictionary), level);
  EXPECT_NE(kept.For({SegmentOf(0, 9), large}, dictionary), level);
}

TEST(KeptLevels, AreGoneWithTheLastCatalogAndOfFewNoneIsMade) {
  KeptLevels kept;
  const auto large = SegmentOf(0, 9'000);
  std::weak_ptr<const CatalogLevel> level = kept.For({large}, nullptr);
  EXPECT_TRUE(level.expired());
  EXPECT_EQ(kept.For({SegmentOf(0, 100)}, nullptr), nullptr);
  EXPECT_EQ(kept.For({}, nullptr), nullptr);
}

}  // namespace
}  // namespace vigie::match
