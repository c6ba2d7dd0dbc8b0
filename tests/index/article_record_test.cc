#include "index/article_record.h"

#include <gtest/gtest.h>

#include <numeric>

namespace vigie::index {
namespace {

Article Sample() {
  Article article;
  article.language = "fr";
  article.section = "Économie";
  article.authors = {"Anne Martin", ""};
  article.attributes = {
      {"rubrique", {"Puces", "Usines"}}, {"note", {"libre"}}, {"vide", {}}};
  return article;
}

// With all of `listed`, in order.
bool Read(std::string_view bytes, const std::vector<AttributeValue>& listed,
          Article* article) {
  std::vector<uint32_t> ordinals(listed.size());
  std::iota(ordinals.begin(), ordinals.end(), 0);
  return ReadRecord(bytes, {listed, {ordinals.data(), ordinals.size()}},
                    article);
}

TEST(ArticleRecord, GivesBackWhatWasWritten) {
  const std::vector<AttributeValue> listed = {{"rubrique", "Usines"},
                                              {"rubrique", "Puces"}};
  const Article want = Sample();
  std::string bytes;
  AppendRecord(want, listed, &bytes);
  EXPECT_EQ(bytes.find("Usines"), std::string::npos);  // only its place
  Article got;
  ASSERT_TRUE(Read(bytes, listed, &got));
  EXPECT_EQ(got.language, want.language);
  EXPECT_EQ(got.section, want.section);
  EXPECT_EQ(got.authors, want.authors);
  EXPECT_EQ(got.attributes, want.attributes);
}

TEST(ArticleRecord, IsRefusedWhenCutAnywhere) {
  std::string bytes;
  AppendRecord(Sample(), {}, &bytes);
  for (size_t size = 0; size < bytes.size(); ++size) {
    Article got;
    EXPECT_FALSE(Read(bytes.substr(0, size), {}, &got)) << size;
    EXPECT_FALSE(Read(bytes.substr(0, size), {}, nullptr)) << size;
  }
  EXPECT_TRUE(Read(bytes, {}, nullptr));
}

TEST(ArticleRecord, IsRefusedWithMoreAfterIt) {
  std::string bytes;
  AppendRecord(Sample(), {}, &bytes);
  Article got;
  EXPECT_FALSE(Read(bytes + "x", {}, &got));
}

TEST(ArticleRecord, IsRefusedWhenItNamesAPlaceThatIsNotListed) {
  const std::vector<AttributeValue> listed = {{"rubrique", "Usines"}};
  std::string bytes;
  AppendRecord(Sample(), listed, &bytes);
  Article got;
  EXPECT_FALSE(Read(bytes, {}, &got));
}

TEST(ArticleRecord, OfHugeNumbersTakesNoMemory) {
  const std::string bytes = "\xFF\xFF\xFF\xFF\x0F\xFF\xFF\xFF\xFF\x0F";
  Article got;
  EXPECT_FALSE(Read(bytes, {}, &got));
  EXPECT_FALSE(Read(std::string(2, '\0') + bytes, {}, &got));
}

}  // namespace
}  // namespace vigie::index
