// What only the C interface has: errors, ownership, JSON that is not right,
// streams. That its answers are those of the other ways is the conformance
// suite's.
#include "vigie/c.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

// Frees what the calls hand out.
struct Outcome {
  Outcome() = default;
  ~Outcome() {
    vigie_error_free(error);
    vigie_string_free(answer);
  }
  Outcome(const Outcome&) = delete;
  Outcome& operator=(const Outcome&) = delete;
  std::string reason() const { return vigie_error_reason(error); }
  std::string message() const { return vigie_error_message(error); }

  vigie_error* error = nullptr;
  char* answer = nullptr;
};

constexpr char kArticle[] =
    R"({"id": "a", "title": "Broadcom et OpenAI signent",
        "text": "OpenAI achète des puces à Broadcom. OpenAI en voulait.",
        "published_at": "2026-03-14", "source": "La Gazette",
        "authors": ["Zoé"], "attributes": [{"name": "ton", "values": ["vif"]}],
        "supplied_mentions": [{"begin": 0, "end": 6, "type": "organisation"}]})";

class CInterface : public ::testing::Test {
 protected:
  // An index with one article, opened.
  void SetUp() override {
    vigie_writer* writer = nullptr;
    ASSERT_EQ(vigie_writer_open(Path(), nullptr, &writer, nullptr), VIGIE_OK);
    ASSERT_EQ(vigie_writer_add(writer, kArticle, nullptr), VIGIE_OK);
    uint64_t revision = 0;
    ASSERT_EQ(vigie_writer_commit(writer, &revision, nullptr), VIGIE_OK);
    vigie_writer_close(writer);
    ASSERT_EQ(vigie_snapshot_open(Path(), &snapshot_, nullptr), VIGIE_OK);
    EXPECT_EQ(vigie_snapshot_revision(snapshot_), revision);
  }
  void TearDown() override { vigie_snapshot_close(snapshot_); }

  const char* Path() const { return directory_.path().c_str(); }

  TemporaryDirectory directory_;
  vigie_snapshot* snapshot_ = nullptr;
};

TEST_F(CInterface, ArticlesComeBackAsTheyWereGiven) {
  Outcome got;
  ASSERT_EQ(vigie_get_article(snapshot_, "a", &got.answer, &got.error),
            VIGIE_OK);
  EXPECT_EQ(got.error, nullptr);
  const std::string article = got.answer;
  for (const char* part :
       {R"("id":"a")", R"("published_at":"2026-03-14")", R"("authors":["Zoé"])",
        R"("attributes":[{"name":"ton","values":["vif"]}])",
        R"("type":"organization")"}) {
    EXPECT_NE(article.find(part), std::string::npos) << part << article;
  }
  // And an answer can be added again: nothing has changed then.
  vigie_writer* writer = nullptr;
  ASSERT_EQ(vigie_writer_open(Path(), "{}", &writer, nullptr), VIGIE_OK);
  EXPECT_EQ(vigie_writer_add(writer, got.answer, nullptr), VIGIE_OK);
  uint64_t revision = 0;
  EXPECT_EQ(vigie_writer_commit(writer, &revision, nullptr), VIGIE_OK);
  EXPECT_EQ(revision, vigie_snapshot_revision(snapshot_));
  vigie_writer_close(writer);
}

TEST_F(CInterface, FaultyRequestsNameTheFault) {
  struct Case {
    const char* request;
    const char* message;
  };
  for (const Case& test : std::vector<Case>{
           {"", "byte 1"},
           {"[]", "the text must be an object"},
           {"{\"query\": 1}", "query must be a string"},
           {"{\"querry\": \"a\"}", "no member querry"},
           {"{\"page_size\": -1}", "page_size must be an integer"},
           {"{\"page_size\": 4294967296}", "page_size must be an integer"},
           {"{\"sort\": \"best\"}", "sort must be one of unspecified, relev"},
           {"{\"options\": {\"strict\": \"yes\"}}", "options.strict must be"},
           {"{\"selections\": {}}", "selections must be an array"},
           {"{\"selections\": [{\"key\": {\"dimension\": 3}}]}",
            "selections[0].key.dimension must be one of"},
           {"{\"facets\": [{\"key\": {}}, 7]}", "facets[1] must be an object"},
           {"{\"facets\": [{\"by\": \"source\"}]}", "no member facets[0].by"},
           {"{\"freshness_half_life_days\": 1e999}", "a number is larger"},
           {"{\"range_unit\": \"utf16\"}", "range_unit must be bytes"},
           {"{\"query\": \"\xff\"}", "not JSON: byte"}}) {
    Outcome got;
    EXPECT_EQ(vigie_search(snapshot_, test.request, 0, &got.answer, &got.error),
              VIGIE_INVALID_ARGUMENT)
        << test.request;
    EXPECT_EQ(got.answer, nullptr);
    EXPECT_EQ(got.reason(), "JSON") << test.request;
    EXPECT_NE(got.message().find(test.message), std::string::npos)
        << test.request << ": " << got.message();
  }
}

