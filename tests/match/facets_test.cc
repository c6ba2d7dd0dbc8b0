// The promise of facets: the count shown is the number of hits after clicking.
// Long because every test counts over the same scene.
#include "match/facets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/match/memory_segment.h"

namespace vigie::match {
namespace {

using Mode = FacetSelection::Mode;

const FacetKey kEntities{FacetDimension::kEntity};
const FacetKey kOrganizations{FacetDimension::kEntity,
                              EntityType::kOrganization};
const FacetKey kSources{FacetDimension::kSource};
const FacetKey kYears{FacetDimension::kYear};
const FacetKey kMonths{FacetDimension::kMonth};
const FacetKey kDays{FacetDimension::kDay};
const FacetKey kTypes{FacetDimension::kEntityType};
const FacetKey kTags{FacetDimension::kAttribute, EntityType::kUnspecified,
                     "tags"};
const FacetKey kWeeks{FacetDimension::kWeek};
const FacetKey kAuthors{FacetDimension::kAuthor};
const FacetKey kSections{FacetDimension::kSection};
const FacetKey kLanguages{FacetDimension::kLanguage};
const std::vector<FacetKey> kAllKeys = {
    kEntities, kOrganizations, kSources, kYears,   kMonths,   kDays,
    kTypes,    kTags,          kWeeks,   kAuthors, kSections, kLanguages};

MemoryDocument RandomDocument(uint32_t number, uint32_t entities,
                              std::mt19937* random) {
  const auto below = [random](uint32_t n) {
    return static_cast<uint32_t>((*random)() % n);
  };
  MemoryDocument document;
  document.article.id = "a" + std::to_string(number);
  document.article.source = std::vector<std::string>{"", "S1", "S2"}[below(3)];
  if (below(5) > 0) {
    document.article.published_at =
        PublicationTime{1'760'000'000 + below(4) * 2'700'000, false};
  }
  if (below(4) > 0) {
    document.article.attributes = {{"tags", {"mer"}}, {"ton", {"île"}}};
    if (below(2) == 0) document.article.attributes[0].values.push_back("île");
  }
  for (uint32_t i = below(3); i > 0; --i) {
    document.article.authors.push_back(i == 1 ? "Ève Lo" : "Max");
  }
  document.article.section = std::vector<std::string>{"", "Éco"}[below(2)];
  document.article.language =
      std::vector<std::string>{"", "fr", "en"}[below(3)];
  document.tombstoned = below(10) == 0;
  for (uint32_t entity = 0; entity < entities; ++entity) {
    if (below(3) == 0) document.counts.push_back({entity, 1 + below(4)});
  }
  return document;
}

// Two segments whose entity tables are in different orders.
Segments RandomSegments(std::mt19937* random) {
  Segments segments;
  const bool fields = (*random)() % 2 == 0;
  for (uint32_t i = 0; i < 2; ++i) {
    auto segment = std::make_shared<MemorySegment>();
    segment->with_fields = i == 0 || fields;
    if (i == 0) segment->AddEntity("org/a", EntityType::kOrganization);
    segment->AddEntity("person/b", EntityType::kPerson);
    segment->AddEntity("org/c", EntityType::kOrganization);
    segment->AddEntity("place/d", EntityType::kPlace);
    if (i == 1) segment->AddEntity("org/a", EntityType::kOrganization);
    for (uint32_t doc = 0; doc < 12; ++doc) {
      segment->documents.push_back(RandomDocument(i * 100 + doc, 4, random));
    }
    segment->Seal();
    segments.push_back(segment);
  }
  return segments;
}

std::string RandomName(const FacetKey& key, std::mt19937* random) {
  std::vector<std::string> names = {"org/a", "person/b", "org/c", "place/d",
                                    "org/unknown"};
  if (key == kSources) names = {"S1", "S2", "", "S9"};
  if (key == kYears) names = {"2025", "2026", "25", "0000"};
  if (key == kDays) names = {"2025-10-09", "2025-11-09", "2025-02-30", ""};
  if (key == kTags) names = {"mer", "île", "ton", ""};
  if (key == kMonths) names = {"2025-10", "2025-11", "2025-12", "mars"};
  if (key == kWeeks) names = {"2025-W41", "2025-W45", "2025-W00", "W41"};
  if (key == kAuthors) names = {"Ève Lo", "Max", "Personne"};
  if (key == kSections) names = {"Éco", "", "éco"};
  if (key == kLanguages) names = {"fr", "en", "de"};
  if (key == kTypes) names = {"organization", "person", "event", "chose"};
  return names[(*random)() % names.size()];
}

std::vector<FacetSelection> RandomSelections(std::mt19937* random) {
  std::vector<FacetSelection> selections;
  for (const FacetKey& key : kAllKeys) {
    if ((*random)() % 3 != 0) continue;
    FacetSelection selection;
    selection.key = key;
    selection.mode = (*random)() % 2 == 0 ? Mode::kOr : Mode::kAnd;
    const uint32_t included = (*random)() % 3;
    const uint32_t excluded = (*random)() % 3;
    for (uint32_t i = 0; i < included; ++i) {
      selection.include.push_back(RandomName(key, random));
    }
    for (uint32_t i = 0; i < excluded; ++i) {
      selection.exclude.push_back(RandomName(key, random));
    }
    selections.push_back(selection);
  }
  return selections;
}

// A corpus and one request on it.
struct Scene {
  explicit Scene(Segments segments)
      : catalog(std::move(segments), nullptr), columns(catalog) {}

  std::vector<ScopedDoc> Scope(const Selections& selections) const {
    std::vector<ScopedDoc> docs;
    for (uint32_t i = 0; i < catalog.segments().size(); ++i) {
      for (uint32_t doc = 0; doc < catalog.segments()[i]->size(); ++doc) {
        if (catalog.segments()[i]->tombstoned(doc)) continue;
        docs.push_back({{{i, doc}, 1.0}, selections.Failures({i, doc})});
      }
    }
    return docs;
  }
  uint32_t Hits(const std::vector<FacetSelection>& selections) const {
    const Result<Selections> made = Selections::Make(selections, columns);
    EXPECT_TRUE(made.ok()) << made.status().ToString();
    uint32_t hits = 0;
    for (const ScopedDoc& doc : Scope(*made)) hits += doc.failures == 0;
    return hits;
  }
  // In the hits: of the entities that `key` and `value` name, else of all.
  uint32_t Mentions(const std::vector<FacetSelection>& selections,
                    const FacetKey& key, const std::string& value) const {
    const Result<Selections> made = Selections::Make(selections, columns);
    EXPECT_TRUE(made.ok()) << made.status().ToString();
    uint32_t mentions = 0;
    for (const ScopedDoc& doc : Scope(*made)) {
      if (doc.failures != 0) continue;
      const DocRef ref = doc.hit.doc;
      for (const auto& count : catalog.segment(ref).entity_counts(ref.doc)) {
        const CatalogEntity& entity =
            catalog.entities()[catalog.entity(ref.segment, count.entity)];
        const bool counts = key == kTypes ? EntityTypeName(entity.type) == value
                            : key.dimension == FacetDimension::kEntity
                                ? entity.id == value
                                : true;
        if (counts) mentions += count.mentions;
      }
    }
    return mentions;
  }
  Facet Count(const FacetRequest& request,
              const std::vector<FacetSelection>& selections) const {
    const Result<Selections> made = Selections::Make(selections, columns);
    EXPECT_TRUE(made.ok()) << made.status().ToString();
    const auto facets =
        CountFacets({request}, Counted(Scope(*made), catalog.segments().size()),
                    *made, columns, CallControl());
    EXPECT_TRUE(facets.ok()) << facets.status().ToString();
    return facets->front();
  }

  Catalog catalog;
  FacetColumns columns;
};

// `selections` after a click on `value`.
std::vector<FacetSelection> Click(std::vector<FacetSelection> selections,
                                  const FacetKey& key,
                                  const std::string& value) {
  for (FacetSelection& selection : selections) {
    if (!(selection.key == key)) continue;
    auto& excluded = selection.exclude;
    excluded.erase(std::remove(excluded.begin(), excluded.end(), value),
                   excluded.end());
    if (selection.mode == Mode::kOr) selection.include.clear();
    selection.include.push_back(value);
    return selections;
  }
  selections.push_back({key, Mode::kOr, {value}, {}});
  return selections;
}

class RandomFacets : public testing::TestWithParam<uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomFacets, testing::Range(0U, 60U));

TEST_P(RandomFacets, ShowTheHitsAfterClickingForEveryValue) {
  std::mt19937 random(GetParam());
  const Scene scene(RandomSegments(&random));
  for (int round = 0; round < 10; ++round) {
    const std::vector<FacetSelection> selections = RandomSelections(&random);
    for (const FacetKey& key : kAllKeys) {
      for (const FacetValue& value :
           scene.Count({key, 50}, selections).values) {
        EXPECT_EQ(value.articles,
                  scene.Hits(Click(selections, key, value.value)))
            << "seed " << GetParam() << ", value " << value.value;
        EXPECT_EQ(value.mentions,
                  scene.Mentions(Click(selections, key, value.value), key,
                                 value.value))
            << "seed " << GetParam() << ", value " << value.value;
      }
    }
  }
}

TEST_P(RandomFacets, AddUpWhateverTheLimit) {
  std::mt19937 random(GetParam());
  const Scene scene(RandomSegments(&random));
  const std::vector<FacetSelection> selections = RandomSelections(&random);
  for (const FacetKey& key : kAllKeys) {
    const Facet all = scene.Count({key, 50}, selections);
    const Facet one = scene.Count({key, 1}, selections);
    const auto sum = [](const Facet& facet) {
      uint32_t total = facet.other;
      for (const FacetValue& value : facet.values) total += value.articles;
      return total;
    };
    EXPECT_EQ(all.other, 0U);
    EXPECT_EQ(sum(all), sum(one));
    EXPECT_EQ(all.distinct, one.distinct);
    EXPECT_EQ(all.missing, one.missing);
  }
}

Scene SmallScene() {
  auto segment = std::make_shared<MemorySegment>();
  const uint32_t a = segment->AddEntity("org/a", EntityType::kOrganization);
  const uint32_t b = segment->AddEntity("person/b", EntityType::kPerson);
  segment->documents.resize(3);
  segment->documents[0].article.source = "Le Monde";
  segment->documents[0].counts = {{a, 3}, {b, 1}};
  segment->documents[1].counts = {{a, 2}};
  segment->Seal();
  return Scene({segment});
}

TEST(Facets, CountArticlesOnceAndMentionsEach) {
  const Facet facet = SmallScene().Count({kEntities, 10}, {});
  ASSERT_EQ(facet.values.size(), 2U);
  EXPECT_EQ(facet.values[0].value, "org/a");
  EXPECT_EQ(facet.values[0].articles, 2U);
  EXPECT_EQ(facet.values[0].mentions, 5U);
  EXPECT_EQ(facet.values[1].articles, 1U);
  EXPECT_EQ(facet.missing, 1U);
  EXPECT_EQ(facet.distinct, 2U);
  EXPECT_TRUE(facet.exact);
}

TEST(Facets, ShowSelectedValuesThatNothingHas) {
  const Facet facet = SmallScene().Count(
      {kSources, 10}, {{kSources, Mode::kOr, {"Figaro"}, {"Libération"}}});
  ASSERT_EQ(facet.values.size(), 3U);
  EXPECT_EQ(facet.values[0].value, "Le Monde");
  EXPECT_FALSE(facet.values[0].selected);
  EXPECT_EQ(facet.values[1].value, "Figaro");
  EXPECT_EQ(facet.values[1].articles, 0U);
  EXPECT_TRUE(facet.values[1].selected);
  EXPECT_TRUE(facet.values[2].excluded);
}

TEST(Facets, KeepSelectedValuesBeyondTheLimit) {
  const Facet facet = SmallScene().Count(
      {kEntities, 1}, {{kEntities, Mode::kOr, {"person/b"}, {}}});
  ASSERT_EQ(facet.values.size(), 2U);
  EXPECT_EQ(facet.values[1].value, "person/b");
  EXPECT_TRUE(facet.values[1].selected);
  EXPECT_EQ(facet.other, 0U);
}

// Of values found by `matching`, over all values.
std::vector<std::string> Found(const FacetKey& key,
                               const std::string& matching) {
  auto segment = std::make_shared<MemorySegment>();
  segment->entity_table = {
      {"person/a", "Jane Austen", EntityType::kPerson},
      {"org/b", "L’Oréal", EntityType::kOrganization},
      {"org/c", "Agence spatiale européenne", EntityType::kOrganization}};
  segment->documents.resize(2);
  segment->documents[0].counts = {{0, 1}, {1, 1}};
  segment->documents[0].article.authors = {"Zoé d’Aubigné"};
  segment->documents[1].counts = {{2, 1}};
  segment->Seal();
  const Scene scene({segment});
  std::vector<std::string> found;
  for (const FacetValue& value : scene.Count({key, 10, matching}, {}).values) {
    found.push_back(value.label);
  }
  return found;
}

TEST(Facets, FindValuesByTheBeginningsOfTheirWords) {
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(Found(kEntities, "austen"), ElementsAre("Jane Austen"));
  EXPECT_THAT(Found(kEntities, "AUST jan"), ElementsAre("Jane Austen"));
  EXPECT_THAT(Found(kEntities, "oreal"), ElementsAre("L’Oréal"));
  EXPECT_THAT(Found(kEntities, "l'Oré"), ElementsAre("L’Oréal"));
  EXPECT_THAT(Found(kEntities, "europeenne"),
              ElementsAre("Agence spatiale européenne"));
  EXPECT_THAT(Found(kOrganizations, "jane"), IsEmpty());
  EXPECT_THAT(Found(kEntities, "usten"), IsEmpty());
  EXPECT_THAT(Found(kAuthors, "aubigne"), ElementsAre("Zoé d’Aubigné"));
  EXPECT_THAT(Found(kAuthors, "zoe max"), IsEmpty());
}

TEST(Facets, KeepSelectedValuesThatDoNotMatchAndSumTheRest) {
  std::mt19937 random(3);
  const Scene scene(RandomSegments(&random));
  const std::vector<FacetSelection> selections = {
      {kAuthors, Mode::kOr, {"Max"}, {}}};
  const Facet all = scene.Count({kAuthors, 10}, selections);
  const Facet some = scene.Count({kAuthors, 10, "eve"}, selections);
  ASSERT_EQ(some.values.size(), 2U);
  EXPECT_EQ(some.distinct, 1U);
  EXPECT_EQ(some.other, 0U);
  EXPECT_EQ(some.missing, all.missing);
  const Facet cut = scene.Count({kEntities, 1, ""}, {});
  uint32_t sum = cut.other;
  for (const FacetValue& value : cut.values) sum += value.articles;
  uint32_t whole = 0;
  for (const FacetValue& value : scene.Count({kEntities, 50}, {}).values) {
    whole += value.articles;
  }
  EXPECT_EQ(sum, whole);
}

TEST(Facets, NameWeeksAfterTheYearOfTheirThursday) {
  auto segment = std::make_shared<MemorySegment>();
  for (const char* day :
       {"2024-12-30", "2025-01-05", "2025-12-28", "2025-12-29", "2027-01-03"}) {
    MemoryDocument document;
    document.article.published_at = *ParsePublicationTime(day);
    segment->documents.push_back(document);
  }
  segment->Seal();
  std::vector<std::string> weeks;
  for (const FacetValue& value :
       Scene({segment}).Count({kWeeks, 10}, {}).values) {
    weeks.push_back(value.value);
  }
  EXPECT_THAT(weeks, testing::ElementsAre("2025-W01", "2025-W52", "2026-W01",
                                          "2026-W53"));
}

// Articles without entities: each has one tag of its own, and one of few.
std::shared_ptr<MemorySegment> TaggedSegment(uint32_t first) {
  auto segment = std::make_shared<MemorySegment>();
  for (uint32_t i = first; i < first + 100; ++i) {
    MemoryDocument document;
    document.article.id = "a" + std::to_string(i);
    document.article.attributes = {{"ton", {"grave"}}};
    if (i % 10 != 0) {
      document.article.attributes.push_back(
          {"tags", {"t" + std::to_string(i), "c" + std::to_string(i % 3)}});
    }
    segment->documents.push_back(std::move(document));
  }
  segment->Seal();
  return segment;
}

TEST(Facets, CountAttributesOfFewAndOfManyArticlesAlike) {
  const Scene scene({TaggedSegment(0), TaggedSegment(50)});
  const Result<Selections> none = Selections::Make({}, scene.columns);
  ASSERT_TRUE(none.ok());
  for (const uint32_t articles : {0U, 1U, 2U, 150U, 200U}) {
    std::vector<ScopedDoc> docs = scene.Scope(*none);
    docs.resize(articles);
    std::map<std::string, uint32_t> want;
    uint32_t missing = 0;
    for (const ScopedDoc& doc : docs) {
      const Article article =
          *scene.catalog.segment(doc.hit.doc).ReadArticle(doc.hit.doc.doc);
      if (article.attributes.size() < 2) {
        ++missing;
        continue;
      }
      for (const std::string& tag : article.attributes[1].values) ++want[tag];
    }
    const auto counted = CountFacets({{kTags, 1'000}}, Counted(docs, 2), *none,
                                     scene.columns, CallControl());
    ASSERT_TRUE(counted.ok());
    std::map<std::string, uint32_t> got;
    for (const FacetValue& value : counted->front().values) {
      got[value.value] = value.articles;
    }
    EXPECT_EQ(got, want) << articles;
    EXPECT_EQ(counted->front().missing, missing);
    EXPECT_EQ(counted->front().distinct, want.size());
    const auto best = CountFacets({{kTags, 2}}, Counted(docs, 2), *none,
                                  scene.columns, CallControl());
    EXPECT_EQ(best->front().values.size(), std::min<size_t>(2, want.size()));
    EXPECT_EQ(best->front().distinct, want.size());
  }
}

TEST(Facets, RefuseWrongKeysAndTooMany) {
  const Scene scene = SmallScene();
  const Result<Selections> none = Selections::Make({}, scene.columns);
  ASSERT_TRUE(none.ok());
  const auto count = [&](const std::vector<FacetRequest>& requests) {
    return CountFacets(requests, {}, *none, scene.columns, CallControl())
        .status()
        .code();
  };
  EXPECT_EQ(count({{{}, 10}}), StatusCode::kInvalidArgument);
  EXPECT_EQ(count({{{FacetDimension::kMonth, EntityType::kPerson}, 10}}),
            StatusCode::kInvalidArgument);
  EXPECT_EQ(count(std::vector<FacetRequest>(kMaxFacets + 1, {kMonths, 1})),
            StatusCode::kInvalidArgument);
  EXPECT_EQ(count(std::vector<FacetRequest>(kMaxFacets, {kMonths, 1})),
            StatusCode::kOk);
}

TEST(Selections, RefuseOneKeyInTwoModes) {
  const Scene scene = SmallScene();
  const auto made = Selections::Make(
      {{kSources, Mode::kOr, {"a"}, {}}, {kSources, Mode::kAnd, {"b"}, {}}},
      scene.columns);
  EXPECT_EQ(made.status().code(), StatusCode::kInvalidArgument);
}

TEST(Selections, RefuseTooManyValues) {
  const Scene scene = SmallScene();
  const std::vector<std::string> many(kMaxSelectedValues + 1, "x");
  const auto made =
      Selections::Make({{kSources, Mode::kOr, many, {}}}, scene.columns);
  EXPECT_EQ(made.status().code(), StatusCode::kInvalidArgument);
}

TEST(Selections, JoinThoseOfOneKey) {
  const Scene scene = SmallScene();
  EXPECT_EQ(scene.Hits({{kEntities, Mode::kAnd, {"org/a"}, {}},
                        {kEntities, Mode::kAnd, {"person/b"}, {}}}),
            1U);
}

TEST(Selections, EndWhenTheCallerCancels) {
  const Scene scene = SmallScene();
  const Result<Selections> none = Selections::Make({}, scene.columns);
  ASSERT_TRUE(none.ok());
  CallControl control;
  control.cancelled = [] { return true; };
  const std::vector<ScopedDoc> docs(CallPoll::kInterval,
                                    ScopedDoc{{{0, 0}, 1.0}, 0});
  EXPECT_EQ(CountFacets({{kMonths, 1}}, Counted(docs, 1), *none, scene.columns,
                        control)
                .status()
                .code(),
            StatusCode::kCancelled);
}

}  // namespace
}  // namespace vigie::match
