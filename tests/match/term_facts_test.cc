// What vocabularies say, as later snapshots take it over from earlier ones.
#include "match/term_facts.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "index/posting_reader.h"
#include "index/schema.h"
#include "tests/match/segment_of.h"

namespace vigie::match {
namespace {

using Segments = TermFacts::Segments;

class TermFactsTest : public testing::Test {
 protected:
  TermFactsTest()
      : directory_((std::filesystem::path(testing::TempDir()) /
                    ("vigie-term-facts-" + std::to_string(::getpid())))
                       .string()),
        recognizer_(*entities::Dictionary::Parse(
            entities::Dictionary::ShippedJsonLines(), "shipped")) {
    std::filesystem::remove_all(directory_);  // of a killed process
    std::filesystem::create_directories(directory_);
  }
  ~TermFactsTest() override { std::filesystem::remove_all(directory_); }

  static std::string Term(const std::string& word) {
    return index::Term(index::kPrefixForm, word);
  }

  std::string RandomWord() {
    return std::string("mot") + static_cast<char>('a' + random_() % 6) +
           static_cast<char>('a' + random_() % 6);
  }

  std::shared_ptr<const index::Segment> RandomSegment() {
    return SegmentWith(1 + random_() % 12);
  }

  std::shared_ptr<const index::Segment> SegmentWith(size_t count) {
    std::vector<Article> articles;
    for (size_t i = 0; i < count; ++i) {
      Article article;
      article.id = "a" + std::to_string(next_++);
      article.title = RandomWord();
      article.text = RandomWord() + " " + RandomWord();
      articles.push_back(std::move(article));
    }
    return SegmentOf(articles, "s" + std::to_string(next_), recognizer_,
                     directory_);
  }

  // Words that begin so, and in how many articles: what segments say of them
  // added up.
  static FamilyRecipe WordsWith(const std::string& start, int* lists) {
    return {[start, lists](const index::Segment& segment) {
              ++*lists;
              SegmentTerms words;
              segment.postings().VisitTerms(
                  start, [&](std::string_view term, uint32_t articles) {
                    words.Add(term, articles);
                    return true;
                  });
              return words;
            },
            [](const std::vector<SegmentTermsPtr>& said) {
              std::map<std::string, uint64_t> counted;
              for (const SegmentTermsPtr& words : said) {
                for (size_t i = 0; i < words->size(); ++i) {
                  counted[std::string(words->term(i))] += words->articles(i);
                }
              }
              TermFamily family;
              for (const auto& [word, articles] : counted) {
                family.terms.push_back(word);
                family.articles += articles;
              }
              family.size = family.terms.size();
              return family;
            }};
  }

  static void CompareLists(const Segments& segments, const std::string& term,
                           const TermHolders& got) {
    ASSERT_TRUE(got.listed);
    ASSERT_EQ(got.lists.size(), got.segments.size());
    for (size_t i = 0; i < got.lists.size(); ++i) {
      const index::Segment& from = *segments[got.segments[i]];
      const auto want = ReadPostings(from.postings(), term, from.size());
      ASSERT_NE(got.lists[i], nullptr) << term;
      ASSERT_EQ(got.lists[i]->docs(), want->docs()) << term;
      for (size_t at = 0; at < want->size(); ++at) {
        ASSERT_EQ(got.lists[i]->wdf(at), want->wdf(at)) << term;
      }
      ASSERT_EQ(got.counts[i], want->size()) << term;
    }
  }

  void Compare(const Segments& segments, const TermFacts& kept) {
    const TermFacts fresh(segments, nullptr);
    for (int i = 0; i < 60; ++i) {
      const std::string word = RandomWord();
      const auto want = fresh.HoldersOf(Term(word));
      const auto got = kept.HoldersOf(Term(word));
      ASSERT_EQ(got->segments, want->segments) << word;
      ASSERT_EQ(got->counts, want->counts) << word;
      ASSERT_EQ(got->articles, want->articles) << word;
      CompareLists(segments, Term(word), *kept.ListsOf(Term(word)));
      int lists = 0;
      const std::string start = Term(word.substr(0, 4));
      const auto family = fresh.FamilyOf(start, WordsWith(start, &lists));
      const auto taken = kept.FamilyOf(start, WordsWith(start, &lists));
      ASSERT_EQ(taken->terms, family->terms) << start;
      ASSERT_EQ(taken->articles, family->articles) << start;
      ASSERT_EQ(taken->size, family->size) << start;
    }
  }

  std::mt19937 random_{20261123};
  uint32_t next_ = 0;
  const std::string directory_;
  const entities::Recognizer recognizer_;
};

TEST_F(TermFactsTest, AreThoseOfItsOwnSegmentsWhateverCameBefore) {
  const auto shared = std::make_shared<KeptTerms>();
  Segments segments;
  for (int i = 0; i < 5; ++i) segments.push_back(RandomSegment());
  Segments before = segments;
  auto facts = std::make_unique<TermFacts>(before, shared);
  for (int round = 0; round < 25; ++round) {
    Segments after = before;
    for (uint32_t added = random_() % 3; added > 0; --added) {
      after.push_back(RandomSegment());
    }
    std::shuffle(after.begin(), after.end(), random_);
    if (after.size() > 2) after.resize(after.size() - random_() % 3);
    auto later = std::make_unique<TermFacts>(after, shared);
    Compare(after, *later);
    Compare(before, *facts);  // still in use
    Compare(after, *later);
    if (testing::Test::HasFatalFailure()) return;
    facts = nullptr;
    before = after;
    later = nullptr;
    facts = std::make_unique<TermFacts>(before, shared);
  }
}

TEST_F(TermFactsTest, AskTheSegmentsAloneThatAreNew) {
  const auto shared = std::make_shared<KeptTerms>();
  Segments segments = {SegmentWith(20)};
  for (int i = 0; i < 5; ++i) segments.push_back(RandomSegment());
  const TermFacts before(segments, shared);
  int lists = 0;
  const std::string start = Term("mot");
  before.FamilyOf(start, WordsWith(start, &lists));
  EXPECT_EQ(lists, 6);
  Segments more = segments;
  more.push_back(RandomSegment());
  const TermFacts after(more, shared);
  after.FamilyOf(start, WordsWith(start, &lists));
  EXPECT_EQ(lists, 7);
  after.FamilyOf(start, WordsWith(start, &lists));
  EXPECT_EQ(lists, 7);
}

TEST_F(TermFactsTest, GoWithTheLastThatHasTheSegments) {
  const auto shared = std::make_shared<KeptTerms>();
  const Segments segments = {RandomSegment()};
  const auto kept = [&] {
    size_t bytes = 0;
    for (const auto& shard : shared->holders) bytes += shard.bytes();
    for (const auto& shard : shared->families) bytes += shard.bytes();
    return bytes;
  };
  {
    const TermFacts facts(segments, shared);
    Compare(segments, facts);
    EXPECT_GT(kept(), 0U);
  }
  EXPECT_EQ(kept(), 0U);
}

}  // namespace
}  // namespace vigie::match
