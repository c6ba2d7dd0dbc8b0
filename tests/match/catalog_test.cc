// Entities of several segments as one collection.
#include "match/catalog.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/entities/recognition.h"
#include "tests/match/memory_segment.h"

namespace vigie::match {
namespace {

constexpr std::string_view kLines = R"({"vigie_dictionary":1}
{"id":"org/n7","type":"organization.company","label":{"fr":"Sept"},"qid":"Q7","aliases":["Sept"]}
{"id":"org/apart","type":"organization","label":{"fr":"À part"},"aliases":["À part"]}
)";

// A segment of so many entities org/nI from I = `first` on.
std::shared_ptr<MemorySegment> SegmentOf(uint32_t first, uint32_t count,
                                         std::vector<std::string>* ids) {
  auto segment = std::make_shared<MemorySegment>();
  ids->reserve(count);
  for (uint32_t i = first; i < first + count; ++i) {
    ids->push_back("org/n" + std::to_string(i));
    segment->AddEntity(ids->back(), EntityType::kOrganization);
  }
  segment->Seal();
  return segment;
}

// So few that one thread does it, and so many that several do.
class CatalogOf : public testing::TestWithParam<uint32_t> {};

TEST_P(CatalogOf, NumbersEntitiesOnceAndTakesWhatTheDictionarySays) {
  const uint32_t count = GetParam();
  std::vector<std::string> ids[2];
  const Segments segments = {SegmentOf(0, count, &ids[0]),
                             SegmentOf(count / 2, count, &ids[1])};
  const auto dictionary = entities::ParseOrFail(std::string(kLines));
  const Catalog catalog(segments, dictionary);

  ASSERT_EQ(catalog.entities().size(), count + count / 2);
  for (uint32_t i = 0; i < catalog.entities().size(); ++i) {
    const CatalogEntity& entity = catalog.entities()[i];
    const std::string id = "org/n" + std::to_string(i);
    ASSERT_EQ(entity.id, id);
    ASSERT_EQ(entity.label, i == 7 ? "Sept" : id);
    ASSERT_EQ(entity.unlisted, i != 7);
    ASSERT_EQ(catalog.WikidataId(entity), i == 7 ? "Q7" : "");
    ASSERT_EQ(catalog.FindEntity(id), i);
    for (uint32_t segment = 0; segment < 2; ++segment) {
      const auto local = catalog.FindLocalEntity(segment, id);
      const uint32_t first = segment * (count / 2);
      ASSERT_EQ(local.has_value(), i >= first && i < first + count) << id;
      if (!local) continue;
      ASSERT_EQ(catalog.entity(segment, *local), i);
    }
  }
  EXPECT_EQ(catalog.FindEntity("org/apart"), std::nullopt);
  EXPECT_EQ(catalog.FindLocalEntity(0, "org/apart"), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Sizes, CatalogOf, testing::Values(20U, 9'000U));

TEST(Catalog, DescribesEntitiesThatNoArticleMentions) {
  const auto dictionary = entities::ParseOrFail(std::string(kLines));
  const Catalog catalog({}, dictionary);
  const CatalogEntity listed = catalog.DescribeEntity("org/apart");
  EXPECT_EQ(listed.id, "org/apart");
  EXPECT_EQ(listed.label, "À part");
  EXPECT_EQ(listed.type, EntityType::kOrganization);
  EXPECT_FALSE(listed.unlisted);
  const CatalogEntity unknown = catalog.DescribeEntity("org/nobody");
  EXPECT_EQ(unknown.id, "org/nobody");
  EXPECT_EQ(unknown.label, "org/nobody");
  EXPECT_EQ(unknown.type, EntityType::kUnspecified);
  EXPECT_EQ(catalog.WikidataId(unknown), "");
}

TEST(Catalog, WithoutADictionaryTakesWhatSegmentsSay) {
  std::vector<std::string> ids;
  const Segments segments = {SegmentOf(0, 9'000, &ids)};
  const Catalog catalog(segments, nullptr);
  const CatalogEntity& entity = catalog.entities()[8'999];
  EXPECT_EQ(entity.label, "org/n8999");
  EXPECT_FALSE(entity.unlisted);
  EXPECT_EQ(catalog.WikidataId(entity), "");
}

}  // namespace
}  // namespace vigie::match
