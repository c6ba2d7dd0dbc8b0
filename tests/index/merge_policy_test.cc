#include "index/merge_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace vigie::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr uint64_t kMegabyte = 1 << 20;

// An index in sizes alone: lots come in, a share of them replaces articles
// anywhere, and what the policy chooses is merged.
class Simulation {
 public:
  explicit Simulation(double updates) : updates_(updates) {}

  void Publish(uint32_t articles) {
    segments_.push_back({uint64_t{articles} * kBytesPerArticle, articles});
    sealed_ += segments_.back().bytes;
    Replace(static_cast<uint32_t>(articles * updates_));
    for (auto chosen = ChooseMerge(segments_, 0, kNoMergeLimit);
         !chosen.empty(); chosen = ChooseMerge(segments_, 0, kNoMergeLimit)) {
      Merge(chosen);
    }
    most_segments_ = std::max(most_segments_, segments_.size());
  }

  double write_amplification() const {
    return static_cast<double>(sealed_ + merged_) /
           static_cast<double>(sealed_);
  }
  size_t most_segments() const { return most_segments_; }
  double dead_share() const {
    uint64_t dead = 0;
    uint64_t all = 0;
    for (const SegmentSize& segment : segments_) {
      dead += segment.tombstones;
      all += segment.articles;
    }
    return static_cast<double>(dead) / static_cast<double>(all);
  }

 private:
  static constexpr uint64_t kBytesPerArticle = 4'000;

  void Replace(uint32_t count) {
    uint64_t all = 0;
    for (const SegmentSize& segment : segments_) all += segment.articles;
    for (uint32_t i = 0; i < count; ++i) {
      uint64_t at =
          std::uniform_int_distribution<uint64_t>(0, all - 1)(random_);
      for (SegmentSize& segment : segments_) {
        if (at < segment.articles) {
          segment.tombstones += at >= segment.tombstones ? 1 : 0;
          break;
        }
        at -= segment.articles;
      }
    }
  }

  void Merge(const std::vector<size_t>& chosen) {
    SegmentSize output;
    for (const size_t i : chosen) {
      output.bytes += LiveBytes(segments_[i]);
      output.articles += segments_[i].articles - segments_[i].tombstones;
    }
    for (size_t i = chosen.size(); i > 0; --i) {
      segments_.erase(segments_.begin() +
                      static_cast<std::ptrdiff_t>(chosen[i - 1]));
    }
    merged_ += output.bytes;
    segments_.push_back(output);
  }

  const double updates_;
  std::mt19937 random_{1};
  std::vector<SegmentSize> segments_;
  uint64_t sealed_ = 0;
  uint64_t merged_ = 0;
  size_t most_segments_ = 0;
};

