// Names that no dictionary lists: recognised, stored, asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/entities/small_model.h"
#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr uint8_t Label(entities::ModelType type, entities::SpanPart part) {
  return entities::LabelOf(static_cast<size_t>(type), part);
}

const entities::SmallModel& Names() {
  using entities::ModelType;
  using entities::SpanPart;
  static const entities::SmallModel model(
      {{"Zelda", Label(ModelType::kPerson, SpanPart::kBegin)},
       {"Marchmain", Label(ModelType::kPerson, SpanPart::kEnd)},
       {"Bretzelburg", Label(ModelType::kPlace, SpanPart::kSingle)},
       {"Cuisine", Label(ModelType::kOrganization, SpanPart::kSingle)}});
  return model;
}

class UnlistedNames : public testing::Test {
 protected:
  std::string index() const { return directory_.path() / "index"; }

  WriterOptions Options() const {
    WriterOptions options;
    options.names_model_path = directory_.path() / "names.bin";
    std::ofstream(options.names_model_path, std::ios::binary)
        << Names().bytes();
    return options;
  }

  void Add(const WriterOptions& options, const std::vector<Article>& articles) {
    auto writer = IndexWriter::Open(index(), options);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    for (const Article& article : articles) {
      ASSERT_TRUE((*writer)->Add(article).ok());
    }
    ASSERT_TRUE((*writer)->Commit().ok());
  }

  // Two articles in a segment each.
  void AddPress() {
    Add(Options(),
        {MakeArticle("a", "Une visite",
                     "Hier, Zelda Marchmain a quitté Bretzelburg.")});
    Add(Options(),
        {MakeArticle("b", "Un retour", "Demain, Zelda Marchmain parlera.")});
  }

  std::shared_ptr<const Snapshot> Open() const {
    auto snapshot = Snapshot::Open(index());
    EXPECT_TRUE(snapshot.ok()) << snapshot.status().ToString();
    return *snapshot;
  }

  // "article entity surface", and whether unlisted.
  std::vector<std::string> Mentions(const std::string& query) const {
    MentionRequest request;
    request.query = query;
    std::vector<std::string> shown;
    const auto result =
        Open()->StreamMentions(request, [&](const MentionRow& row) {
          shown.push_back(row.article.id + " " + row.mention.entity_id + " " +
                          row.mention.surface +
                          (row.mention.unlisted ? " unlisted" : ""));
          return true;
        });
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    return shown;
  }

  TemporaryDirectory directory_;
};

TEST_F(UnlistedNames, AreOneEntityAcrossSegmentsInFacets) {
  AddPress();
  SearchRequest request;
  request.facets = {{FacetDimension::kEntity, EntityType::kPerson}};
  const auto result = Open()->Search(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  ASSERT_EQ(result->facets.size(), 1U);
  ASSERT_EQ(result->facets[0].values.size(), 1U);
  const FacetValue& value = result->facets[0].values[0];
  EXPECT_EQ(value.value, "person/zelda-marchmain");
  EXPECT_EQ(value.label, "Zelda Marchmain");
  EXPECT_EQ(value.articles, 2U);
  EXPECT_TRUE(value.unlisted);
}

TEST_F(UnlistedNames, AreFoundByNameAndById) {
  AddPress();
  for (const char* query :
       {"entity:\"Zelda Marchmain\"", "entity:\"zelda marchmain\"",
        "entity:person/zelda-marchmain"}) {
    EXPECT_THAT(
        Mentions(query),
        ElementsAre("a person/zelda-marchmain Zelda Marchmain unlisted",
                    "b person/zelda-marchmain Zelda Marchmain unlisted"))
        << query;
  }
  EXPECT_THAT(Mentions("mention:\"Bretzelburg\""),
              ElementsAre("a place/bretzelburg Bretzelburg unlisted"));
}

TEST_F(UnlistedNames, AmongWordsAreTheEntityAndTheAnswerSaysSo) {
  AddPress();
  SearchRequest request;
  request.query = "visite zelda marchmain";
  const auto result = Open()->Search(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  EXPECT_EQ(result->total_hits, 1U);
  ASSERT_EQ(result->understanding.expansions.size(), 1U);
  const QueryExpansion& expansion = result->understanding.expansions[0];
  EXPECT_EQ(expansion.kind, QueryExpansion::Kind::kEntity);
  EXPECT_EQ(expansion.source, "zelda marchmain");
  EXPECT_THAT(expansion.targets, ElementsAre("person/zelda-marchmain"));
}

TEST_F(UnlistedNames, ThatAreCommonWordsAreReadAsWords) {
  Add(Options(), {MakeArticle("a", "", "Hier, Cuisine a fermé."),
                  MakeArticle("b", "", "Il fait la cuisine.")});
  SearchRequest request;
  request.query = "cuisine";
  const auto result = Open()->Search(request);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->total_hits, 2U);
  EXPECT_THAT(result->understanding.expansions, IsEmpty());
  EXPECT_FALSE(Mentions("entity:Cuisine").empty());
}

TEST_F(UnlistedNames, OfOtherArticlesAreUnknown) {
  AddPress();
  SearchRequest request;
  request.query = "entity:\"Zelda Bretzelburg\"";
  const auto result = Open()->Search(request);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->total_hits, 0U);
  ASSERT_EQ(result->understanding.warnings.size(), 1U);
  EXPECT_EQ(result->understanding.warnings[0].code, "UNKNOWN_ENTITY");
}

TEST_F(UnlistedNames, AreNotLookedForWhereTheIndexListsOnly) {
  WriterOptions options = Options();
  options.index.emplace();
  options.index->unlisted_names = false;
  Add(options, {MakeArticle("a", "", "Hier, Zelda Marchmain a parlé.")});
  EXPECT_EQ(Open()->GetStatus().mentions, 0U);
  EXPECT_THAT(Mentions("entity:\"Zelda Marchmain\""), IsEmpty());
  auto writer = IndexWriter::Open(index(), Options());
  EXPECT_TRUE(writer.ok());
}

TEST_F(UnlistedNames, OptionsOfAnotherIndexAreRefused) {
  AddPress();
  WriterOptions options = Options();
  options.index.emplace();
  options.index->unlisted_names = false;
  const auto writer = IndexWriter::Open(index(), options);
  ASSERT_FALSE(writer.ok());
  EXPECT_EQ(writer.status().reason(), "INDEX_OPTIONS");
}

TEST_F(UnlistedNames, NeedAModelThatReads) {
  WriterOptions options = Options();
  for (const std::string& bytes :
       {std::string(), std::string("VIGIENAM"), Names().bytes().substr(0, 90),
        Names().bytes() + "x"}) {
    std::ofstream(options.names_model_path, std::ios::binary) << bytes;
    const auto writer = IndexWriter::Open(index(), options);
    ASSERT_FALSE(writer.ok()) << bytes.size();
    EXPECT_EQ(writer.status().code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(writer.status().message(), HasSubstr("names.bin"));
  }
  options.names_model_path = directory_.path() / "absent.bin";
  EXPECT_EQ(IndexWriter::Open(index(), options).status().code(),
            StatusCode::kInvalidArgument);
}

TEST_F(UnlistedNames, AnotherModelReadsUnchangedArticlesAgain) {
  AddPress();
  auto writer = IndexWriter::Open(index(), WriterOptions());
  ASSERT_TRUE(writer.ok());
  const auto added = (*writer)->Add(
      MakeArticle("b", "Un retour", "Demain, Zelda Marchmain parlera."));
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*added, AddOutcome::kReplaced);
}

}  // namespace
}  // namespace vigie
