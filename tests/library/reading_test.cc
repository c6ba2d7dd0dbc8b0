// Snapshot's contract at its edges: limits, stops, revisions, damage.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"
#include "vigie/query_fault.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

std::string Repeated(const std::string& piece, size_t bytes) {
  std::string text;
  while (text.size() + piece.size() <= bytes) text += piece;
  return text;
}

class ReadingTest : public testing::Test {
 protected:
  void SetUp() override {
    WriteArticles(directory_.path(),
                  {MakeArticle("a", "Broadcom livre OpenAI",
                               "Broadcom livre des puces à OpenAI. L’accord "
                               "court jusqu’en 2029.",
                               "Le Monde", "2026-02-01"),
                   MakeArticle("b", "Marché", "Le marché attend.", "L’Équipe",
                               "2026-03-01")});
    snapshot_ = OpenIndexAt(directory_.path());
    ASSERT_NE(snapshot_, nullptr);
  }

  Status SearchStatus(const SearchRequest& request) {
    return snapshot_->Search(request).status();
  }
  uint32_t Hits(const std::string& query) {
    SearchRequest request;
    request.query = query;
    const Result<SearchResult> result = snapshot_->Search(request);
    EXPECT_TRUE(result.ok()) << query << ": " << result.status().ToString();
    return result.ok() ? result->total_hits : UINT32_MAX;
  }

  TemporaryDirectory directory_;
  std::shared_ptr<const Snapshot> snapshot_;
};

