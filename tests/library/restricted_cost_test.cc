// What a view of some sources says where cost cuts its answers does not depend
// on the articles that it hides.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

constexpr uint32_t kSeen = 1'200;
constexpr char kSource[] = "Le Monde";

Article ArticleOf(const std::string& id, uint32_t number,
                  const std::string& source) {
  return MakeArticle(id, "Dépêche " + std::to_string(number % 7),
                     number % 3 == 0 ? "Les puces : Broadcom attend Nvidia."
                                     : "Broadcom vend des puces à Nvidia.",
                     source, number % 5 == 0 ? "2026-03-02" : "2026-02-01");
}

// The same articles to see; with `hidden` others among every hundred of them.
std::vector<Article> Among(uint32_t hidden) {
  std::vector<Article> articles;
  for (uint32_t i = 0; i < kSeen; ++i) {
    articles.push_back(ArticleOf("a" + std::to_string(i), i, kSource));
    if (i % 100 != 0) continue;
    for (uint32_t k = 0; k < hidden; ++k) {
      Article other = ArticleOf(
          "b" + std::to_string(i) + "-" + std::to_string(k), k, "L’Équipe");
      other.text += " Éludé, le mot « barguignette » y est aussi : mémé.";
      articles.push_back(std::move(other));
    }
  }
  return articles;
}

class RestrictedCostTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    few_ = std::make_unique<TemporaryDirectory>();
    many_ = std::make_unique<TemporaryDirectory>();
    WriteArticles(few_->path(), Among(1));
    WriteArticles(many_->path(), Among(90));
  }
  static void TearDownTestSuite() {
    few_.reset();
    many_.reset();
  }

  static std::shared_ptr<const Snapshot> View(
      const TemporaryDirectory& directory, uint64_t words) {
    OpenOptions options;
    options.query_words = words;
    options.keep_decoded = false;
    const auto whole = Snapshot::Open(directory.path(), options);
    EXPECT_TRUE(whole.ok()) << whole.status().ToString();
    return *(*whole)->Restrict({{kSource}});
  }

  inline static std::unique_ptr<TemporaryDirectory> few_;
  inline static std::unique_ptr<TemporaryDirectory> many_;
};

struct Cuts {
  int cut = 0;
  int refused = 0;
};

void ExpectSame(const Result<SearchResult>& few,
                const Result<SearchResult>& many, Cuts* seen) {
  ASSERT_EQ(few.status().ToString(), many.status().ToString());
  if (!few.ok()) {
    ++seen->refused;
    return;
  }
  seen->cut += few->partial == PartialReason::kCost ? 1 : 0;
  EXPECT_EQ(few->partial, many->partial);
  EXPECT_EQ(few->articles_searched, many->articles_searched);
  EXPECT_EQ(few->total_hits, many->total_hits);
  ASSERT_EQ(few->hits.size(), many->hits.size());
  for (size_t i = 0; i < few->hits.size(); ++i) {
    EXPECT_EQ(few->hits[i].article.id, many->hits[i].article.id);
  }
}

TEST_F(RestrictedCostTest, WhereItCutsDoesNotTellOfHiddenArticles) {
  const char* const queries[] = {
      "Broadcom ADJ/6 puces",
      "\"vend des puces\"",
      "=mémé OU =Broadcom",
      "\"Broadcom vend\" OU \"barguignette y\"",
      "titre:dépêche SAUF (Broadcom ADJ/3 Nvidia)",
      "date:2026-02 ET (puces ADJ/2 Nvidia)",
  };
  Cuts seen;
  for (uint64_t words = 10'000; words < 1'000'000; words += words) {
    const auto few = View(*few_, words);
    const auto many = View(*many_, words);
    for (const char* query : queries) {
      SCOPED_TRACE(std::string(query) + " " + std::to_string(words));
      SearchRequest request;
      request.query = query;
      request.sort = SortOrder::kOldest;
      ExpectSame(few->Search(request), many->Search(request), &seen);
    }
  }
  EXPECT_GT(seen.cut, 0);
  EXPECT_GT(seen.refused, 0);
}

}  // namespace
}  // namespace vigie
