// What queries work out about segments, as it is kept.
#include "match/kept_by_name.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <vector>

#include "match/rank_rows.h"
#include "match/value_sums.h"

namespace vigie::match {
namespace {

TEST(Sightings, KnowANameFromTheSecondTimeOn) {
  Sightings sightings;
  EXPECT_FALSE(sightings.SeenBefore(1, "accord"));
  EXPECT_FALSE(sightings.SeenBefore(2, "accord"));
  EXPECT_TRUE(sightings.SeenBefore(1, "accord"));
  EXPECT_TRUE(sightings.SeenBefore(1, "accord"));
}

TEST(Sightings, KnowNearlyAllOfAThousandNamesTheSecondTime) {
  Sightings sightings;
  uint32_t known = 0;
  for (const bool again : {false, true}) {
    for (uint32_t name = 0; name < 1'000; ++name) {
      const bool seen = sightings.SeenBefore(0, "n" + std::to_string(name));
      if (again && seen) ++known;
    }
  }
  EXPECT_GT(known, 990U);
}

TEST(Sightings, KnowADocumentFromTheSecondTimeOn) {
  Sightings sightings;
  EXPECT_FALSE(sightings.SeenBefore(KeptKey{0, 0}));
  EXPECT_FALSE(sightings.SeenBefore(KeptKey{0, 1}));
  EXPECT_FALSE(sightings.SeenBefore(KeptKey{1, 0}));
  EXPECT_TRUE(sightings.SeenBefore(KeptKey{0, 0}));
  EXPECT_TRUE(sightings.SeenBefore(KeptKey{1, 0}));
}

TEST(ValueSums, GiveBackWhatTheyWereMadeOf) {
  const std::vector<std::vector<ValueSum>> cases = {
      {},
      {{0, 1, 0}},
      {{0, 254, 0}, {1, 255, 0}, {2, 256, 0}, {65'535, 1, 0}, {65'536, 7, 0}},
      {{70'000, 1'000'000, 2'000'000}, {200'000, 1, 0}},
      {{5, 3, 65'536},
       {6, 255, 65'535},
       {7, 256, 65'534},
       {8, 1, 4'000'000'000}},
  };
  for (const std::vector<ValueSum>& want : cases) {
    const ValueSums sums(want, want, 3);
    std::map<uint32_t, ValueSum> got;
    uint64_t articles = 0;
    ValueSums::Cursor cursor(sums);
    sums.Visit([&](const ValueSum& sum) {
      ValueSum& of_value = got[sum.value];
      of_value.articles += sum.articles;
      of_value.mentions += sum.mentions;
    });
    for (const ValueSum& sum : want) {
      EXPECT_EQ(got[sum.value].articles, sum.articles) << sum.value;
      EXPECT_EQ(got[sum.value].mentions, sum.mentions) << sum.value;
      const ValueSum found = cursor.Find(sum.value);
      EXPECT_EQ(found.articles, sum.articles) << sum.value;
      EXPECT_EQ(found.mentions, sum.mentions) << sum.value;
      articles += sum.articles;
    }
    ValueSums::Cursor among(sums);
    for (const uint32_t none : {3U, 65'537U, 4'000'000'000U}) {
      EXPECT_EQ(among.Find(none).articles, 0U) << none;
    }
    const std::vector<ValueSum> all = sums.All();
    ASSERT_EQ(all.size(), want.size());
    for (size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(all[i].value, want[i].value);
      EXPECT_EQ(all[i].articles, want[i].articles);
      EXPECT_EQ(all[i].mentions, want[i].mentions);
    }
    EXPECT_EQ(got.size(), want.size());
    EXPECT_EQ(sums.distinct(), want.size());
    EXPECT_EQ(sums.articles(), articles);
    EXPECT_EQ(sums.missing(), 3U);
    const ValueSums brief = sums.Brief();
    EXPECT_EQ(brief.distinct(), sums.distinct());
    EXPECT_EQ(brief.articles(), sums.articles());
    EXPECT_EQ(brief.most().size(), want.size());
    brief.Visit([](const ValueSum& sum) { ADD_FAILURE() << sum.value; });
  }
}

PartRow Row(uint32_t pairs) {
  PartRow row;
  row.pairs = pairs;
  return row;
}

TEST(RankRows, MergeByDocument) {
  const RankRows odd{{1, 3, 5},
                     {Row(10), Row(11), Row(30), Row(31), Row(50), Row(51)}};
  const RankRows even{{2, 3}, {Row(20), Row(21), Row(30), Row(31)}};
  const RankRows merged = Merge(odd, even);
  EXPECT_EQ(merged.docs, (std::vector<uint32_t>{1, 2, 3, 5}));
  for (const uint32_t doc : merged.docs) {
    ASSERT_NE(merged.Find(doc), nullptr);
    EXPECT_EQ(merged.Find(doc)[0].pairs, 10 * doc);
    EXPECT_EQ(merged.Find(doc)[1].pairs, 10 * doc + 1);
  }
  EXPECT_EQ(merged.Find(4), nullptr);
  EXPECT_EQ(Merge(RankRows(), even).docs, even.docs);
  EXPECT_TRUE(Merge(RankRows(), RankRows()).docs.empty());
}

}  // namespace
}  // namespace vigie::match