TEST_F(ReadingTest, HostileQueriesEndWithAnAnswerOrAnError) {
  std::vector<std::string> queries;
  for (const char* piece :
       {"(",           ")",        "\"",       "*",          "a* ",     "=",
        "-",           "NOT ",     "AND ",     "a OR ",      "ET ",     "OU ",
        "SAUF ",       "titre:",   "entity:",  "date:",      "source:", "type:",
        "date:2026..", "\"a b\" ", "puce ",    "puce SAUF ", "(a ",     "é",
        "’",           "\\",       "\xE2\x80", "a-b-c ",     "0 ",      "l’"}) {
    queries.push_back(Repeated(piece, 16'384));
    queries.push_back(Repeated(piece, 1'000));
  }
  queries.push_back(std::string(1'000, '\0'));
  queries.push_back(std::string("puce\0accord", 11));
  queries.push_back(std::string(16'384, 'x'));
  queries.push_back(std::string(16'385, 'x'));
  queries.push_back("\xFF\xFE\xFD");
  std::string terms;
  for (int i = 0; i < 512; ++i) terms += "mot" + std::to_string(i) + " ";
  queries.push_back(terms);
  for (const std::string& query : queries) {
    for (const auto joiner :
         {QueryOptions::Operator::kAnd, QueryOptions::Operator::kOr}) {
      SearchRequest request;
      request.query = query;
      request.options.default_operator = joiner;
      request.control.deadline =
          std::chrono::steady_clock::now() + std::chrono::seconds(20);
      const Status status = SearchStatus(request);
      EXPECT_TRUE(status.ok() || status.code() == StatusCode::kInvalidArgument)
          << query.substr(0, 20) << ": " << status.ToString();
      MentionRequest mentions;
      mentions.query = query;
      const Status listed = snapshot_->ListMentions(mentions).status();
      EXPECT_TRUE(listed.ok() || listed.code() == StatusCode::kInvalidArgument)
          << query.substr(0, 20) << ": " << listed.ToString();
    }
  }
}

TEST_F(ReadingTest, AnExpiredDeadlineEndsEveryCall) {
  CallControl control;
  control.deadline = std::chrono::steady_clock::now();
  SearchRequest search;
  search.control = control;
  EXPECT_EQ(SearchStatus(search).code(), StatusCode::kDeadlineExceeded);
  MentionRequest mentions;
  mentions.control = control;
  EXPECT_EQ(snapshot_->ListMentions(mentions).status().code(),
            StatusCode::kDeadlineExceeded);
  FacetsRequest facets;
  facets.facets = {{{FacetDimension::kMonth, EntityType::kUnspecified}, 3}};
  facets.control = control;
  EXPECT_EQ(snapshot_->ListFacets(facets).status().code(),
            StatusCode::kDeadlineExceeded);
}

TEST_F(ReadingTest, CountsHitsWithoutFacets) {
  FacetsRequest facets;
  SearchRequest search;
  const auto counted = snapshot_->ListFacets(facets);
  const auto found = snapshot_->Search(search);
  ASSERT_TRUE(counted.ok() && found.ok());
  EXPECT_EQ(counted->total_hits, found->total_hits);
  EXPECT_TRUE(counted->facets.empty());
}

TEST_F(ReadingTest, ACancelledCallEnds) {
  SearchRequest request;
  request.control.cancelled = [] { return true; };
  EXPECT_EQ(SearchStatus(request).code(), StatusCode::kCancelled);
}

TEST_F(ReadingTest, ACallEndsWhereverItIsCancelled) {
  for (int allowed = 0; allowed < 50; ++allowed) {
    int polls = 0;
    SearchRequest request;
    request.query = "Broadcom OU puce OU march*";
    request.control.cancelled = [&] { return ++polls > allowed; };
    const Status status = SearchStatus(request);
    if (status.ok()) {
      EXPECT_GT(allowed, 2);
      return;
    }
    EXPECT_EQ(status.code(), StatusCode::kCancelled);
  }
  ADD_FAILURE() << "never ran to its end";
}

TEST_F(ReadingTest, ASinkThatStopsCancels) {
  int rows = 0;
  const auto result = snapshot_->StreamMentions(MentionRequest{"Broadcom"},
                                                [&](MentionRow&& /*row*/) {
                                                  ++rows;
                                                  return false;
                                                });
  EXPECT_EQ(result.status().code(), StatusCode::kCancelled);
  EXPECT_EQ(rows, 1);
}

TEST_F(ReadingTest, UnknownArticlesAreNotFound) {
  EXPECT_EQ(snapshot_->GetArticle("nobody").status().reason(),
            "ARTICLE_NOT_FOUND");
  EXPECT_EQ(snapshot_->GetArticleMentions("").status().code(),
            StatusCode::kNotFound);
}

TEST_F(ReadingTest, ArticlesComeBackAsTheyWereGiven) {
  const Result<Article> article = snapshot_->GetArticle("a");
  ASSERT_TRUE(article.ok()) << article.status().ToString();
  EXPECT_EQ(article->title, "Broadcom livre OpenAI");
  EXPECT_EQ(article->source, "Le Monde");
  ASSERT_TRUE(article->published_at.has_value());
  EXPECT_EQ(FormatPublicationTime(*article->published_at), "2026-02-01");
}

TEST_F(ReadingTest, PageTokensOfOtherRequestsAreRefused) {
  SearchRequest request;
  request.page_size = 1;
  const Result<SearchResult> page = snapshot_->Search(request);
  ASSERT_TRUE(page.ok());
  ASSERT_FALSE(page->next_page_token.empty());
  const auto pinned = Snapshot::PageTokenRevision(page->next_page_token);
  ASSERT_TRUE(pinned.ok());
  EXPECT_EQ(*pinned, snapshot_->revision());
  request.page_token = page->next_page_token;
  request.query = "marché";
  EXPECT_EQ(SearchStatus(request).reason(), "PAGE_TOKEN_MISMATCH");
  request.page_token = "!";
  EXPECT_EQ(SearchStatus(request).reason(), "PAGE_TOKEN_MISMATCH");
  EXPECT_EQ(Snapshot::PageTokenRevision("!").status().code(),
            StatusCode::kInvalidArgument);
}

TEST_F(ReadingTest, PageTokensPinTheirRevision) {
  SearchRequest request;
  request.page_size = 1;
  const Result<SearchResult> page = snapshot_->Search(request);
  ASSERT_TRUE(page.ok());
  WriteArticles(directory_.path(), {MakeArticle("c", "Suite", "Une suite.")});
  const auto newer = OpenIndexAt(directory_.path());
  ASSERT_NE(newer, nullptr);
  request.page_token = page->next_page_token;
  EXPECT_EQ(newer->Search(request).status().reason(), "REVISION_EXPIRED");
  EXPECT_TRUE(snapshot_->Search(request).ok());
}

TEST_F(ReadingTest, SnapshotsStayAsTheyWereWhenFilesGo) {
  for (int round = 0; round < 4; ++round) {
    WriteArticles(
        directory_.path(),
        {MakeArticle("a", "Remplacé", "Texte " + std::to_string(round) + ".")});
  }
  EXPECT_EQ(Hits("Broadcom"), 1U);
  fs::remove_all(directory_.path());
  EXPECT_EQ(Hits("puces"), 1U);
  EXPECT_EQ(Hits("march*"), 1U);
  EXPECT_TRUE(snapshot_->GetArticle("a").ok());
}

TEST_F(ReadingTest, ReplacedArticlesAreGoneFromCountsAndLists) {
  WriteArticles(directory_.path(),
                {MakeArticle("a", "Autre", "Rien à voir.", "Le Monde")});
  snapshot_ = OpenIndexAt(directory_.path());
  ASSERT_NE(snapshot_, nullptr);
  EXPECT_EQ(Hits("Broadcom"), 0U);
  EXPECT_EQ(Hits(""), 2U);
  FacetsRequest request;
  request.facets = {{{FacetDimension::kEntity, EntityType::kUnspecified}, 10}};
  const Result<FacetsResult> facets = snapshot_->ListFacets(request);
  ASSERT_TRUE(facets.ok());
  EXPECT_TRUE(facets->facets[0].values.empty());
  EXPECT_EQ(facets->facets[0].missing, 2U);
  const IndexStatus status = snapshot_->GetStatus();
  EXPECT_EQ(status.articles, 2U);
  EXPECT_EQ(status.mentions, 0U);
}

TEST_F(ReadingTest, StatusAddsUp) {
  const IndexStatus status = snapshot_->GetStatus();
  EXPECT_EQ(status.revision, snapshot_->revision());
  EXPECT_EQ(status.articles, 2U);
  EXPECT_GT(status.mentions, 0U);
  EXPECT_GE(status.entities, 300U);
  ASSERT_TRUE(status.oldest.has_value() && status.newest.has_value());
  EXPECT_EQ(FormatPublicationTime(*status.oldest), "2026-02-01");
  EXPECT_EQ(FormatPublicationTime(*status.newest), "2026-03-01");
  ASSERT_EQ(status.segments.size(), 1U);
  EXPECT_GT(status.bytes, status.segments[0].bytes);
}

TEST_F(ReadingTest, AChangedBitInAnyFileIsDataLossThatNamesIt) {
  snapshot_.reset();
  size_t files = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(directory_.path())) {
    if (!entry.is_regular_file() || entry.file_size() == 0) continue;
    const std::string name = entry.path().filename();
    if (name == "LOCK") continue;
    std::fstream file(entry.path(),
                      std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(entry.file_size() / 2);
    file.seekg(middle);
    const char byte = static_cast<char>(file.get());
    const auto put = [&](char value) {
      file.seekp(middle);
      file.put(value);
      file.flush();
    };
    put(static_cast<char>(byte ^ 4));
    const Status status = Snapshot::Open(directory_.path()).status();
    EXPECT_EQ(status.code(), StatusCode::kDataLoss)
        << name << ": " << status.ToString();
    EXPECT_THAT(status.message(), testing::HasSubstr(name));
    put(byte);
    ++files;
  }
  EXPECT_GE(files, 4U);
  EXPECT_TRUE(Snapshot::Open(directory_.path()).ok());
}

TEST_F(ReadingTest, AMissingIndexIsNotFound) {
  const TemporaryDirectory empty;
  EXPECT_EQ(Snapshot::Open(empty.path()).status().code(),
            StatusCode::kNotFound);
  EXPECT_EQ(Snapshot::Open(empty.path() / "none").status().code(),
            StatusCode::kNotFound);
  EXPECT_EQ(Snapshot::PublishedRevision(empty.path()).status().code(),
            StatusCode::kNotFound);
}

TEST_F(ReadingTest, FacetsNeedAKey) {
  FacetsRequest counted;
  counted.facets = {FacetRequest()};
  EXPECT_EQ(snapshot_->ListFacets(counted).status().code(),
            StatusCode::kInvalidArgument);
  SearchRequest request;
  request.facets = {FacetRequest()};
  EXPECT_EQ(SearchStatus(request).code(), StatusCode::kInvalidArgument);
}

TEST_F(ReadingTest, APrefixOfTooManyWordsSaysWhatItSearches) {
  std::string text;
  for (int i = 1'000; i < 1'300; ++i) text += "zyx" + std::to_string(i) + " ";
  WriteArticles(directory_.path(), {MakeArticle("c", "Codes", text)});
  snapshot_ = OpenIndexAt(directory_.path());
  ASSERT_NE(snapshot_, nullptr);
  SearchRequest request;
  request.query = "marché OU zyx*";
  const Result<SearchResult> result = snapshot_->Search(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  const QueryUnderstanding& understood = result->understanding;
  ASSERT_EQ(understood.warnings.size(), 1U);
  EXPECT_EQ(understood.warnings[0].code, "PREFIX_CUT");
  ASSERT_EQ(understood.expansions.size(), 1U);
  EXPECT_EQ(understood.expansions[0].kind, QueryExpansion::Kind::kPrefix);
  EXPECT_EQ(understood.expansions[0].source, "zyx*");
  EXPECT_EQ(understood.expansions[0].targets.size(), 256U);
  EXPECT_EQ(understood.expansions[0].targets[0], "zyx1000");
}

TEST_F(ReadingTest, AnArticleOfOneEndlessSentenceStaysAnswerable) {
  WriteArticles(directory_.path(),
                {MakeArticle("c", "Long", Repeated("zyx ", 200'000))});
  snapshot_ = OpenIndexAt(directory_.path());
  ASSERT_NE(snapshot_, nullptr);
  MentionRequest request;
  request.query = "zyx";
  request.page_size = 10;
  const Result<MentionResult> result = snapshot_->ListMentions(request);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  EXPECT_EQ(result->total_mentions, 50'000U);
  for (const MentionRow& row : result->rows) {
    EXPECT_LE(row.mention.sentence.text.size(), 2'000U);
    EXPECT_TRUE(row.mention.sentence.range.contains(row.mention.range));
  }
  EXPECT_EQ(Hits("\"zyx zyx zyx\""), 1U);
}

TEST_F(ReadingTest, StrictQueriesMustParse) {
  SearchRequest request;
  request.query = "(puce";
  request.options.strict = true;
  EXPECT_EQ(SearchStatus(request).reason(), "QUERY_SYNTAX");
  const auto range = QueryFaultRange(SearchStatus(request));
  EXPECT_TRUE(range && range->begin == 0 && range->end == 1);
  EXPECT_FALSE(QueryFaultRange(OkStatus()).has_value());
  request.options.strict = false;
  EXPECT_TRUE(SearchStatus(request).ok());
}

TEST_F(ReadingTest, AnalyzeShowsTokensSentencesAndMentions) {
  const std::string text = "L’accord d’OpenAI. Broadcom suit.";
  const Result<AnalyzeResult> result = snapshot_->Analyze(text);
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  ASSERT_EQ(result->sentences.size(), 2U);
  ASSERT_EQ(result->mentions.size(), 2U);
  EXPECT_EQ(result->mentions[0].surface, "OpenAI");
  EXPECT_EQ(result->mentions[1].sentence.text, "Broadcom suit.");
  EXPECT_THAT(result->tokens[0].rules, testing::Contains("elision"));
  EXPECT_FALSE(result->analyzer_version.empty());
  EXPECT_FALSE(result->dictionary_version.empty());
}

TEST_F(ReadingTest, AnalyzeRefusesMoreThan64KiB) {
  EXPECT_TRUE(snapshot_->Analyze(std::string(64 * 1024, 'a')).ok());
  EXPECT_EQ(snapshot_->Analyze(std::string(64 * 1024 + 1, 'a')).status().code(),
            StatusCode::kInvalidArgument);
  EXPECT_TRUE(snapshot_->Analyze("").ok());
}

TEST_F(ReadingTest, AnEmptyIndexAnswers) {
  const TemporaryDirectory empty;
  WriteArticles(empty.path(), {});
  const auto snapshot = OpenIndexAt(empty.path());
  ASSERT_NE(snapshot, nullptr);
  for (const char* query : {"", "puce", "semi*", "entity:Broadcom"}) {
    SearchRequest request;
    request.query = query;
    const Result<SearchResult> result = snapshot->Search(request);
    ASSERT_TRUE(result.ok()) << result.status().ToString();
    EXPECT_EQ(result->total_hits, 0U);
  }
  EXPECT_EQ(snapshot->GetStatus().articles, 0U);
}

TEST_F(ReadingTest, OpeningTellsHowManyBytesAreVerified) {
  for (const auto verify :
       {OpenOptions::Verify::kFull, OpenOptions::Verify::kBootStamp}) {
    OpenOptions options;
    options.verify = verify;
    uint64_t last = 0;
    uint64_t all = 0;
    options.verify_progress = [&](uint64_t done, uint64_t total) {
      EXPECT_GE(done, last);
      last = done;
      all = total;
    };
    const auto opened = Snapshot::Open(directory_.path(), options);
    ASSERT_TRUE(opened.ok()) << opened.status().ToString();
    EXPECT_GT(all, 0U);
    EXPECT_EQ(last, all);
  }
}

}  // namespace
}  // namespace vigie
