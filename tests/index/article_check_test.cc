#include "index/article_check.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

#include "tests/index/press.h"
#include "tests/index/status_matchers.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::MakeArticle;

using Change = std::function<void(Article*)>;

TEST(CheckArticle, AcceptsWhatLiesWithinTheLimits) {
  const Change changes[] = {
      [](Article*) {},
      [](Article* a) { a->id = std::string(200, 'i'); },
      [](Article* a) { a->id = "dossier/été 2026.txt"; },
      [](Article* a) { a->title = std::string(2'000, 't'); },
      [](Article* a) { a->text = std::string(2'000'000, 'x'); },
      [](Article* a) { a->text = "tab\tet\r\nligne"; },
      [](Article* a) {
        *a = {};
        a->id = "seul";
      },
      [](Article* a) { a->authors.assign(64, "Zoé"); },
      [](Article* a) { a->published_at.reset(); },
      [](Article* a) {
        a->attributes = {{std::string(64, 'a'), {}}, {"a_1", {"é", ""}}};
      },
      [](Article* a) {
        a->attributes.assign(1, {"n", std::vector<std::string>(256, "v")});
      },
      [](Article* a) {
        a->updated_at = PublicationTime{0, true};
      },
  };
  for (const Change& change : changes) {
    Article article = MakeArticle(1);
    change(&article);
    EXPECT_THAT(CheckArticle(article), IsOk());
  }
}

TEST(CheckArticle, NamesWhatItRejects) {
  const struct {
    Change change;
    const char* message;
  } cases[] = {
      {[](Article* a) { a->id = ""; }, "id is empty"},
      {[](Article* a) { a->id = std::string(300, 'i'); }, "id has 300 bytes"},
      {[](Article* a) { a->id = "a\nb"; },
       "id holds a control character at "
       "byte 1"},
      {[](Article* a) { a->id = "é\x7F"; }, "at byte 2"},
      {[](Article* a) { a->id = "ab\xC2\x85"; }, "at byte 2"},
      {[](Article* a) { a->title = std::string(2'001, 't'); }, "title has"},
      {[](Article* a) { a->text = std::string(2'000'001, 'x'); }, "text has"},
      {[](Article* a) { a->text = "caf\xE9"; }, "text is not UTF-8 at byte 3"},
      {[](Article* a) { a->text = std::string("a\0b", 3); }, "text holds a"},
      {[](Article* a) { a->title = "\xED\xA0\x80"; }, "title is not UTF-8"},
      {[](Article* a) { a->source = std::string(2'001, 's'); }, "source has"},
      {[](Article* a) { a->url = "\xFF"; }, "url is not UTF-8 at byte 0"},
      {[](Article* a) { a->section = "\xC0\x80"; }, "section is not UTF-8"},
      {[](Article* a) { a->language = "\xE2\x80"; }, "language is not UTF-8"},
      {[](Article* a) { a->authors.assign(65, "Zoé"); }, "65 authors"},
      {[](Article* a) { a->authors[1] = "\xE9"; }, "author is not UTF-8"},
      {[](Article* a) { a->published_at->unix_seconds = INT64_MAX; },
       "published_at"},
      {[](Article* a) { a->published_at->unix_seconds = INT64_MIN; },
       "published_at"},
      {[](Article* a) {
         a->updated_at = PublicationTime{INT64_MAX, false};
       },
       "updated_at lies"},
      {[](Article* a) {
         a->attributes = {{"", {}}};
       },
       "attribute's name"},
      {[](Article* a) {
         a->attributes = {{"Rubrique", {}}};
       },
       "a-z"},
      {[](Article* a) {
         a->attributes = {{std::string(65, 'a'), {}}};
       },
       "1 to 64"},
      {[](Article* a) {
         a->attributes = {{"a", {}}, {"a", {}}};
       },
       "attribute a stands twice"},
      {[](Article* a) {
         a->attributes = {{"a", {"ok", "\xFF"}}};
       },
       "a is not UTF-8 at byte 0"},
      {[](Article* a) {
         a->attributes = {{"a", {std::string(2'001, 'v')}}};
       },
       "a has 2001 bytes"},
      {[](Article* a) {
         a->attributes.assign(1, {"n", std::vector<std::string>(257, "v")});
       },
       "257 values of the attribute n"},
      {[](Article* a) {
         for (int i = 0; i < 65; ++i) {
           a->attributes.push_back({"n" + std::to_string(i), {}});
         }
       },
       "65 attributes"},
  };
  for (const auto& c : cases) {
    Article article = MakeArticle(1);
    c.change(&article);
    EXPECT_THAT(CheckArticle(article),
                FailsWith(StatusCode::kInvalidArgument, c.message));
  }
}

TEST(ContentHash, ChangesWithEveryFieldAndTheDictionary) {
  const Change changes[] = {
      [](Article*) {},
      [](Article* a) { a->id += "1"; },
      [](Article* a) { a->title += "1"; },
      [](Article* a) { a->text += "1"; },
      [](Article* a) { ++a->published_at->unix_seconds; },
      [](Article* a) { a->published_at->date_only = true; },
      [](Article* a) { a->published_at.reset(); },
      [](Article* a) { a->source += "1"; },
      [](Article* a) {
        a->authors = {"Zoé MartinAli", " Ben"};
      },
      [](Article* a) { a->authors.pop_back(); },
      [](Article* a) { a->url += "1"; },
      [](Article* a) { a->language += "1"; },
      [](Article* a) { a->section += "1"; },
      [](Article* a) { a->version = 1; },
      [](Article* a) {
        a->updated_at = PublicationTime{1, false};
      },
      [](Article* a) {
        a->attributes = {{"a", {}}};
      },
      [](Article* a) {
        a->attributes = {{"a", {"b", "c"}}};
      },
      [](Article* a) {
        a->attributes = {{"a", {"bc"}}};
      },
      [](Article* a) {
        a->title += a->text[0];
        a->text.erase(0, 1);
      },
  };
  std::set<uint64_t> hashes;
  for (const Change& change : changes) {
    Article article = MakeArticle(1);
    change(&article);
    EXPECT_TRUE(hashes.insert(ContentHash(article, "dict-1")).second);
  }
  EXPECT_TRUE(hashes.insert(ContentHash(MakeArticle(1), "dict-2")).second);
  EXPECT_EQ(hashes.count(ContentHash(MakeArticle(1), "dict-1")), 1U);
}

}  // namespace
}  // namespace vigie::index
