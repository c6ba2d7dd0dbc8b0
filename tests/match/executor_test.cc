// The executor against a scan of every article. Long because one set of
// segments serves every case.
#include "match/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "analysis/analyzer.h"
#include "entities/recognizer.h"
#include "match/evidence.h"
#include "match/posting_cache.h"
#include "match/selection.h"
#include "match/xapian_query.h"
#include "tests/match/located_evidence.h"
#include "tests/match/plans.h"
#include "tests/match/random_plans.h"
#include "tests/match/segment_of.h"
#include "vigie/time.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;
using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<std::string> kVocabulary = {
    "Broadcom",       "OpenAI",  "Microsoft", "puce",   "puces",
    "l’accord",       "accords", "côté",      "cote",   "semi-conducteurs",
    "semiconducteur", "livre",   "livrer",    "marché", "le",
    "signe"};

Article RandomArticle(uint32_t number, std::mt19937* random) {
  const auto sentence = [random] {
    std::string text;
    for (uint32_t i = 0, words = 2 + (*random)() % 7; i < words; ++i) {
      if (i > 0) text += ' ';
      text += kVocabulary[(*random)() % kVocabulary.size()];
    }
    return text;
  };
  Article article;
  article.id = "a" + std::to_string(number);
  article.title = sentence();
  article.text = sentence() + ". " + sentence() + " « " + sentence() + " ».\n" +
                 sentence() + ". " + sentence() + ".";
  if ((*random)() % 3 == 0) article.authors = {"Zoé Martin", "Ali Ben"};
  article.source = (*random)() % 2 == 0 ? "Le Monde" : "L’Équipe";
  if ((*random)() % 4 != 0) {
    article.published_at =
        PublicationTime{ParisMidnight(20'000 + (*random)() % 5), true};
  }
  return article;
}

const PlanMaterial& Material() {
  static const PlanMaterial material = {
      kVocabulary,           {"org/broadcom", "org/openai"},
      {"semi", "li", "cot"}, "L'Equipe",
      "Zoe MARTIN",          20'000};
  return material;
}

PlanNode RandomPlan(uint32_t depth, std::mt19937* random) {
  return RandomPlans(Material(), random).Plan(depth);
}

// Three segments of articles of a small vocabulary, in a folder of its own.
class ExecutorTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = std::filesystem::path(testing::TempDir()) /
                 ("vigie-executor-" + std::to_string(::getpid()));
    std::filesystem::remove_all(directory_);  // of a killed process
    std::filesystem::create_directories(directory_);
    auto dictionary = entities::Dictionary::Parse(
        entities::Dictionary::ShippedJsonLines(), "shipped");
    ASSERT_TRUE(dictionary.ok()) << dictionary.status().ToString();
    const entities::Recognizer recognizer(*dictionary);
    std::mt19937 random(5);
    Segments segments;
    for (uint32_t i = 0; i < 3; ++i) {
      segments.push_back(WriteSegment(i, recognizer, &random));
    }
    catalog_ = std::make_shared<const Catalog>(segments, *dictionary);
    executor_ = MakeLocalExecutor(catalog_, &PostingCache::Shared());
    reference_ = MakeXapianExecutor(catalog_);
  }
  static void TearDownTestSuite() {
    executor_.reset();
    reference_.reset();
    catalog_.reset();
    std::filesystem::remove_all(directory_);
  }

  static std::shared_ptr<const index::Segment> WriteSegment(
      uint32_t number, const entities::Recognizer& recognizer,
      std::mt19937* random) {
    std::vector<Article> articles;
    for (uint32_t doc = 0; doc < 20 + 10 * number; ++doc) {
      articles.push_back(RandomArticle(number * 100 + doc, random));
    }
    return SegmentOf(articles, "seg-" + std::to_string(number), recognizer,
                     directory_);
  }

  static std::set<std::string> Found(const PlanNode& plan) {
    const Result<HitSet> hits = executor_->Run(plan, CallControl());
    EXPECT_TRUE(hits.ok()) << hits.status().ToString();
    std::set<std::string> ids;
    for (const ScoredDoc& hit : hits->docs) {
      EXPECT_TRUE(ids.emplace(catalog_->article_id(hit.doc)).second);
      EXPECT_GE(hit.score, 0);
    }
    return ids;
  }
  static std::set<std::string> Scanned(const PlanNode& plan) {
    const EvidenceFinder finder(plan, *catalog_);
    std::set<std::string> ids;
    for (uint32_t i = 0; i < catalog_->segments().size(); ++i) {
      for (uint32_t doc = 0; doc < catalog_->segments()[i]->size(); ++doc) {
        ArticleText text(*catalog_->segments()[i], doc);
        const Result<Evidence> evidence = finder.Find({i, doc}, &text);
        EXPECT_TRUE(evidence.ok()) << evidence.status().ToString();
        if (evidence->matches) ids.emplace(catalog_->article_id({i, doc}));
      }
    }
    return ids;
  }

  static std::string directory_;
  static std::shared_ptr<const Catalog> catalog_;
  static std::unique_ptr<Executor> executor_;
  static std::unique_ptr<Executor> reference_;
};
std::string ExecutorTest::directory_;
std::shared_ptr<const Catalog> ExecutorTest::catalog_;
std::unique_ptr<Executor> ExecutorTest::executor_;
std::unique_ptr<Executor> ExecutorTest::reference_;

TEST_F(ExecutorTest, WeighsAsTheReferenceDoes) {
  std::mt19937 random(16);
  size_t found = 0;
  for (int round = 0; round < 3'000; ++round) {
    const PlanNode plan = RandomPlan(3, &random);
    const Result<HitSet> hits = executor_->Run(plan, CallControl());
    const Result<HitSet> wanted = reference_->Run(plan, CallControl());
    ASSERT_TRUE(hits.ok() && wanted.ok());
    const auto by_doc = [](const HitSet& set) {
      std::map<std::pair<uint32_t, uint32_t>, double> scores;
      for (const ScoredDoc& hit : set.docs) {
        scores[{hit.doc.segment, hit.doc.doc}] = hit.score;
      }
      return scores;
    };
    const auto scores = by_doc(*hits);
    const auto reference = by_doc(*wanted);
    ASSERT_EQ(scores.size(), reference.size())
        << "seed 16, round " << round << ": " << Describe(plan);
    for (const auto& [doc, score] : reference) {
      const auto ours = scores.find(doc);
      ASSERT_TRUE(ours != scores.end()) << Describe(plan);
      ASSERT_NEAR(ours->second, score, 1.1e-9)
          << "seed 16, round " << round << ": " << Describe(plan);
    }
    found += scores.size();
  }
  EXPECT_GT(found, 10'000U);
}

TEST_F(ExecutorTest, FindsWhatAScanOfEveryArticleFinds) {
  std::mt19937 random(11);
  size_t found = 0;
  for (int round = 0; round < 1'500; ++round) {
    const PlanNode plan = RandomPlan(3, &random);
    const std::set<std::string> ids = Found(plan);
    EXPECT_EQ(ids, Scanned(plan))
        << "seed 11, round " << round << ": " << Describe(plan);
    found += ids.size();
  }
  EXPECT_GT(found, 1'000U);
}

TEST_F(ExecutorTest, FindsTheBestAsTheReferenceDoes) {
  std::mt19937 random(17);
  const FacetColumns columns(*catalog_);
  const FacetKey entities{FacetDimension::kEntity};
  const FacetKey sources{FacetDimension::kSource};
  using Mode = FacetSelection::Mode;
  const std::vector<std::vector<FacetSelection>> clicks = {
      {},
      {{entities, Mode::kAnd, {"org/broadcom"}, {}}},
      {{entities, Mode::kOr, {"org/openai", "org/broadcom"}, {}},
       {sources, Mode::kOr, {"Le Monde"}, {}}},
      {{entities, Mode::kOr, {}, {"org/microsoft"}}}};
  for (int round = 0; round < 800; ++round) {
    const PlanNode plan = RandomPlan(2, &random);
    const auto selections =
        Selections::Make(clicks[round % clicks.size()], columns);
    ASSERT_TRUE(selections.ok());
    const CallControl control;
    const MatchRequest request{plan, *selections, control, 7, round % 3 == 0};
    const Result<Matched> ours = executor_->Match(request);
    const Result<Matched> wanted = reference_->Match(request);
    ASSERT_TRUE(ours.ok() && wanted.ok());
    EXPECT_EQ(ours->total, wanted->total) << Describe(plan);
    ASSERT_EQ(ours->best.size(), wanted->best.size()) << Describe(plan);
    for (size_t i = 0; i < ours->best.size(); ++i) {
      EXPECT_NEAR(ours->best[i].score, wanted->best[i].score, 1.1e-9);
      EXPECT_EQ(catalog_->article_id(ours->best[i].doc),
                catalog_->article_id(wanted->best[i].doc))
          << "seed 17, round " << round << ": " << Describe(plan);
    }
    ASSERT_EQ(ours->scopes.size(), wanted->scopes.size());
    for (size_t i = 0; i < ours->scopes.size(); ++i) {
      EXPECT_EQ(ours->scopes[i].docs.Sorted(), wanted->scopes[i].docs.Sorted());
    }
  }
}

// The column counts what the analysed text shows, where it shows it.
TEST_F(ExecutorTest, CountsInTheColumnWhatTheTextShows) {
  std::mt19937 random(12);
  size_t rows = 0;
  for (int round = 0; round < 400; ++round) {
    const PlanNode plan = RandomPlan(2, &random);
    const Result<HitSet> hits = executor_->Run(plan, CallControl());
    ASSERT_TRUE(hits.ok());
    const EvidenceFinder finder(plan, *catalog_, &hits->prefix_words);
    EvidenceFinder::InColumn column(finder);
    for (const ScoredDoc& hit : hits->docs) {
      ArticleText text(catalog_->segment(hit.doc), hit.doc.doc);
      const auto shown = finder.Find(hit.doc, &text);
      const auto counted = column.Find(hit.doc, &text);
      const auto located = FindLocated(&column, hit.doc, &text);
      ASSERT_TRUE(shown.ok() && counted.ok() && located.ok());
      EXPECT_TRUE(shown->matches && counted->matches && located->matches);
      EXPECT_EQ(counted->found.size(), shown->found.size()) << Describe(plan);
      EXPECT_EQ(RangesOf(*located), RangesOf(*shown)) << Describe(plan);
      rows += shown->found.size();
    }
  }
  EXPECT_GT(rows, 1'000U);
}

TEST_F(ExecutorTest, NegatesPhrasesInsideConjunctions) {
  PlanNode source = MakePlanNode(NodeKind::kSource);
  source.value = analysis::FoldName("Le Monde");
  const PlanNode phrase = Words("puce côté", true);
  for (const PlanNode& beside :
       {Words("marché"), source, EntityOf({"org/openai"}),
        OneOf({Words("puces accord"), Words("marché")})}) {
    const PlanNode plan = Joined(
        NodeKind::kAnd,
        {Words("livrer"), Not(Joined(NodeKind::kAnd, {beside, phrase}))});
    EXPECT_EQ(Found(plan), Scanned(plan)) << Describe(plan);
  }
}

TEST_F(ExecutorTest, FindsEveryArticleForTheEmptyQuery) {
  EXPECT_EQ(Found(MakePlanNode(NodeKind::kAll)).size(), 90U);
  EXPECT_THAT(Found(MakePlanNode(NodeKind::kNone)), IsEmpty());
}

TEST_F(ExecutorTest, ScoresTheSameTwice) {
  const PlanNode plan =
      Joined(NodeKind::kOr, {Words("puce"), EntityOf({"org/broadcom"})});
  const Result<HitSet> first = executor_->Run(plan, CallControl());
  const Result<HitSet> second = executor_->Run(plan, CallControl());
  ASSERT_TRUE(first.ok() && second.ok());
  ASSERT_EQ(first->docs.size(), second->docs.size());
  for (size_t i = 0; i < first->docs.size(); ++i) {
    EXPECT_EQ(first->docs[i].score, second->docs[i].score);
  }
}

TEST_F(ExecutorTest, FindsTheSameWithoutScores) {
  std::mt19937 random(13);
  for (int round = 0; round < 300; ++round) {
    const PlanNode plan = RandomPlan(3, &random);
    const auto hits = executor_->Run(plan, CallControl(), Scoring::kUnscored);
    ASSERT_TRUE(hits.ok()) << hits.status().ToString();
    std::set<std::string> ids;
    for (const ScoredDoc& hit : hits->docs) {
      ids.emplace(catalog_->article_id(hit.doc));
      EXPECT_EQ(hit.score, 0);
    }
    EXPECT_EQ(ids, Found(plan)) << Describe(plan);
  }
}

TEST_F(ExecutorTest, ScoresOneArticleAsItDoesAll) {
  std::mt19937 random(14);
  size_t found = 0;
  for (int round = 0; round < 60; ++round) {
    const PlanNode plan = RandomPlan(2, &random);
    const Result<HitSet> hits = executor_->Run(plan, CallControl());
    ASSERT_TRUE(hits.ok());
    for (uint32_t segment = 0; segment < catalog_->segments().size();
         ++segment) {
      for (uint32_t doc = 0; doc < 5; ++doc) {
        const auto hit = std::find_if(
            hits->docs.begin(), hits->docs.end(), [&](const ScoredDoc& each) {
              return each.doc.segment == segment && each.doc.doc == doc;
            });
        const auto score =
            executor_->ScoreOf(plan, {segment, doc}, CallControl());
        ASSERT_TRUE(score.ok());
        ASSERT_EQ(score->has_value(), hit != hits->docs.end())
            << Describe(plan);
        if (!*score) continue;
        EXPECT_EQ(**score, hit->score) << Describe(plan);
        ++found;
      }
    }
  }
  EXPECT_GT(found, 100U);
}

TEST_F(ExecutorTest, WeighsAnEntityByItsMentions) {
  const Result<HitSet> hits =
      executor_->Run(EntityOf({"org/broadcom"}), CallControl());
  ASSERT_TRUE(hits.ok());
  const auto ordinal = catalog_->FindEntity("org/broadcom");
  ASSERT_TRUE(ordinal.has_value());
  std::vector<std::pair<uint32_t, double>> text_only;
  for (const ScoredDoc& hit : hits->docs) {
    EXPECT_GT(hit.score, 0);
    uint32_t weighted = 0;
    for (const auto& mention :
         catalog_->segment(hit.doc).mentions(hit.doc.doc)) {
      if (catalog_->entity(hit.doc.segment, mention.entity) != *ordinal) {
        continue;
      }
      weighted += mention.field == static_cast<uint8_t>(Field::kTitle) ? 2 : 1;
    }
    text_only.emplace_back(weighted, hit.score);
  }
  std::sort(text_only.begin(), text_only.end());
  for (size_t i = 1; i < text_only.size(); ++i) {
    EXPECT_EQ(text_only[i].first > text_only[i - 1].first,
              text_only[i].second > text_only[i - 1].second);
  }
}

TEST_F(ExecutorTest, DoesNotAddUpReadingsOfOneThing) {
  const PlanNode word = Words("puce");
  const Result<HitSet> once = executor_->Run(word, CallControl());
  const Result<HitSet> twice =
      executor_->Run(OneOf({word, word}), CallControl());
  ASSERT_TRUE(once.ok() && twice.ok());
  ASSERT_EQ(once->docs.size(), twice->docs.size());
  for (size_t i = 0; i < once->docs.size(); ++i) {
    EXPECT_NEAR(once->docs[i].score, twice->docs[i].score, 1e-9);
  }
}

TEST_F(ExecutorTest, ListsWhatAPrefixStandsFor) {
  PlanNode plan = PrefixOf("semi");
  plan.range = {0, 5};
  const Result<HitSet> hits = executor_->Run(plan, CallControl());
  ASSERT_TRUE(hits.ok());
  ASSERT_EQ(hits->expansions.size(), 1U);
  EXPECT_EQ(hits->expansions[0].range, (ByteRange{0, 5}));
  EXPECT_FALSE(hits->expansions[0].cut);
  EXPECT_THAT(hits->expansions[0].words, testing::Contains("semi-conducteur"));
}

TEST_F(ExecutorTest, WeighsOptionalWordsAndDecidesWithoutThem) {
  PlanNode optional = Words("marché");
  optional.optional = true;
  const PlanNode plain = Words("puce");
  const Result<HitSet> alone = executor_->Run(plain, CallControl());
  const Result<HitSet> both =
      executor_->Run(Joined(NodeKind::kAnd, {plain, optional}), CallControl());
  ASSERT_TRUE(alone.ok() && both.ok());
  ASSERT_EQ(alone->docs.size(), both->docs.size());
  double sum_alone = 0;
  double sum_both = 0;
  for (const ScoredDoc& hit : alone->docs) sum_alone += hit.score;
  for (const ScoredDoc& hit : both->docs) sum_both += hit.score;
  EXPECT_GT(sum_both, sum_alone);
}

TEST_F(ExecutorTest, ScalesWeights) {
  PlanNode half = Words("puce");
  half.weight = 0.5;
  PlanNode quarter = half;
  quarter.terms[0].weight = 0.5;
  const Result<HitSet> whole = executor_->Run(Words("puce"), CallControl());
  const Result<HitSet> scaled = executor_->Run(quarter, CallControl());
  ASSERT_TRUE(whole.ok() && scaled.ok());
  ASSERT_EQ(whole->docs.size(), scaled->docs.size());
  for (size_t i = 0; i < whole->docs.size(); ++i) {
    EXPECT_NEAR(whole->docs[i].score / 4, scaled->docs[i].score, 1e-8);
  }
}

TEST_F(ExecutorTest, EndsAtTheDeadline) {
  CallControl control;
  control.deadline = std::chrono::steady_clock::now();
  EXPECT_EQ(executor_->Run(Words("puce"), control).status().code(),
            StatusCode::kDeadlineExceeded);
}

TEST_F(ExecutorTest, EndsInTheMiddleOfMatchingWhenCancelled) {
  int polls = 0;
  CallControl control;
  control.cancelled = [&polls] { return ++polls > 1; };
  std::vector<PlanNode> words(200, Words("puce"));
  const auto hits =
      executor_->Run(Joined(NodeKind::kOr, std::move(words)), control);
  EXPECT_EQ(hits.status().code(), StatusCode::kCancelled);
  EXPECT_EQ(polls, 2);
  EXPECT_TRUE(executor_->Run(Words("puce"), CallControl()).ok());
}

TEST(XapianExecutor, FindsNothingWithoutSegments) {
  const auto executor = MakeXapianExecutor(Segments{});
  const Result<HitSet> hits =
      executor->Run(MakePlanNode(NodeKind::kAll), CallControl());
  ASSERT_TRUE(hits.ok());
  EXPECT_THAT(hits->docs, IsEmpty());
}

}  // namespace
}  // namespace vigie::match
