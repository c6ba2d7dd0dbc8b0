// mention: of names that are common words nearly wherever they stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class RareNamesTest : public testing::Test {
 protected:
  // One article on the company, and `peels` on the fruit. Without recogniser.
  void Write(int peels) {
    WriterOptions options;
    options.index = IndexOptions();
    options.index->unlisted_names = false;
    auto writer = IndexWriter::Open(directory_.path(), options);
    ASSERT_TRUE(writer.ok()) << writer.status().ToString();
    ASSERT_TRUE((*writer)
                    ->Add(MakeArticle("operator", "",
                                      "L’opérateur Orange ouvre son forfait."))
                    .ok());
    for (int i = 0; i < peels; ++i) {
      ASSERT_TRUE((*writer)
                      ->Add(MakeArticle("peel-" + std::to_string(i), "",
                                        "On sert un gâteau Orange mûre. État "
                                        "du port : calme."))
                      .ok());
    }
    ASSERT_TRUE((*writer)->Commit().ok());
    snapshot_ = OpenIndexAt(directory_.path());
  }
  MentionResult Ask(const std::string& query) {
    MentionRequest request;
    request.query = query;
    const auto result = snapshot_->ListMentions(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    return result.ok() ? *result : MentionResult();
  }

  TemporaryDirectory directory_;
  std::shared_ptr<const Snapshot> snapshot_;
};

TEST_F(RareNamesTest, CountOnlyWhereTheyAreRecognised) {
  Write(9);
  for (int again = 0; again < 2; ++again) {
    const MentionResult found = Ask("mention:\"Orange\"");
    ASSERT_THAT(found.rows, SizeIs(1));
    EXPECT_EQ(found.rows[0].article.id, "operator");
    ASSERT_THAT(found.understanding.warnings, SizeIs(1));
    EXPECT_EQ(found.understanding.warnings[0].code, "RARELY_A_NAME");
    EXPECT_EQ(found.understanding.warnings[0].range.begin, 0U);
  }
  SearchRequest search;
  search.query = "gâteau ET mention:\"Orange\"";
  const auto hits = snapshot_->Search(search);
  ASSERT_TRUE(hits.ok());
  EXPECT_THAT(hits->hits, IsEmpty());
}

TEST_F(RareNamesTest, CountEverywhereWhereFewOthersStand) {
  Write(7);
  const MentionResult found = Ask("mention:\"Orange\"");
  EXPECT_THAT(found.rows, SizeIs(8));
  EXPECT_THAT(found.understanding.warnings, IsEmpty());
}

TEST_F(RareNamesTest, NoNameIsDoubtedThatNothingCouldRecognise) {
  Write(9);
  const MentionResult found = Ask("mention:\"État\"");
  EXPECT_THAT(found.rows, SizeIs(9));
  EXPECT_THAT(found.understanding.warnings, IsEmpty());
}

TEST_F(RareNamesTest, WordsAreSearchedAsEver) {
  Write(9);
  EXPECT_THAT(Ask("=\"Orange\"").rows, SizeIs(10));
  EXPECT_THAT(Ask("mention:\"ORANGE\"").rows, SizeIs(1));
}

}  // namespace
}  // namespace vigie
