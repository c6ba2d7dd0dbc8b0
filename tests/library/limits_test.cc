// Every query beyond a limit is refused, or the answer says what was cut.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

std::string Repeat(const std::string& text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

// "aba abb abc ...": distinct words of letters, none of them in an article.
std::string UnknownWords(size_t count) {
  std::string words;
  for (size_t i = 0; i < count; ++i) {
    words += std::string(i == 0 ? "" : " ") + "zyxw" +
             static_cast<char>('a' + i / 26) + static_cast<char>('a' + i % 26);
  }
  return words;
}

// Two hundred articles in which words of a thousand beginnings stand.
std::vector<Article> ManyWords() {
  std::vector<Article> articles;
  for (size_t i = 0; i < 200; ++i) {
    std::string text;
    for (size_t word = 0; word < 60; ++word) {
      const size_t number = i * 60 + word;
      text += "mot";
      for (size_t rest = number, digit = 0; digit < 4; ++digit, rest /= 20) {
        text += static_cast<char>('b' + rest % 20);
      }
      text += word % 9 == 8 ? ". " : " ";
    }
    articles.push_back(MakeArticle("a" + std::to_string(i), "Des mots", text));
  }
  return articles;
}

class LimitsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory();
    WriteArticles(directory_->path(), ManyWords());
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  struct Outcome {
    std::string method;
    Status status;
    QueryUnderstanding understanding;
  };
  template <typename ResultType>
  static Outcome From(const std::string& method, const ResultType& result) {
    Outcome outcome{method, result.status(), {}};
    if (result.ok()) outcome.understanding = result->understanding;
    return outcome;
  }
  static std::vector<Outcome> AskEveryWay(const std::string& query) {
    SearchRequest search;
    search.query = query;
    MentionRequest mentions;
    mentions.query = query;
    FacetsRequest facets;
    facets.query = query;
    facets.facets.push_back({{FacetDimension::kSource, {}}, 10});
    ExplainRequest explain;
    explain.query = query;
    explain.article_id = "a0";
    return {From("Search", snapshot_->Search(search)),
            From("ListMentions", snapshot_->ListMentions(mentions)),
            From("StreamMentions",
                 snapshot_->StreamMentions(mentions,
                                           [](MentionRow&&) { return true; })),
            From("ListFacets", snapshot_->ListFacets(facets)),
            From("Explain", snapshot_->Explain(explain))};
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};
TemporaryDirectory* LimitsTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> LimitsTest::snapshot_;

TEST_F(LimitsTest, RefuseQueriesThatAreTooLargeEveryWay) {
  for (const std::string& query :
       {std::string(16'385, 'a'), Repeat("mot ", 513), Repeat("(", 33) + "mot",
        Repeat("mot SAUF (", 40), Repeat("\"mot le\" OU ", 300) + "mot",
        Repeat("date:2025 OU ", 513) + "mot", Repeat("m* ", 513),
        Repeat("=mot OU ", 513) + "mot", Repeat("mot NEAR/5 ", 513) + "mot",
        Repeat("titre:mot ", 513), Repeat("ATLEAST/2 mot ", 513)}) {
    for (const Outcome& outcome : AskEveryWay(query)) {
      const std::string name = outcome.method + " " + query.substr(0, 30);
      EXPECT_EQ(outcome.status.code(), StatusCode::kInvalidArgument) << name;
      EXPECT_EQ(outcome.status.reason(), "QUERY_TOO_COMPLEX") << name;
      EXPECT_FALSE(outcome.status.message().empty()) << name;
    }
  }
}

TEST_F(LimitsTest, SayWhatWasCutEveryWay) {
  const std::vector<std::pair<std::string, std::string>> kCases = {
      {"mot*", "PREFIX_CUT"},
      {"titre:des OU mot*", "PREFIX_CUT"},
      {"moto* NEAR/3 mot*", "PREFIX_CUT"},
      {UnknownWords(9), "TYPOS_CUT"},
      {Repeat("() ", 60) + "mot", "MORE_WARNINGS"},
  };
  for (const auto& [query, code] : kCases) {
    for (const Outcome& outcome : AskEveryWay(query)) {
      ASSERT_TRUE(outcome.status.ok()) << outcome.status.ToString();
      bool said = false;
      for (const QueryWarning& warning : outcome.understanding.warnings) {
        said = said || warning.code == code;
        EXPECT_FALSE(warning.message.empty() || warning.message_en.empty());
      }
      EXPECT_TRUE(said) << outcome.method << " " << query.substr(0, 30) << " "
                        << code;
    }
  }
}

TEST_F(LimitsTest, SayNothingWhereNothingWasCut) {
  for (const std::string& query :
       {std::string("motbb*"), UnknownWords(8), std::string(16'384, 'a'),
        Repeat("(", 32) + "mot" + Repeat(")", 32), Repeat("mot ", 512)}) {
    for (const Outcome& outcome : AskEveryWay(query)) {
      EXPECT_TRUE(outcome.status.ok())
          << outcome.method << " " << outcome.status.ToString();
      EXPECT_TRUE(outcome.understanding.warnings.empty())
          << outcome.method << " " << query.substr(0, 30) << " "
          << outcome.understanding.warnings.front().code;
    }
  }
}

}  // namespace
}  // namespace vigie
