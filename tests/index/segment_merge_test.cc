#include "index/segment_merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "index/segment_builder.h"
#include "tests/index/press.h"
#include "tests/index/segment_text.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;
using ::vigie::testing::LongArticle;
using ::vigie::testing::MakeArticle;
using ::vigie::testing::ShippedRecognizer;
using ::vigie::testing::TextOfDocuments;
using ::vigie::testing::TextOfPostings;

using SegmentPtr = std::shared_ptr<const Segment>;

// An article that differs from others in every field that is optional.
Article Varied(int number) {
  Article article =
      MakeArticle(number, number % 3 == 0 ? "OpenAI" : "Broadcom");
  if (number % 4 == 1) article.published_at.reset();
  if (number % 5 == 2)
    article.updated_at = PublicationTime{1'700'000'000, true};
  if (number % 6 == 3) article.version = 7 + number;
  if (number % 7 == 4) article.text.clear();
  if (number % 2 == 0) {
    article.attributes = {
        {"rubrique", {"Puces", "Usine " + std::to_string(number % 3)}},
        {"note", {"libre"}}};
  }
  return article;
}

BuildOptions Options() {
  BuildOptions options;
  options.index.facet_attributes = {"rubrique"};
  options.threads = 2;
  return options;
}

class SegmentMergeTest : public testing::TemporaryDirectoryTest {
 protected:
  SegmentPtr Open(const Result<SegmentRecord>& record) {
    EXPECT_THAT(record, IsOk());
    Result<SegmentPtr> segment = Segment::Open(path(""), *record);
    EXPECT_THAT(segment, IsOk());
    return segment.ok() ? *segment : nullptr;
  }
  SegmentPtr Build(const std::string& name, const std::vector<int>& numbers) {
    return Open(BuildSegment(
        path(""), name, *ShippedRecognizer(),
        {numbers.size(),
         [&](uint64_t i) -> Result<Article> { return Varied(numbers[i]); }},
        Options()));
  }
  Result<MergedSegment> Merge(const std::vector<MergeInput>& inputs,
                              const MergeHook& hook = nullptr) {
    return MergeSegments(path(""), "seg-9", inputs, Options().index, hook);
  }
};

std::vector<int> Numbers(int first, int last) {
  std::vector<int> numbers;
  for (int i = first; i < last; ++i) numbers.push_back(i);
  return numbers;
}

TEST_F(SegmentMergeTest, EqualsASegmentBuiltAfresh) {
  constexpr uint64_t kSeed = 11;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 8; ++round) {
    SCOPED_TRACE(round);
    std::vector<MergeInput> inputs;
    std::vector<int> kept;
    const int segments = 1 + static_cast<int>(random() % 4);
    int next = 0;
    for (int i = 0; i < segments; ++i) {
      const int size = 1 + static_cast<int>(random() % 150);
      const auto numbers = Numbers(next, next + size);
      next += size;
      std::vector<bool> dropped(numbers.size());
      for (size_t doc = 0; doc < numbers.size(); ++doc) {
        dropped[doc] = round > 1 && random() % 3 == 0;
        if (!dropped[doc]) kept.push_back(numbers[doc]);
      }
      inputs.push_back({Build("seg-" + std::to_string(i + 1), numbers),
                        [dropped](uint32_t doc) { return dropped[doc]; },
                        nullptr});
    }
    if (kept.empty()) continue;
    const Result<MergedSegment> merged = Merge(inputs);
    ASSERT_THAT(merged, IsOk());
    const SegmentPtr got = Open(merged->record);
    const SegmentPtr want = Build("seg-99", kept);
    EXPECT_EQ(TextOfDocuments(*got), TextOfDocuments(*want));
    EXPECT_EQ(TextOfPostings(*got), TextOfPostings(*want));
    EXPECT_EQ(merged->record.articles, kept.size());
    EXPECT_EQ(merged->record.mentions, want->record().mentions);
  }
}

