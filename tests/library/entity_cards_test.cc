// Entities by id, by name and page by page.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> IdsOf(const std::vector<EntityCard>& cards) {
  std::vector<std::string> ids;
  for (const EntityCard& card : cards) ids.push_back(card.entity.id);
  return ids;
}

class EntityCardsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WriteArticles(
        directory_->path(),
        {MakeArticle("a1", "Accord", "OpenAI et Microsoft signent un accord."),
         MakeArticle("a2", "Puces", "Microsoft achète des puces à Broadcom."),
         MakeArticle("a3", "Bureau", "Microsoft ouvre un bureau.")});
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};

TemporaryDirectory* EntityCardsTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> EntityCardsTest::snapshot_;

TEST_F(EntityCardsTest, AnEntityIsGivenWithItsNamesAndItsArticles) {
  const Result<EntityCard> card = snapshot_->GetEntity("org/microsoft");
  ASSERT_TRUE(card.ok()) << card.status().ToString();
  EXPECT_EQ(card->entity.type, EntityType::kOrganization);
  EXPECT_EQ(card->entity.label, "Microsoft");
  EXPECT_EQ(card->articles, 3U);
  EXPECT_FALSE(card->unlisted);
}

TEST_F(EntityCardsTest, AnUnknownIdIsNotFound) {
  for (const char* id : {"org/nobody", "", "microsoft"}) {
    EXPECT_EQ(snapshot_->GetEntity(id).status().reason(), "ENTITY_NOT_FOUND")
        << id;
  }
}

TEST_F(EntityCardsTest, ANameFindsWhatItMeansThenWhatBeginsSo) {
  EntitySearchRequest request;
  request.text = "microsoft";
  const auto whole = snapshot_->SearchEntities(request);
  ASSERT_TRUE(whole.ok());
  ASSERT_FALSE(whole->entities.empty());
  EXPECT_EQ(whole->entities[0].entity.id, "org/microsoft");
  request.text = "Broad";
  EXPECT_THAT(IdsOf(snapshot_->SearchEntities(request)->entities),
              Contains("org/broadcom"));
  request.types = {EntityType::kPerson};
  EXPECT_THAT(IdsOf(snapshot_->SearchEntities(request)->entities),
              Not(Contains("org/broadcom")));
  request.text = "";
  EXPECT_THAT(snapshot_->SearchEntities(request)->entities, IsEmpty());
}

TEST_F(EntityCardsTest, ATooLongNameIsRefused) {
  EntitySearchRequest request;
  request.text = std::string(201, 'a');
  EXPECT_EQ(snapshot_->SearchEntities(request).status().reason(),
            "SUGGEST_TEXT");
}

TEST_F(EntityCardsTest, PagesHoldEveryMentionedEntityOnce) {
  EntityListRequest request;
  const auto all = snapshot_->ListEntities(request);
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->entities.size(), all->total_entities);
  EXPECT_EQ(all->next_page_token, "");
  EXPECT_EQ(all->entities.front().entity.id, "org/microsoft");
  std::vector<std::string> paged;
  request.page_size = 1;
  do {
    const auto page = snapshot_->ListEntities(request);
    ASSERT_TRUE(page.ok());
    ASSERT_EQ(page->entities.size(), 1U);
    EXPECT_EQ(page->total_entities, all->total_entities);
    paged.push_back(page->entities[0].entity.id);
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  EXPECT_EQ(paged, IdsOf(all->entities));
}

TEST_F(EntityCardsTest, ATokenOfAnotherCallIsRefused) {
  EntityListRequest request;
  for (const char* token : {"x", "12", "-1 org/a", " org/a"}) {
    request.page_token = token;
    EXPECT_EQ(snapshot_->ListEntities(request).status().reason(),
              "PAGE_TOKEN_MALFORMED")
        << token;
  }
}

TEST_F(EntityCardsTest, AListNarrowsByType) {
  EntityListRequest request;
  request.types = {EntityType::kOrganization};
  EXPECT_THAT(IdsOf(snapshot_->ListEntities(request)->entities),
              ElementsAre("org/microsoft", "org/broadcom", "org/openai"));
}

}  // namespace
}  // namespace vigie
