// Counting rows gives what listing the values of each document gives.
#include "match/row_sums.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "match/attribute_sums.h"
#include "match/facets.h"
#include "tests/match/memory_segment.h"

namespace vigie::match {
namespace {

const FacetKey kTags{FacetDimension::kAttribute, EntityType::kUnspecified,
                     "tags"};

using Tags = std::vector<std::vector<std::string>>;  // of each article

std::shared_ptr<MemorySegment> SegmentOf(const Tags& tags, bool mentions,
                                         bool with_rows) {
  auto segment = std::make_shared<MemorySegment>();
  segment->with_rows = with_rows;
  if (mentions) segment->AddEntity("org/a", EntityType::kOrganization);
  for (size_t i = 0; i < tags.size(); ++i) {
    MemoryDocument document;
    document.article.id = "a" + std::to_string(i);
    if (i % 4 != 0) document.article.authors = {"Ève", "N" + std::to_string(i)};
    if (i % 9 == 0) document.article.authors.push_back("Max");
    document.article.section = i % 5 < 3 ? "Éco" : "";
    document.article.language = i % 7 == 0 ? "en" : "";
    document.article.attributes = {{"ton", {"grave", "t1"}}, {"tags", tags[i]}};
    if (mentions && i % 3 != 0) {
      document.counts = {{0, static_cast<uint32_t>(i % 5)}};
    }
    segment->documents.push_back(std::move(document));
  }
  segment->Seal();
  return segment;
}

// The same articles with rows and without.
struct Pair {
  Pair(const Tags& tags, bool mentions)
      : rows({SegmentOf(tags, mentions, true)}, nullptr),
        plain({SegmentOf(tags, mentions, false)}, nullptr) {}