TEST_F(CInterface, FaultyArticlesAreLeftOutAlone) {
  vigie_writer* writer = nullptr;
  ASSERT_EQ(vigie_writer_open(Path(), nullptr, &writer, nullptr), VIGIE_OK);
  for (const char* article :
       {"{\"title\": \"no id\"}", "{\"id\": \"b\", \"published_at\": \"mars\"}",
        "{\"id\": \"b\", \"version\": 1.5}",
        "{\"id\": \"b\", \"authors\": [1]}",
        "{\"id\": \"b\", \"supplied_mentions\": [{\"type\": \"robot\"}]}"}) {
    Outcome got;
    EXPECT_EQ(vigie_writer_add(writer, article, &got.error),
              VIGIE_INVALID_ARGUMENT)
        << article;
    EXPECT_NE(got.message(), "") << article;
  }
  EXPECT_EQ(
      vigie_writer_add(writer, "{\"id\": \"b\", \"text\": \"Puce.\"}", nullptr),
      VIGIE_OK);
  EXPECT_EQ(vigie_writer_delete(writer, "a", nullptr), VIGIE_OK);
  EXPECT_EQ(vigie_writer_delete(writer, "z", nullptr), VIGIE_NOT_FOUND);
  EXPECT_EQ(vigie_writer_commit(writer, nullptr, nullptr), VIGIE_OK);
  vigie_writer_close(writer);
  vigie_snapshot* later = nullptr;
  ASSERT_EQ(vigie_snapshot_open(Path(), &later, nullptr), VIGIE_OK);
  Outcome got;
  EXPECT_EQ(vigie_search(later, "{}", 0, &got.answer, nullptr), VIGIE_OK);
  EXPECT_NE(std::string(got.answer).find("\"total_hits\":1"),
            std::string::npos);
  vigie_snapshot_close(later);
}

TEST_F(CInterface, ErrorsOfTheLibraryKeepCodeReasonAndMessage) {
  Outcome absent;
  vigie_snapshot* none = snapshot_;
  EXPECT_EQ(vigie_snapshot_open("/nowhere/at/all", &none, &absent.error),
            VIGIE_NOT_FOUND);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(vigie_error_code(absent.error), VIGIE_NOT_FOUND);
  EXPECT_NE(absent.message(), "");

  Outcome unknown;
  EXPECT_EQ(vigie_get_article(snapshot_, "z", &unknown.answer, &unknown.error),
            VIGIE_NOT_FOUND);
  EXPECT_EQ(unknown.reason(), "ARTICLE_NOT_FOUND");

  Outcome strict;
  EXPECT_EQ(vigie_search(snapshot_,
                         "{\"query\": \"(a\", \"options\": {\"strict\": true}}",
                         0, &strict.answer, &strict.error),
            VIGIE_INVALID_ARGUMENT);
  EXPECT_EQ(strict.reason(), "QUERY_SYNTAX");
  uint32_t begin = 7;
  uint32_t end = 7;
  EXPECT_EQ(vigie_error_query_range(strict.error, &begin, &end), 1);
  EXPECT_EQ(begin, 0U);
  EXPECT_EQ(end, 1U);

  vigie_writer* first = nullptr;
  vigie_writer* second = nullptr;
  ASSERT_EQ(vigie_writer_open(Path(), nullptr, &first, nullptr), VIGIE_OK);
  Outcome locked;
  EXPECT_EQ(vigie_writer_open(Path(), nullptr, &second, &locked.error),
            VIGIE_FAILED_PRECONDITION);
  EXPECT_EQ(locked.reason(), "INDEX_LOCKED");
  vigie_writer_close(first);

  Outcome options;
  EXPECT_EQ(vigie_writer_open(Path(), "{\"index\": {\"positions\": true}}",
                              &second, &options.error),
            VIGIE_FAILED_PRECONDITION);
  EXPECT_EQ(options.reason(), "INDEX_OPTIONS");
}

TEST_F(CInterface, NothingIsFreedOfNothing) {
  vigie_string_free(nullptr);
  vigie_error_free(nullptr);
  vigie_snapshot_close(nullptr);
  vigie_writer_close(nullptr);
  EXPECT_EQ(vigie_error_code(nullptr), VIGIE_OK);
  EXPECT_STREQ(vigie_error_message(nullptr), "");
  EXPECT_STREQ(vigie_error_reason(nullptr), "");
  uint32_t begin = 7;
  uint32_t end = 7;
  EXPECT_EQ(vigie_error_query_range(nullptr, &begin, &end), 0);
  EXPECT_EQ(begin, 7U);
  EXPECT_STREQ(vigie_version(), Version());
}

struct Rows {
  std::vector<std::string> rows;
  size_t most = 1'000;
};

int KeepRow(const char* row, void* context) {
  auto* kept = static_cast<Rows*>(context);
  kept->rows.emplace_back(row);
  return kept->rows.size() >= kept->most ? 1 : 0;
}

TEST_F(CInterface, StreamsHandOverEveryRowAndStopWhenTold) {
  constexpr char kRequest[] = "{\"query\": \"entity:OpenAI\"}";
  Rows all;
  Outcome summary;
  ASSERT_EQ(vigie_stream_mentions(snapshot_, kRequest, 60'000, KeepRow, &all,
                                  &summary.answer, nullptr),
            VIGIE_OK);
  EXPECT_EQ(all.rows.size(), 3U);
  EXPECT_NE(std::string(summary.answer).find("\"total_mentions\":3"),
            std::string::npos);
  EXPECT_NE(all.rows[0].find("\"entity_id\":\"org/openai\""),
            std::string::npos);

  Rows some;
  some.most = 2;
  Outcome stopped;
  EXPECT_EQ(vigie_stream_mentions(snapshot_, kRequest, 0, KeepRow, &some,
                                  &stopped.answer, &stopped.error),
            VIGIE_CANCELLED);
  EXPECT_EQ(some.rows.size(), 2U);
  EXPECT_EQ(stopped.answer, nullptr);
}

int ThrowAtOnce(const char* /*row*/, void* /*context*/) { throw 1; }

TEST_F(CInterface, NoExceptionOfACallbackPasses) {
  Outcome got;
  EXPECT_NE(
      vigie_stream_mentions(snapshot_, "{\"query\": \"OpenAI\"}", 0,
                            ThrowAtOnce, nullptr, &got.answer, &got.error),
      VIGIE_OK);
  EXPECT_EQ(got.answer, nullptr);
}

}  // namespace
}  // namespace vigie
