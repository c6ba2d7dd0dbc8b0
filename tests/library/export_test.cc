// Long because every test is about one index that they share.
// Orders, groups, filters, streams, tokens that outlive their revision, and
// receipts.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;

const char* const kQueries[] = {
    "",      "Broadcom", "accord", "puce OU contrat", "entity:\"Microsoft\"",
    "absent"};

class ExportTest : public testing::Test {
 protected:
  void SetUp() override {
    WritePressReview(directory_.path());
    snapshot_ = OpenIndexAt(directory_.path());
    ASSERT_NE(snapshot_, nullptr);
  }

  SearchResult Search(const SearchRequest& request) const {
    Result<SearchResult> result = snapshot_->Search(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    return result.ok() ? *result : SearchResult();
  }
  // The ids that a stream hands over, and the token of each.
  std::vector<ArticleRow> Stream(const ArticlesRequest& request) const {
    std::vector<ArticleRow> rows;
    const Result<ArticlesResult> result =
        snapshot_->StreamArticles(request, [&](ArticleRow&& row) {
          rows.push_back(std::move(row));
          return true;
        });
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    EXPECT_EQ(result->articles, rows.size());
    return rows;
  }
  static std::vector<std::string> IdsOf(const std::vector<ArticleRow>& rows) {
    std::vector<std::string> ids;
    for (const ArticleRow& row : rows) ids.push_back(row.article.id);
    return ids;
  }
  std::vector<MentionRow> Rows(const MentionRequest& request) const {
    std::vector<MentionRow> rows;
    const auto result =
        snapshot_->StreamMentions(request, [&](MentionRow&& row) {
          rows.push_back(std::move(row));
          return true;
        });
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    return rows;
  }
  // One more article, in front of all others by date.
  void Write(const std::string& id, const std::string& date) {
    WriteArticles(directory_.path(),
                  {MakeArticle(id, "Accord", "Broadcom signe un accord.",
                               "Le Monde", date)});
    snapshot_ = OpenIndexAt(directory_.path());
  }

  TemporaryDirectory directory_;
  std::shared_ptr<const Snapshot> snapshot_;
};

TEST_F(ExportTest, StreamsEveryHitWholeAndGoesOnAfterEachToken) {
  for (const SortOrder sort :
       {SortOrder::kRelevance, SortOrder::kNewest, SortOrder::kOldest,
        SortOrder::kMentions, SortOrder::kSalience, SortOrder::kBm25}) {
    for (const char* query : kQueries) {
      SearchRequest search;
      search.query = query;
      search.sort = sort;
      search.page_size = 200;
      std::vector<std::string> found;
      for (const Hit& hit : Search(search).hits) {
        found.push_back(hit.article.id);
      }
      ArticlesRequest request;
      request.query = query;
      request.sort = sort;
      const std::vector<ArticleRow> rows = Stream(request);
      EXPECT_THAT(IdsOf(rows), ElementsAreArray(found)) << query;
      for (size_t i = 0; i < rows.size(); i += 7) {
        EXPECT_EQ(rows[i].article.text,
                  snapshot_->GetArticle(rows[i].article.id)->text);
        request.resume_token = rows[i].resume_token;
        const std::vector<std::string> rest(found.begin() + i + 1, found.end());
        EXPECT_THAT(IdsOf(Stream(request)), ElementsAreArray(rest)) << query;
      }
    }
  }
}

TEST_F(ExportTest, GoesOnInALaterRevisionWithoutLossOrRepetition) {
  for (const SortOrder sort : {SortOrder::kNewest, SortOrder::kOldest}) {
    ArticlesRequest request;
    request.sort = sort;
    const std::vector<ArticleRow> before = Stream(request);
    const size_t half = before.size() / 2;
    request.resume_token = before[half].resume_token;
    Write("neu-" + std::to_string(static_cast<int>(sort)), "2027-01-01");
    const auto expired =
        snapshot_->StreamArticles(request, [](ArticleRow&&) { return true; });
    EXPECT_EQ(expired.status().reason(), "REVISION_EXPIRED");
    const Result<std::string> resume =
        Snapshot::ResumeToken(request.resume_token);
    ASSERT_TRUE(resume.ok());
    request.resume_token = *resume;
    std::set<std::string> seen;
    for (size_t i = 0; i <= half; ++i) seen.insert(before[i].article.id);
    for (const std::string& id : IdsOf(Stream(request))) {
      EXPECT_TRUE(seen.insert(id).second) << id;
    }
    for (const ArticleRow& row : before) {
      EXPECT_EQ(seen.count(row.article.id), 1U) << row.article.id;
    }
  }
}

TEST_F(ExportTest, PagesGoOnInALaterRevision) {
  SearchRequest request;
  request.sort = SortOrder::kNewest;
  request.page_size = 13;
  const SearchResult first = Search(request);
  Write("neu", "2027-01-01");
  request.page_token = first.next_page_token;
  EXPECT_EQ(snapshot_->Search(request).status().reason(), "REVISION_EXPIRED");
  std::set<std::string> seen;
  for (const Hit& hit : first.hits) seen.insert(hit.article.id);
  request.page_token = *Snapshot::ResumeToken(first.next_page_token);
  do {
    const SearchResult page = Search(request);
    for (const Hit& hit : page.hits) {
      EXPECT_TRUE(seen.insert(hit.article.id).second) << hit.article.id;
    }
    request.page_token = page.next_page_token;
  } while (!request.page_token.empty());
  EXPECT_EQ(seen.size(), 60U);
}

TEST_F(ExportTest, PagesStayWhatTheyAreWhileAWriterPublishes) {
  const std::shared_ptr<const Snapshot> pinned = snapshot_;
  std::thread writer([&] {
    for (int i = 0; i < 5; ++i) {
      WriteArticles(
          directory_.path(),
          {MakeArticle("w" + std::to_string(i), "Accord",
                       "Broadcom signe un accord.", "Le Monde", "2026-02-10")});
    }
  });
  SearchRequest request;
  request.query = "accord";
  request.sort = SortOrder::kNewest;
  request.page_size = 4;
  std::vector<std::string> joined;
  do {
    const Result<SearchResult> page = pinned->Search(request);
    ASSERT_TRUE(page.ok());
    for (const Hit& hit : page->hits) joined.push_back(hit.article.id);
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  writer.join();
  request.page_size = 200;
  std::vector<std::string> whole;
  const Result<SearchResult> all = pinned->Search(request);
  ASSERT_TRUE(all.ok());
  for (const Hit& hit : all->hits) {
    whole.push_back(hit.article.id);
  }
  EXPECT_EQ(joined, whole);
}

TEST_F(ExportTest, MentionsGoOnAfterTheirTokens) {
  MentionRequest request;
  request.query = "accord OU Broadcom";
  const std::vector<MentionRow> all = Rows(request);
  request.page_size = 11;
  const Result<MentionResult> page = snapshot_->ListMentions(request);
  ASSERT_TRUE(page.ok());
  request.page_token = page->next_page_token;
  const std::vector<MentionRow> rest = Rows(request);
  ASSERT_EQ(rest.size(), all.size() - 11);
  for (size_t i = 0; i < rest.size(); ++i) {
    EXPECT_EQ(Print(rest[i]), Print(all[i + 11]));
  }
  Write("neu", "2027-01-01");
  request.page_token = *Snapshot::ResumeToken(page->next_page_token);
  const std::vector<MentionRow> later = Rows(request);
  ASSERT_EQ(later.size(), rest.size());
  for (size_t i = 0; i < rest.size(); ++i) {
    EXPECT_EQ(Print(later[i]), Print(rest[i]));
  }
}

TEST_F(ExportTest, TokensOfAnotherKindOrRequestAreRefused) {
  ArticlesRequest articles;
  articles.query = "accord";
  const std::string token = Stream(articles).front().resume_token;
  articles.query = "puce";
  articles.resume_token = token;
  const auto sink = [](ArticleRow&&) { return true; };
  EXPECT_EQ(snapshot_->StreamArticles(articles, sink).status().reason(),
            "PAGE_TOKEN_MISMATCH");
  SearchRequest search;
  search.query = "accord";
  search.page_token = token;
  EXPECT_EQ(snapshot_->Search(search).status().reason(), "PAGE_TOKEN_MISMATCH");
  EXPECT_EQ(Snapshot::ResumeToken("x").status().code(),
            StatusCode::kInvalidArgument);
  articles.resume_token.clear();
  EXPECT_EQ(
      snapshot_->StreamArticles(articles, [](ArticleRow&&) { return false; })
          .status()
          .code(),
      StatusCode::kCancelled);
}

TEST_F(ExportTest, OrdersByMentionsAndSalience) {
  for (const char* query : kQueries) {
    SearchRequest request;
    request.query = query;
    request.sort = SortOrder::kMentions;
    request.page_size = 200;
    MentionRequest mentions;
    mentions.query = query;
    std::map<std::string, uint32_t> rows;
    for (const MentionRow& row : Rows(mentions)) ++rows[row.article.id];
    uint32_t before = UINT32_MAX;
    for (const Hit& hit : Search(request).hits) {
      EXPECT_EQ(hit.matches, rows[hit.article.id]) << query;
      EXPECT_LE(hit.matches, before);
      before = hit.matches;
    }
    request.sort = SortOrder::kSalience;
    std::set<std::string> ids;
    for (const Hit& hit : Search(request).hits) ids.insert(hit.article.id);
    EXPECT_EQ(ids.size(), Search(request).total_hits);
  }
}

TEST_F(ExportTest, ShowsTheBestHitOfEachValue) {
  for (const FacetDimension dimension :
       {FacetDimension::kSource, FacetDimension::kMonth,
        FacetDimension::kLanguage}) {
    SearchRequest request;
    request.query = "accord";
    request.page_size = 200;
    const SearchResult all = Search(request);
    request.facets = {{{dimension}, 100}};
    request.collapse = FacetKey{dimension};
    const SearchResult groups = Search(request);
    EXPECT_EQ(groups.total_hits, all.total_hits);
    EXPECT_EQ(groups.total_groups, groups.hits.size());
    uint32_t hits = 0;
    std::map<std::string, uint32_t> counts;
    for (const FacetValue& value : groups.facets[0].values) {
      counts[value.value] = value.articles;
    }
    for (const Hit& hit : groups.hits) {
      hits += 1 + hit.more_in_group;
      if (hit.group.empty()) continue;
      EXPECT_EQ(counts[hit.group], 1 + hit.more_in_group);
      counts.erase(hit.group);
    }
    EXPECT_EQ(hits, all.total_hits);
    EXPECT_THAT(counts, IsEmpty());
    EXPECT_EQ(groups.hits.at(0).article.id, all.hits.at(0).article.id);
    request.page_size = 1;
    std::vector<std::string> joined;
    do {
      const SearchResult page = Search(request);
      for (const Hit& hit : page.hits) joined.push_back(hit.article.id);
      request.page_token = page.next_page_token;
    } while (!request.page_token.empty());
    std::vector<std::string> whole;
    for (const Hit& hit : groups.hits) whole.push_back(hit.article.id);
    EXPECT_EQ(joined, whole);
  }
}

TEST_F(ExportTest, ReceiptsReplayToTheSameAnswer) {
  for (const char* query : kQueries) {
    SearchRequest request;
    request.query = query;
    request.page_size = 7;
    request.receipt = true;
    request.facets = {{{FacetDimension::kEntity}, 5, "", 2}};
    request.selections = {{{FacetDimension::kSource},
                           FacetSelection::Mode::kOr,
                           {},
                           {"L’Équipe"}}};
    do {
      const SearchResult page = Search(request);
      ASSERT_TRUE(page.receipt.has_value());
      EXPECT_EQ(page.receipt->digest.size(), 64U);
      EXPECT_EQ(page.receipt->total_hits, page.total_hits);
      ReplayRequest replay;
      replay.receipt = *page.receipt;
      const Result<ReplayResult> again = snapshot_->Replay(replay);
      ASSERT_TRUE(again.ok()) << again.status().ToString();
      EXPECT_TRUE(again->identical);
      EXPECT_THAT(again->differences, IsEmpty());
      EXPECT_EQ(again->result.receipt->request, page.receipt->request);
      SearchResult shown = again->result;
      shown.next_page_token = page.next_page_token;
      EXPECT_EQ(Print(shown), Print(page));
      request.page_token = page.next_page_token;
    } while (!request.page_token.empty());
  }
}

TEST_F(ExportTest, ReceiptsOfAnotherRevisionSayWhatDiffers) {
  SearchRequest request;
  request.query = "accord";
  request.receipt = true;
  ReplayRequest replay;
  replay.receipt = *Search(request).receipt;
  const std::shared_ptr<const Snapshot> kept = snapshot_;
  Write("neu", "2027-01-01");
  EXPECT_EQ(snapshot_->Replay(replay).status().reason(), "REVISION_EXPIRED");
  EXPECT_TRUE(kept->Replay(replay)->identical);
  replay.at_head = true;
  const Result<ReplayResult> now = snapshot_->Replay(replay);
  ASSERT_TRUE(now.ok());
  EXPECT_FALSE(now->identical);
  EXPECT_EQ(now->differences.size(), 3U);  // revision, hits and digest
  replay.receipt.request += " ";
  EXPECT_EQ(kept->Replay(replay).status().reason(), "RECEIPT");
  replay.receipt.request = "[[";
  EXPECT_EQ(kept->Replay(replay).status().reason(), "RECEIPT");
}

TEST_F(ExportTest, MentionsOfAFacetAreTheRowsAfterAClick) {
  for (const FacetDimension dimension :
       {FacetDimension::kEntity, FacetDimension::kSource, FacetDimension::kDay,
        FacetDimension::kEntityType, FacetDimension::kLanguage}) {
    FacetsRequest request;
    request.query = "accord";
    request.facets = {{{dimension}, 100}};
    const Result<FacetsResult> facets = snapshot_->ListFacets(request);
    ASSERT_TRUE(facets.ok());
    for (const FacetValue& value : facets->facets[0].values) {
      MentionRequest mentions;
      mentions.query = request.query;
      mentions.scope = MentionRequest::Scope::kEntitiesInHits;
      mentions.selections = {
          {{dimension}, FacetSelection::Mode::kOr, {value.value}, {}}};
      if (dimension == FacetDimension::kEntityType) {
        mentions.types = {EntityTypeFromName(value.value)};
      }
      uint32_t rows = 0;
      for (const MentionRow& row : Rows(mentions)) {
        rows += dimension != FacetDimension::kEntity ||
                row.mention.entity_id == value.value;
      }
      EXPECT_EQ(rows, value.mentions) << value.value;
    }
  }
}

class FilterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WriteArticles(
        directory_->path(),
        {MakeArticle("a", "Microsoft et la justice",
                     "PARIS (AFP) – Microsoft répond.\n« Nous parlerons à "
                     "Google et à l’Élysée », a déclaré Satya Nadella, le "
                     "patron de Microsoft. Google se tait.",
                     "Le Monde", "2026-01-01")});
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }
  static std::vector<std::string> Surfaces(MentionRequest request) {
    request.scope = MentionRequest::Scope::kEntitiesInHits;
    const Result<MentionResult> result = snapshot_->ListMentions(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    std::vector<std::string> surfaces;
    for (const MentionRow& row : result->rows) {
      surfaces.push_back(row.mention.surface);
    }
    EXPECT_EQ(result->total_mentions, surfaces.size());
    return surfaces;
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};
TemporaryDirectory* FilterTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> FilterTest::snapshot_;

TEST_F(FilterTest, KeepsSectionsRolesAndSpeakers) {
  using testing::Contains;
  using testing::Each;
  using testing::ElementsAre;
  using testing::Not;
  MentionRequest request;
  request.sections = {MentionSection::kTitle};
  EXPECT_THAT(Surfaces(request), ElementsAre("Microsoft"));
  request.sections = {MentionSection::kLead};
  EXPECT_THAT(Surfaces(request), Contains("Microsoft"));
  EXPECT_THAT(Surfaces(request), Not(Contains("AFP")));
  request.sections = {MentionSection::kQuotation};
  EXPECT_THAT(Surfaces(request), Contains("Google"));
  EXPECT_THAT(Surfaces(request), Not(Contains("Microsoft")));
  request.sections.clear();
  request.roles = {MentionRole::kCredit};
  EXPECT_THAT(Surfaces(request), ElementsAre("AFP"));
  request.roles = {MentionRole::kSpeaker};
  EXPECT_THAT(Surfaces(request), ElementsAre("Satya Nadella"));
  request.roles.clear();
  request.speakers = {"person/satya-nadella"};
  EXPECT_THAT(Surfaces(request), Contains("Google"));
  EXPECT_THAT(Surfaces(request), Not(Contains("Microsoft")));
  request.speakers = {"person/inconnu"};
  EXPECT_THAT(Surfaces(request), IsEmpty());
  request.speakers.clear();
  request.least_confidence = 1.5F;
  EXPECT_THAT(Surfaces(request), IsEmpty());
}

TEST_F(FilterTest, ShowsWholeWordsAroundAMention) {
  for (const uint32_t characters : {1U, 10U, 40U, 1'000U}) {
    MentionRequest request;
    request.query = "Google OU justice OU Microsoft";
    request.window = characters;
    const Result<MentionResult> result = snapshot_->ListMentions(request);
    ASSERT_TRUE(result.ok());
    const Article article = *snapshot_->GetArticle("a");
    for (const MentionRow& row : result->rows) {
      const std::string& field =
          row.mention.field == Field::kTitle ? article.title : article.text;
      const ByteRange range = row.window.range;
      EXPECT_TRUE(range.contains(row.mention.range));
      EXPECT_EQ(field.substr(range.begin, range.size()),
                row.window.left + row.mention.surface + row.window.right);
      EXPECT_EQ((row.window.left + row.window.right).find('\n'),
                std::string::npos);
      size_t length = 0;
      for (const char byte : row.window.left) {
        length += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      }
      EXPECT_LE(length, std::min(characters, 240U));
    }
  }
}

}  // namespace
}  // namespace vigie