// An hour at 200 articles a second, published every 0.8 s, is 4,500 lots of
// 160. The journal writes each article once more, about 0.8 of a segment.
TEST(MergePolicy, AnHourOfLiveWritesIsRewrittenFewTimes) {
  for (const double updates : {0.0, 0.2, 0.9}) {
    Simulation hour(updates);
    for (int lot = 0; lot < 4'500; ++lot) hour.Publish(160);
    EXPECT_LE(hour.most_segments(), kSegmentsWithoutMerge) << updates;
    EXPECT_LE(hour.write_amplification(), 6.5) << updates;
    EXPECT_LE(hour.dead_share(), 0.3) << updates;
  }
}

TEST(MergePolicy, TenThousandPublicationsStayBounded) {
  Simulation long_run(0.2);
  for (int lot = 0; lot < 10'000; ++lot) long_run.Publish(160);
  EXPECT_LE(long_run.most_segments(), kSegmentsWithoutMerge);
  EXPECT_LE(long_run.write_amplification(), 7.0);
}

TEST(MergePolicy, LotsOfAnySizeStayBounded) {
  std::mt19937 random(3);
  Simulation uneven(0.2);
  for (int lot = 0; lot < 3'000; ++lot) {
    uneven.Publish(std::uniform_int_distribution<uint32_t>(1, 2'000)(random));
  }
  EXPECT_LE(uneven.most_segments(), kSegmentsWithoutMerge);
  EXPECT_LE(uneven.write_amplification(), 7.0);
}

// As Simulation, with merges that take their time: each of the two lanes writes
// so many bytes between two publications.
class SlowLanes {
 public:
  SlowLanes(uint64_t small_lane, uint64_t large_lane)
      : lanes_{{0, 16 * kMegabyte, small_lane},
               {16 * kMegabyte + 1, kNoMergeLimit, large_lane}} {}

  void Publish() {
    Add({160 * 2'400, 160});
    sealed_ += 160 * 2'400;
    for (Lane& lane : lanes_) Work(&lane);
    most_segments_ = std::max(most_segments_, segments_.size());
  }

  double write_amplification() const {
    return static_cast<double>(sealed_ + merged_) /
           static_cast<double>(sealed_);
  }
  size_t most_segments() const { return most_segments_; }

 private:
  struct Lane {
    uint64_t least = 0;
    uint64_t most = 0;
    uint64_t bytes_per_lot = 0;
    std::vector<uint64_t> inputs = {};  // names; empty: nothing runs
    uint64_t left = 0;
  };

  void Add(const SegmentSize& segment) {
    segments_.push_back(segment);
    names_.push_back(next_name_++);
  }

  bool Begin(Lane* lane) {
    for (const size_t i : ChooseMerge(segments_, lane->least, lane->most)) {
      segments_[i].merging = true;
      lane->inputs.push_back(names_[i]);
      lane->left += segments_[i].bytes;
    }
    return !lane->inputs.empty();
  }

  void Install(Lane* lane) {
    SegmentSize output;
    for (const uint64_t name : lane->inputs) {
      const auto at = std::find(names_.begin(), names_.end(), name);
      const auto segment = segments_.begin() + (at - names_.begin());
      output.bytes += segment->bytes;
      output.articles += segment->articles;
      segments_.erase(segment);
      names_.erase(at);
    }
    lane->inputs.clear();
    Add(output);
  }

  void Work(Lane* lane) {
    for (uint64_t budget = lane->bytes_per_lot; budget > 0;) {
      if (lane->inputs.empty() && !Begin(lane)) return;
      const uint64_t written = std::min(budget, lane->left);
      lane->left -= written;
      budget -= written;
      merged_ += written;
      if (lane->left == 0) Install(lane);
    }
  }

  std::vector<Lane> lanes_;
  std::vector<SegmentSize> segments_;
  std::vector<uint64_t> names_;
  uint64_t next_name_ = 0;
  uint64_t sealed_ = 0;
  uint64_t merged_ = 0;
  size_t most_segments_ = 0;
};

// What has come during a long merge was once rewritten with each lot.
TEST(MergePolicy, LotsThatComeDuringASlowMergeAreNotRewrittenAgainAndAgain) {
  for (const uint64_t large_lane : {4, 5, 10, 20}) {
    SlowLanes hour(60 * kMegabyte, large_lane * kMegabyte);
    for (int lot = 0; lot < 4'500; ++lot) hour.Publish();
    EXPECT_LE(hour.write_amplification(), 7.0) << large_lane;
    EXPECT_LE(hour.most_segments(), 20U) << large_lane;
  }
}

std::vector<SegmentSize> OfMegabytes(const std::vector<uint64_t>& sizes) {
  std::vector<SegmentSize> segments;
  for (const uint64_t size : sizes) {
    segments.push_back({size * kMegabyte, 1'000});
  }
  return segments;
}

TEST(MergePolicy, LeavesFewSegmentsAlone) {
  EXPECT_THAT(ChooseMerge({}, 0, kNoMergeLimit), IsEmpty());
  EXPECT_THAT(ChooseMerge(std::vector<SegmentSize>(12, {kMegabyte, 1'000}), 0,
                          kNoMergeLimit),
              IsEmpty());
}

TEST(MergePolicy, TakesTheSmallestAndWhatTheyReachByDoubling) {
  std::vector<SegmentSize> segments =
      OfMegabytes({900, 1, 40, 2, 3, 300, 310, 320, 330, 340, 350, 360, 370});
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit), ElementsAre(1, 3, 4));
  segments[1].merging = true;
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit), ElementsAre(3, 4));
  // Beside a merge, few wait.
  for (size_t i = 5; i < 11; ++i) segments[i].merging = true;
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit), IsEmpty());
}

TEST(MergePolicy, EachLaneKeepsToItsSizes) {
  std::vector<SegmentSize> segments = OfMegabytes(
      {30, 40, 50, 900, 910, 920, 930, 940, 950, 960, 970, 980, 990});
  EXPECT_THAT(ChooseMerge(segments, 0, 16 * kMegabyte), IsEmpty());
  EXPECT_THAT(ChooseMerge(segments, 16 * kMegabyte, kNoMergeLimit),
              ElementsAre(0, 1, 2));
  EXPECT_THAT(ChooseMerge(segments, 200 * kMegabyte, kNoMergeLimit), IsEmpty());
  // So many that the small lane takes what it can get.
  for (int i = 0; i < 3; ++i) segments.push_back({kMegabyte, 1'000});
  for (int i = 0; i < 3; ++i) segments[static_cast<size_t>(i)].merging = true;
  EXPECT_THAT(ChooseMerge(segments, 0, 16 * kMegabyte),
              ElementsAre(13, 14, 15));
}

TEST(MergePolicy, NoMergeMakesMoreThanTheLimit) {
  constexpr uint64_t kLimit = 100 * kMegabyte;
  std::vector<SegmentSize> segments =
      OfMegabytes({51, 60, 90, 500, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7});
  // Those that have no room to grow are none of the twelve.
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit, kLimit), IsEmpty());
  for (const uint64_t size : {50, 40, 30}) {
    segments.push_back({size * kMegabyte, 1'000});
  }
  uint64_t bytes = 0;
  for (const size_t i : ChooseMerge(segments, 0, kNoMergeLimit, kLimit)) {
    bytes += segments[i].bytes;
  }
  EXPECT_GT(bytes, 0U);
  EXPECT_LE(bytes, kLimit);
  // Rewriting for tombstones keeps to it too.
  segments = {{90 * kMegabyte, 1'000, 300}, {500 * kMegabyte, 1'000, 300}};
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit, kLimit), ElementsAre(0));
  segments = {{500 * kMegabyte, 1'000, 300}};
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit, kLimit), IsEmpty());
}

TEST(MergePolicy, CompactionMakesAsFewAsFit) {
  constexpr uint64_t kLimit = 100 * kMegabyte;
  const struct {
    std::vector<uint64_t> megabytes;
    uint64_t limit;
    std::vector<size_t> want;
  } cases[] = {
      {{}, kNoMergeLimit, {}},
      {{5}, kNoMergeLimit, {}},
      {{5, 900, 3}, kNoMergeLimit, {0, 1, 2}},
      {{5, 900, 3}, kLimit, {0, 2}},
      {{30, 30, 30, 30, 60}, kLimit, {0, 1, 2}},
      {{60, 90, 30}, kLimit, {}},
      {{50, 50}, kLimit, {0, 1}},
  };
  for (const auto& [megabytes, limit, want] : cases) {
    EXPECT_EQ(ChooseCompaction(OfMegabytes(megabytes), limit), want);
  }
  // One that has tombstones is rewritten, unless it does not fit.
  EXPECT_THAT(ChooseCompaction({{90 * kMegabyte, 100, 1}}, kLimit),
              ElementsAre(0));
  EXPECT_THAT(ChooseCompaction({{200 * kMegabyte, 100, 1}}, kLimit), IsEmpty());
}

TEST(MergePolicy, MemoryBoundsWhatAMergeMakes) {
  EXPECT_EQ(MostMergedBytes(0), kNoMergeLimit);
  EXPECT_EQ(MostMergedBytes(17 * kMegabyte), 10 * kMegabyte);
}

TEST(MergePolicy, RewritesASegmentThatIsMostlyDead) {
  std::vector<SegmentSize> segments = {
      {kMegabyte, 1'000, 200}, {kMegabyte, 1'000, 300}, {kMegabyte, 10, 9}};
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit), ElementsAre(1));
  segments[1].merging = true;
  EXPECT_THAT(ChooseMerge(segments, 0, kNoMergeLimit), IsEmpty());
}

}  // namespace
}  // namespace vigie::index