  Catalog rows;
  Catalog plain;
};

CountedDocs CountedOf(const std::vector<uint32_t>& docs, uint32_t documents,
                      bool as_bits) {
  CountedDocs counted;
  if (!as_bits) {
    counted.whole.push_back(DocSet::OfSorted(docs));
    return counted;
  }
  std::vector<uint64_t> bits(documents / 64 + 1);
  for (const uint32_t doc : docs) bits[doc / 64] |= uint64_t{1} << (doc % 64);
  counted.whole.push_back(DocSet::OfBits(std::move(bits)));
  return counted;
}

Facet Count(const Catalog& catalog, const FacetRequest& request,
            const std::vector<FacetSelection>& selections,
            const CountedDocs& counted) {
  const FacetColumns columns(catalog);
  const Result<Selections> made = Selections::Make(selections, columns);
  EXPECT_TRUE(made.ok());
  auto facets = CountFacets({request}, counted, *made, columns, CallControl());
  EXPECT_TRUE(facets.ok());
  return facets->front();
}

void ExpectSame(const Facet& a, const Facet& b, const std::string& where) {
  EXPECT_EQ(a.distinct, b.distinct) << where;
  EXPECT_EQ(a.missing, b.missing) << where;
  EXPECT_EQ(a.other, b.other) << where;
  ASSERT_EQ(a.values.size(), b.values.size()) << where;
  for (size_t i = 0; i < a.values.size(); ++i) {
    EXPECT_EQ(a.values[i].value, b.values[i].value) << where;
    EXPECT_EQ(a.values[i].articles, b.values[i].articles) << where;
    EXPECT_EQ(a.values[i].mentions, b.values[i].mentions) << where;
    EXPECT_EQ(a.values[i].selected, b.values[i].selected) << where;
  }
}

// Few tags of many articles, many of few, some of one; up to `most` each.
Tags RandomTags(uint32_t articles, uint32_t most, std::mt19937* random) {
  Tags tags(articles);
  for (uint32_t i = 0; i < articles; ++i) {
    for (uint32_t n = (*random)() % (most + 1); n > 0; --n) {
      const uint32_t range = 1U << (*random)() % 12;
      std::string tag = "t" + std::to_string((*random)() % range);
      const auto& listed = tags[i];
      if (std::find(listed.begin(), listed.end(), tag) == listed.end()) {
        tags[i].push_back(std::move(tag));
      }
    }
    if ((*random)() % 4 == 0) tags[i].push_back("own" + std::to_string(i));
  }
  return tags;
}

std::vector<uint32_t> RandomDocs(uint32_t documents, std::mt19937* random) {
  const uint32_t percent = (*random)() % 101;
  std::vector<uint32_t> docs;
  for (uint32_t doc = 0; doc < documents; ++doc) {
    if ((*random)() % 100 < percent) docs.push_back(doc);
  }
  return docs;
}

class RandomRows : public testing::TestWithParam<uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomRows, testing::Range(0U, 12U));

TEST_P(RandomRows, GiveWhatListsGive) {
  std::mt19937 random(GetParam());
  const uint32_t documents = 20 + random() % 700;
  const uint32_t most = GetParam() % 3 == 0 ? 4 : 60;
  const Pair pair(RandomTags(documents, most, &random), GetParam() % 2 == 0);
  for (int round = 0; round < 20; ++round) {
    const std::vector<uint32_t> docs = RandomDocs(documents, &random);
    const CountedDocs counted =
        CountedOf(docs, documents, /*as_bits=*/random() % 2 == 0);
    for (const uint32_t limit : {1U, 3U, 10U, 64U, 1'000U}) {
      ExpectSame(Count(pair.rows, {kTags, limit}, {}, counted),
                 Count(pair.plain, {kTags, limit}, {}, counted),
                 "limit " + std::to_string(limit) + " of " +
                     std::to_string(docs.size()));
    }
  }
}

TEST_P(RandomRows, TellOfSelectedValues) {
  std::mt19937 random(GetParam());
  constexpr uint32_t kDocuments = 400;
  const Tags tags = RandomTags(kDocuments, 12, &random);
  const Pair pair(tags, GetParam() % 2 == 0);
  for (const char* tag : {"t0", "t1", "t7", "t40", "own3", "nothing"}) {
    std::vector<uint32_t> docs;
    for (uint32_t doc = 0; doc < kDocuments; ++doc) {
      const auto& listed = tags[doc];
      if (std::find(listed.begin(), listed.end(), tag) != listed.end()) {
        docs.push_back(doc);
      }
    }
    const CountedDocs counted = CountedOf(docs, kDocuments, false);
    for (const uint32_t limit : {1U, 10U}) {
      const std::vector<FacetSelection> selections = {
          {kTags, FacetSelection::Mode::kAnd, {tag}, {}}};
      ExpectSame(Count(pair.rows, {kTags, limit}, selections, counted),
                 Count(pair.plain, {kTags, limit}, selections, counted), tag);
    }
  }
}

TEST(RowSums, AreOfAuthorsSectionsAndLanguages) {
  std::mt19937 random(5);
  const Tags tags = RandomTags(300, 3, &random);
  for (const bool mentions : {false, true}) {
    const Pair pair(tags, mentions);
    EXPECT_TRUE(pair.rows.has_fields());
    EXPECT_NE(pair.rows.segments().front()->attribute_rows(":author"), nullptr);
    const FacetColumns columns(pair.plain);
    const Result<Selections> none = Selections::Make({}, columns);
    for (const auto dimension :
         {FacetDimension::kAuthor, FacetDimension::kSection,
          FacetDimension::kLanguage}) {
      const FacetKey key{dimension};
      const std::vector<uint32_t> docs = RandomDocs(300, &random);
      std::map<std::string, std::pair<uint32_t, uint32_t>> want;
      uint32_t missing = 0;
      for (const uint32_t doc : docs) {
        std::vector<ValueCount> values;
        columns.Read(key, {0, doc}, &values);
        missing += values.empty() ? 1 : 0;
        for (const ValueCount& value : values) {
          auto& [articles, mentioned] = want[columns.Name(key, value.value)];
          ++articles;
          mentioned += value.mentions;
        }
      }
      const CountedDocs counted =
          CountedOf(docs, 300, dimension == FacetDimension::kAuthor);
      ExpectSame(Count(pair.rows, {key, 2}, {}, counted),
                 Count(pair.plain, {key, 2}, {}, counted), "two");
      const Facet facet = Count(pair.rows, {key, 1'000}, {}, counted);
      EXPECT_EQ(facet.missing, missing);
      ASSERT_EQ(facet.values.size(), want.size());
      for (const FacetValue& value : facet.values) {
        EXPECT_EQ(value.articles, want[value.value].first);
        EXPECT_EQ(value.mentions, want[value.value].second);
      }
    }
  }
}

TEST(RowSums, AreOfTheFirstSegment) {
  std::mt19937 random(1);
  const Tags tags = RandomTags(100, 8, &random);
  const Catalog catalog(
      {SegmentOf(tags, false, true), SegmentOf(tags, false, true)}, nullptr);
  const CallControl control;
  CallPoll poll(control);
  std::vector<DocSet> live;
  live.push_back(DocSet::Everything(100));
  live.emplace_back();
  EXPECT_TRUE(HasAll(live, catalog));
  const auto sums = RowSums("tags", live.front(), 10, catalog, &poll);
  ASSERT_TRUE(sums.ok());
  ASSERT_TRUE(sums->has_value());
  EXPECT_EQ((*sums)->most().size(), 10U);
  EXPECT_FALSE(
      RowSums("nothing", live.front(), 10, catalog, &poll)->has_value());
  live[1] = DocSet::Everything(100);
  EXPECT_FALSE(HasAll(live, catalog));
}

// Tags [begin, end).
std::vector<std::string> TagsFrom(uint32_t begin, uint32_t end) {
  std::vector<std::string> tags;
  for (uint32_t i = begin; i < end; ++i) tags.push_back(std::to_string(i));
  return tags;
}

TEST(RowSums, AreOfMoreValuesThan16BitsTell) {
  Tags tags(16);
  for (uint32_t i = 0; i < tags.size(); ++i) {
    const uint32_t from = i % 2 == 0 ? 0 : 30'000;
    tags[i] = TagsFrom(from, from + 40'000);
  }
  tags[0].push_back("own");
  const Pair pair(tags, true);
  const index::AttributeRows* rows =
      pair.rows.segments().front()->attribute_rows("tags");
  ASSERT_NE(rows, nullptr);
  EXPECT_FALSE(rows->narrow());
  for (const uint32_t docs : {8U, 9U, 16U}) {
    std::vector<uint32_t> first;
    for (uint32_t doc = 0; doc < docs; ++doc) first.push_back(doc);
    const CountedDocs counted = CountedOf(first, 16, false);
    ExpectSame(Count(pair.rows, {kTags, 10}, {}, counted),
               Count(pair.plain, {kTags, 10}, {}, counted),
               std::to_string(docs));
  }
}

TEST(RowSums, AreNotOfArticlesWithMoreValuesThanRowsTell) {
  Tags tags(10, TagsFrom(0, 3));
  tags[4] = TagsFrom(0, 66'000);
  const Pair pair(tags, false);
  EXPECT_EQ(pair.rows.segments().front()->attribute_rows("tags"), nullptr);
  const CountedDocs counted = CountedOf({0, 1, 2, 3, 4, 5, 6, 7, 8}, 10, false);
  ExpectSame(Count(pair.rows, {kTags, 2}, {}, counted),
             Count(pair.plain, {kTags, 2}, {}, counted), "long");
}

TEST(RowSums, EndWhenTheCallerCancels) {
  const Tags tags(2 * CallPoll::kInterval * CallPoll::kInterval, {"t"});
  const Catalog catalog({SegmentOf(tags, false, true)}, nullptr);
  CallControl control;
  control.cancelled = [] { return true; };
  CallPoll poll(control);
  std::vector<uint32_t> docs;
  for (uint32_t doc = 0; doc < tags.size(); doc += 2) docs.push_back(doc);
  const DocSet live = DocSet::OfSorted(std::move(docs));
  EXPECT_EQ(RowSums("tags", live, 10, catalog, &poll).status().code(),
            StatusCode::kCancelled);
}

}  // namespace
}  // namespace vigie::match