TEST_F(SegmentMergeTest, TellsWhereEachDocumentWent) {
  const SegmentPtr first = Build("seg-1", Numbers(0, 4));
  const SegmentPtr second = Build("seg-2", Numbers(4, 6));
  const Result<MergedSegment> merged =
      Merge({{first, [](uint32_t doc) { return doc == 1; }, nullptr},
             {second, nullptr, nullptr}});
  ASSERT_THAT(merged, IsOk());
  EXPECT_EQ(merged->new_documents,
            (std::vector<std::vector<uint32_t>>{{0, kDropped, 1, 2}, {3, 4}}));
  EXPECT_EQ(merged->record.dictionary_version,
            first->record().dictionary_version);
}

TEST_F(SegmentMergeTest, NamesEveryDictionaryThatMadeItsMentions) {
  const auto another = std::make_shared<
      const entities::Recognizer>(*entities::Dictionary::Parse(
      R"({"id":"org/autre","type":"organization","label":{"fr":"Autre"},"aliases":[{"t":"Autre"}]})",
      "another"));
  const auto build = [&](const std::string& name, int number,
                         const entities::Recognizer& recognizer) {
    return Open(BuildSegment(
        path(""), name, recognizer,
        {1, [&](uint64_t) -> Result<Article> { return Varied(number); }},
        Options()));
  };
  const std::string shipped = ShippedRecognizer()->dictionary().version();
  const std::string other = another->dictionary().version();
  ASSERT_NE(shipped, other);
  const SegmentPtr first = build("seg-1", 1, *ShippedRecognizer());
  const SegmentPtr second = build("seg-2", 2, *another);
  const SegmentPtr third = build("seg-3", 3, *ShippedRecognizer());
  const auto same = Merge({{first}, {third}});
  ASSERT_THAT(same, IsOk());
  EXPECT_TRUE(same->record.other_dictionary_versions.empty());
  const auto both =
      MergeSegments(path(""), "seg-10", {{second}, {third}}, Options().index);
  ASSERT_THAT(both, IsOk());
  EXPECT_EQ(both->record.dictionary_version, other);
  EXPECT_THAT(both->record.other_dictionary_versions,
              ::testing::ElementsAre(shipped));
  const SegmentPtr fourth = build("seg-4", 4, *ShippedRecognizer());
  const auto passed_on = MergeSegments(
      path(""), "seg-12", {{fourth}, {Open(both->record)}}, Options().index);
  ASSERT_THAT(passed_on, IsOk());
  EXPECT_THAT(passed_on->record.other_dictionary_versions,
              ::testing::ElementsAre(other));
}

TEST_F(SegmentMergeTest, LeavesNoTraceOfWhatIsDropped) {
  const SegmentPtr segment =
      Open(BuildSegment(path(""), "seg-1", *ShippedRecognizer(),
                        {3,
                         [](uint64_t i) -> Result<Article> {
                           Article article = Varied(static_cast<int>(i));
                           if (i == 1) {
                             article.text = "Un mot zinzolin, jamais vu.";
                             article.source = "Gazette zinzoline";
                             article.attributes = {{"rubrique", {"Zinzolin"}}};
                           }
                           return article;
                         }},
                        Options()));
  const Result<MergedSegment> merged =
      Merge({{segment, [](uint32_t doc) { return doc == 1; }, nullptr}});
  ASSERT_THAT(merged, IsOk());
  for (const auto& [name, bytes] : testing::ReadTree(path("seg-9"))) {
    EXPECT_EQ(bytes.find("zinzolin"), std::string::npos) << name;
    EXPECT_EQ(bytes.find("Zinzolin"), std::string::npos) << name;
  }
}

