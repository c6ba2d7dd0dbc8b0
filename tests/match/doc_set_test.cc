#include "match/doc_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <vector>

#include "match/posting_cache.h"

namespace vigie::match {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr uint32_t kDocuments = 5'000;

std::vector<uint32_t> RandomDocs(size_t count, std::mt19937* random) {
  std::set<uint32_t> docs;
  while (docs.size() < count) docs.insert((*random)() % kDocuments);
  return {docs.begin(), docs.end()};
}

PostingListPtr ListOf(const std::vector<uint32_t>& docs) {
  return std::make_shared<const PostingList>(
      index::DecodedPostings{docs, std::vector<uint32_t>(docs.size(), 1)},
      kDocuments);
}

// Both as sorted numbers, and as a list chooses.
std::vector<DocSet> FormsOf(const std::vector<uint32_t>& docs) {
  std::vector<DocSet> forms;
  forms.push_back(DocSet::OfSorted(docs));
  forms.push_back(DocSet::OfList(ListOf(docs)));
  return forms;
}

TEST(DocSet, CombinesWhateverItIsMadeAs) {
  std::mt19937 random(3);
  for (const size_t size_a : {0, 3, 90, 1'200, 4'000}) {
    for (const size_t size_b : {0, 2, 60, 900, 4'900}) {
      const std::vector<uint32_t> a = RandomDocs(size_a, &random);
      const std::vector<uint32_t> b = RandomDocs(size_b, &random);
      std::vector<uint32_t> both;
      std::vector<uint32_t> first;
      std::vector<uint32_t> any;
      std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                            std::back_inserter(both));
      std::set_difference(a.begin(), a.end(), b.begin(), b.end(),
                          std::back_inserter(first));
      std::set_union(a.begin(), a.end(), b.begin(), b.end(),
                     std::back_inserter(any));
      for (const DocSet& set_a : FormsOf(a)) {
        for (const DocSet& set_b : FormsOf(b)) {
          EXPECT_EQ(Intersect(set_a, set_b).Sorted(), both);
          EXPECT_EQ(Subtract(set_a, set_b).Sorted(), first);
          EXPECT_EQ(Unite({&set_a, &set_b}, kDocuments).Sorted(), any);
          EXPECT_EQ(Unite({&set_a, &set_b}, kDocuments).size(), any.size());
        }
      }
    }
  }
}

TEST(DocSet, UnitesManySets) {
  std::mt19937 random(4);
  for (const size_t size : {0, 1, 3, 40, 900}) {
    std::set<uint32_t> any;
    std::vector<DocSet> sets;
    for (int i = 0; i < 9; ++i) {
      const std::vector<uint32_t> docs = RandomDocs(size, &random);
      any.insert(docs.begin(), docs.end());
      sets.push_back(DocSet::OfSorted(docs));
    }
    std::vector<const DocSet*> all;
    for (const DocSet& set : sets) all.push_back(&set);
    EXPECT_EQ(Unite(all, kDocuments).Sorted(),
              std::vector<uint32_t>(any.begin(), any.end()));
  }
}

TEST(DocSet, KnowsEveryDocumentAndNoOther) {
  for (const uint32_t documents : {1U, 63U, 64U, 65U}) {
    const DocSet all = DocSet::Everything(documents);
    EXPECT_EQ(all.size(), documents);
    EXPECT_TRUE(all.Has(documents - 1));
    EXPECT_FALSE(all.Has(documents));
  }
  EXPECT_THAT(DocSet().Sorted(), IsEmpty());
  EXPECT_FALSE(DocSet().Has(0));
}

TEST(Gallop, FindsTheFirstThatIsNotBelow) {
  const std::vector<uint32_t> docs = {2, 3, 5, 8, 13, 21, 34, 55, 89};
  for (uint32_t value = 0; value < 100; ++value) {
    const uint32_t* end = docs.data() + docs.size();
    EXPECT_EQ(Gallop(docs.data(), end, value),
              std::lower_bound(docs.data(), end, value))
        << value;
  }
}

TEST(PostingCache, KeepsWhatWasUsedLast) {
  PostingCache cache(size_t{64} << 10);
  int made = 0;
  const auto make = [&] {
    ++made;
    return ListOf({1, 2, 3});
  };
  cache.Get("s", "a", make);
  cache.Get("s", "a", make);
  EXPECT_EQ(made, 1);
  for (int i = 0; i < 1'000; ++i) {
    cache.Get("s", "b" + std::to_string(i), make);
  }
  EXPECT_LE(cache.bytes(), size_t{64} << 10);
  EXPECT_GT(cache.bytes(), 0U);
  cache.Get("s", "a", make);
  EXPECT_EQ(made, 1'002);
}

TEST(PostingCache, TellsSegmentsApart) {
  PostingCache cache(size_t{64} << 10);
  cache.Get("s", "ta", [] { return ListOf({1}); });
  cache.Get("st", "a", [] { return ListOf({2}); });
  const auto none = [] { return ListOf({}); };
  EXPECT_THAT(cache.Get("s", "ta", none)->docs(), ElementsAre(1));
  EXPECT_THAT(cache.Get("st", "a", none)->docs(), ElementsAre(2));
}

TEST(PostingCache, ForgetsTheSegmentsThatNothingHolds) {
  PostingCache cache(size_t{64} << 10);
  int made = 0;
  const auto make = [&] {
    ++made;
    return ListOf({1, 2, 3});
  };
  cache.Hold({"old", "both"});
  cache.Hold({"both", "new"});
  for (const char* segment : {"old", "both", "new"}) {
    for (int i = 0; i < 40; ++i) cache.Get(segment, std::to_string(i), make);
  }
  const size_t before = cache.bytes();
  cache.Release({"old", "both"});
  EXPECT_LT(cache.bytes(), before);
  EXPECT_GT(cache.bytes(), 0U);
  for (int i = 0; i < 40; ++i) cache.Get("both", std::to_string(i), make);
  EXPECT_EQ(made, 120);
  cache.Release({"both", "new"});
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(PostingCache, LetsGoOfWhatItNeverHeld) {
  PostingCache cache(size_t{64} << 10);
  cache.Get("s", "a", [] { return ListOf({4}); });
  cache.Release({"s"});
  EXPECT_GT(cache.bytes(), 0U);
}

TEST(PostingCache, HandsOutWhatIsTooLargeToKeep) {
  PostingCache cache(16);
  const PostingListPtr list = cache.Get("s", "a", [] {
    return ListOf({4, 7});
  });
  EXPECT_THAT(list->docs(), ElementsAre(4, 7));
  EXPECT_EQ(cache.bytes(), 0U);
}

}  // namespace
}  // namespace vigie::match
