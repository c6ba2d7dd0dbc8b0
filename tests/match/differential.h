// The executors over the same segments, compared.
#ifndef VIGIE_TESTS_MATCH_DIFFERENTIAL_H_
#define VIGIE_TESTS_MATCH_DIFFERENTIAL_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "match/executor.h"
#include "match/posting_cache.h"
#include "match/selection.h"
#include "tests/match/plans.h"
#include "tests/match/random_plans.h"
#include "tests/match/segment_of.h"
#include "vigie/time.h"

namespace vigie::match {

inline constexpr int32_t kFirstDay = 20'000;

// Words of falling frequency, and lengths from a title to a long article.
inline std::vector<Article> MadeUpArticles(
    uint32_t count, const std::string& prefix,
    const std::vector<std::string>& words, std::mt19937* random) {
  const auto word = [&] {
    const double part = static_cast<double>((*random)() % 4096) / 4096;
    return words[static_cast<size_t>(part * part * part *
                                     static_cast<double>(words.size()))];
  };
  std::vector<Article> articles;
  for (uint32_t i = 0; i < count; ++i) {
    Article article;
    article.id =
        prefix + std::to_string((*random)() % 1000) + "-" + std::to_string(i);
    article.title = word() + " " + word();
    article.source = i % 3 == 0 ? "L’Équipe" : "Le Monde";
    if (i % 5 == 0) article.authors = {"Zoé Martin"};
    if (i % 7 != 0) {
      article.published_at = PublicationTime{
          ParisMidnight(kFirstDay + static_cast<int32_t>(i % 5)), true};
    }
    const uint32_t length = 1U << ((*random)() % 8);
    // One word again and again, so that some wdf are large.
    const std::string often = word();
    for (uint32_t at = 0; at < length; ++at) {
      article.text +=
          (i % 50 == 0 ? often : word()) + (at % 9 == 8 ? ". " : " ");
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

// Segments with both executors over them.
class Differential {
 public:
  explicit Differential(const std::string& name)
      : directory_(testing::TempDir() + "/vigie-" + name + "-" +
                   std::to_string(::getpid())),
        dictionary_(*entities::Dictionary::Parse(
            entities::Dictionary::ShippedJsonLines(), "shipped")),
        recognizer_(dictionary_) {
    std::filesystem::remove_all(directory_);  // of a killed process
    std::filesystem::create_directories(directory_);
  }
  ~Differential() { std::filesystem::remove_all(directory_); }

  void Add(const std::vector<Article>& articles) {
    segments_.push_back(SegmentOf(articles,
                                  "seg-" + std::to_string(segments_.size()),
                                  recognizer_, directory_));
    ASSERT_NE(segments_.back(), nullptr);
  }

  void Open() {
    catalog_ = std::make_shared<const Catalog>(segments_, dictionary_);
    reference_ = MakeXapianExecutor(catalog_);
    kept_ = MakeLocalExecutor(catalog_, &cache_);
    cold_ = MakeLocalExecutor(catalog_, nullptr);
  }

  // Compares the complete hit sets, and the best `count` of both executors.
  void Compare(const query::PlanNode& plan, size_t count) {
    const Result<HitSet> wanted = reference_->Run(plan, CallControl());
    const Result<HitSet> hits = kept_->Run(plan, CallControl());
    // What one of them reads before it gives up is not what the other does.
    for (const Status& status : {wanted.status(), hits.status()}) {
      if (status.code() == StatusCode::kResourceExhausted) return;
      ASSERT_TRUE(status.ok()) << status.ToString() << Describe(plan);
    }
    CompareAll(*wanted, *hits, plan);
    for (const Executor* executor : {kept_.get(), cold_.get()}) {
      CompareBest(*hits, count, plan, *executor);
      EXPECT_EQ(Count(plan, *executor), hits->docs.size()) << Describe(plan);
    }
  }

  // How many hits an executor counts that is asked for none.
  uint64_t Count(const query::PlanNode& plan, const Executor& executor) const {
    const FacetColumns columns(*catalog_);
    const auto selections = Selections::Make({}, columns);
    const CallControl control;
    const Result<Matched> matched =
        executor.Match({plan, *selections, control, 0});
    EXPECT_TRUE(matched.ok()) << matched.status().ToString();
    return matched.ok() ? matched->total : 0;
  }

  size_t compared() const { return compared_; }
  const Segments& segments() const { return segments_; }
  const std::string& directory() const { return directory_; }

 private:
  void CompareAll(const HitSet& wanted, const HitSet& hits,
                  const query::PlanNode& plan) {
    ASSERT_EQ(hits.docs.size(), wanted.docs.size()) << Describe(plan);
    std::map<std::pair<uint32_t, uint32_t>, double> scores;
    for (const ScoredDoc& hit : hits.docs) {
      scores[{hit.doc.segment, hit.doc.doc}] = hit.score;
    }
    for (const ScoredDoc& hit : wanted.docs) {
      const auto found = scores.find({hit.doc.segment, hit.doc.doc});
      ASSERT_TRUE(found != scores.end()) << Describe(plan);
      ASSERT_NEAR(found->second, hit.score, 1.1e-9) << Describe(plan);
    }
    compared_ += wanted.docs.size();
  }

  void CompareBest(const HitSet& hits, size_t count,
                   const query::PlanNode& plan, const Executor& executor) {
    const FacetColumns columns(*catalog_);
    const auto selections = Selections::Make({}, columns);
    const CallControl control;
    const Result<Matched> best =
        executor.Match({plan, *selections, control, count});
    if (best.status().code() == StatusCode::kResourceExhausted) return;
    ASSERT_TRUE(best.ok()) << best.status().ToString();
    EXPECT_EQ(best->total, hits.docs.size()) << Describe(plan);
    std::vector<ScoredDoc> sorted = hits.docs;
    std::sort(sorted.begin(), sorted.end(),
              [&](const ScoredDoc& a, const ScoredDoc& b) {
                if (a.score != b.score) return a.score > b.score;
                return catalog_->article_id(a.doc) <
                       catalog_->article_id(b.doc);
              });
    ASSERT_EQ(best->best.size(), std::min(count, sorted.size()));
    for (size_t i = 0; i < best->best.size(); ++i) {
      ASSERT_EQ(best->best[i].score, sorted[i].score) << Describe(plan);
      ASSERT_EQ(catalog_->article_id(best->best[i].doc),
                catalog_->article_id(sorted[i].doc))
          << Describe(plan);
    }
  }

  std::string directory_;
  std::shared_ptr<const entities::Dictionary> dictionary_;
  entities::Recognizer recognizer_;
  Segments segments_;
  std::shared_ptr<const Catalog> catalog_;
  PostingCache cache_{size_t{64} << 20};
  std::unique_ptr<Executor> reference_;
  std::unique_ptr<Executor> kept_;
  std::unique_ptr<Executor> cold_;
  size_t compared_ = 0;
};

}  // namespace vigie::match

#endif  // VIGIE_TESTS_MATCH_DIFFERENTIAL_H_
