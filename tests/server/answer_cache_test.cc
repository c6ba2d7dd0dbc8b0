#include "server/answer_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace vigie::server {
namespace {

constexpr AnswerCache::Epoch kFirst{1, 100};

AnswerCache::Answer AnswerOf(const std::string& bytes) {
  return {grpc::Slice(bytes), 7};
}

// What is kept for `key`; empty when nothing is.
std::string Kept(AnswerCache* cache, const AnswerCache::Epoch& epoch,
                 const std::string& key) {
  const auto found = cache->Find(epoch, key);
  if (!found) return "";
  return std::string(reinterpret_cast<const char*>(found->bytes.begin()),
                     found->bytes.size());
}

TEST(AnswerCache, GivesBackWhatWasStored) {
  AnswerCache cache(1 << 20);
  cache.Store(kFirst, "grève", AnswerOf("12 hits"));
  EXPECT_EQ(Kept(&cache, kFirst, "grève"), "12 hits");
  EXPECT_EQ(cache.Find(kFirst, "grève")->rows, 7U);
  EXPECT_EQ(Kept(&cache, kFirst, "greve"), "");
}

TEST(AnswerCache, KeepsNothingAcrossRevisionsOrHours) {
  for (const AnswerCache::Epoch next :
       {AnswerCache::Epoch{2, 100}, AnswerCache::Epoch{1, 101}}) {
    AnswerCache cache(1 << 20);
    cache.Store(kFirst, "a", AnswerOf("old"));
    EXPECT_EQ(Kept(&cache, next, "a"), "");
    cache.Store(next, "b", AnswerOf("new"));
    EXPECT_EQ(Kept(&cache, kFirst, "a"), "");
    EXPECT_EQ(Kept(&cache, next, "a"), "");
    EXPECT_EQ(Kept(&cache, next, "b"), "new");
  }
}

TEST(AnswerCache, IgnoresAnAnswerOfAnEarlierEpoch) {
  AnswerCache cache(1 << 20);
  cache.Store({2, 100}, "a", AnswerOf("new"));
  cache.Store(kFirst, "a", AnswerOf("late"));
  EXPECT_EQ(Kept(&cache, {2, 100}, "a"), "new");
  EXPECT_EQ(Kept(&cache, kFirst, "a"), "");
}

TEST(AnswerCache, ForgetsTheLeastRecentlyUsedBeyondItsLimit) {
  AnswerCache cache(16 << 10);
  const std::string large(800, 'x');
  for (int i = 0; i < 100; ++i) {
    cache.Store(kFirst, std::to_string(i), AnswerOf(large));
    Kept(&cache, kFirst, "0");
    EXPECT_LE(cache.bytes(), size_t{16} << 10);
  }
  EXPECT_EQ(Kept(&cache, kFirst, "0"), large);
  EXPECT_EQ(Kept(&cache, kFirst, "1"), "");
  EXPECT_EQ(Kept(&cache, kFirst, "99"), large);
}

TEST(AnswerCache, KeepsNoAnswerThatWouldDisplaceManyOthers) {
  AnswerCache cache(16 << 10);
  cache.Store(kFirst, "a", AnswerOf(std::string(2'000, 'x')));
  EXPECT_EQ(cache.bytes(), 0U);
  AnswerCache none(0);
  none.Store(kFirst, "a", AnswerOf("x"));
  EXPECT_EQ(Kept(&none, kFirst, "a"), "");
}

TEST(AnswerCache, CountsAnEqualKeyOnce) {
  AnswerCache cache(1 << 20);
  cache.Store(kFirst, "a", AnswerOf("first"));
  const size_t bytes = cache.bytes();
  cache.Store(kFirst, "a", AnswerOf("again"));
  EXPECT_EQ(cache.bytes(), bytes);
  EXPECT_EQ(Kept(&cache, kFirst, "a"), "first");
}

}  // namespace
}  // namespace vigie::server