TEST_F(SegmentMergeTest, MakesTheDictionaryOfTextsOfWhatIsKept) {
  constexpr uint64_t kArticles = 300;
  const std::string secret = "anticonstitutionnellement";
  const auto build = [&](const std::string& name, int first,
                         const std::string& word) {
    return Open(BuildSegment(path(""), name, *ShippedRecognizer(),
                             {kArticles,
                              [&](uint64_t i) -> Result<Article> {
                                return LongArticle(first + static_cast<int>(i),
                                                   word);
                              }},
                             Options()));
  };
  const SegmentPtr dropped = build("seg-1", 0, secret);
  const SegmentPtr kept = build("seg-2", 1'000, "puce");
  const auto mentions = [&](const SegmentPtr& segment) {
    return testing::ReadBytes(path(segment->record().columns.path))
               .find(secret) != std::string::npos;
  };
  EXPECT_TRUE(mentions(dropped));
  const Result<MergedSegment> merged =
      Merge({{dropped, [](uint32_t doc) { return doc > 0; }, nullptr},
             {kept, [](uint32_t doc) { return doc % 5 == 0; }, nullptr}});
  ASSERT_THAT(merged, IsOk());
  const SegmentPtr got = Open(merged->record);
  ASSERT_EQ(got->size(), 1 + kArticles * 4 / 5);
  EXPECT_EQ(got->ReadArticle(0)->text, LongArticle(0, secret).text);
  EXPECT_EQ(got->ReadArticle(4)->text, LongArticle(1'004, "puce").text);
  EXPECT_EQ(got->ReadArticle(5)->text, LongArticle(1'006, "puce").text);
  const Result<MergedSegment> without = MergeSegments(
      path(""), "seg-10",
      {{got, [](uint32_t doc) { return doc == 0; }, nullptr}}, Options().index);
  ASSERT_THAT(without, IsOk());
  EXPECT_FALSE(mentions(Open(without->record)));
}

TEST_F(SegmentMergeTest, KeepsVersionsWithTheirValidity) {
  const SegmentPtr first = Build("seg-1", {1, 2});
  const SegmentPtr second = Build("seg-2", {2, 3});
  const Result<MergedSegment> merged =
      Merge({{first, nullptr,
              [](uint32_t doc) {
                return doc == 1 ? Validity{1, 5} : Validity{1, kForever};
              }},
             {second, nullptr, [](uint32_t) {
                return Validity{5, kForever};
              }}});
  ASSERT_THAT(merged, IsOk());
  const SegmentPtr segment = Open(merged->record);
  ASSERT_EQ(segment->size(), 4U);
  EXPECT_EQ(segment->validity(1), (Validity{1, 5}));
  EXPECT_EQ(segment->validity(2), (Validity{5, kForever}));
  EXPECT_EQ(segment->FindArticle(MakeArticle(2).id), 2U);  // the newest
  const Result<MergedSegment> again = MergeSegments(
      path(""), "seg-10", {{segment, nullptr, nullptr}}, Options().index);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(Open(again->record)->validity(1), (Validity{1, 5}));
}

TEST_F(SegmentMergeTest, RefusesTheSameArticleTwice) {
  const SegmentPtr first = Build("seg-1", {1, 2});
  const SegmentPtr second = Build("seg-2", {2, 3});
  EXPECT_THAT(Merge({{first, nullptr, nullptr}, {second, nullptr, nullptr}}),
              FailsWith(StatusCode::kAlreadyExists, "article-2"));
  EXPECT_FALSE(std::filesystem::exists(path("seg-9")));
  EXPECT_FALSE(std::filesystem::exists(path("seg-9.tmp")));
}

TEST_F(SegmentMergeTest, RefusesToWriteNothing) {
  const SegmentPtr segment = Build("seg-1", {1});
  EXPECT_THAT(Merge({{segment, [](uint32_t) { return true; }, nullptr}}),
              FailsWith(StatusCode::kInvalidArgument, "nothing"));
  EXPECT_THAT(Merge({}), FailsWith(StatusCode::kInvalidArgument, "nothing"));
}

TEST_F(SegmentMergeTest, StopsAndCleansUpWhenTheHookSaysSo) {
  const SegmentPtr segment = Build("seg-1", Numbers(0, 50));
  uint64_t told = 0;
  ASSERT_THAT(Merge({{segment, nullptr, nullptr}},
                    [&](uint64_t bytes) {
                      told += bytes;
                      return OkStatus();
                    }),
              IsOk());
  std::filesystem::remove_all(path("seg-9"));
  EXPECT_GT(told, 10'000U);
  uint64_t left = told / 2;
  EXPECT_THAT(Merge({{segment, nullptr, nullptr}},
                    [&](uint64_t bytes) {
                      if (bytes > left) {
                        return Status(StatusCode::kCancelled, "paused");
                      }
                      left -= bytes;
                      return OkStatus();
                    }),
              FailsWith(StatusCode::kCancelled, "paused"));
  EXPECT_FALSE(std::filesystem::exists(path("seg-9")));
  EXPECT_FALSE(std::filesystem::exists(path("seg-9.tmp")));
}

}  // namespace
}  // namespace vigie::index
