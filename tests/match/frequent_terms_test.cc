// The executor where terms are stored as bitmaps and hits are weighed block by
// block: on made up articles, and on real ones where VIGIE_DIFFERENTIAL_CORPUS
// names a file of JSON lines (VIGIE_DIFFERENTIAL_ARTICLES of them, 20,000
// unless given, and VIGIE_DIFFERENTIAL_PLANS plans, 2,000).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "index/check_segment.h"
#include "index/columns.h"
#include "index/dense_terms.h"
#include "index/file_io.h"
#include "index/posting_reader.h"
#include "index/verified_file.h"
#include "tests/match/differential.h"
#include "tests/match/plans.h"
#include "tests/match/random_plans.h"

namespace vigie::match {
namespace {

using query::NodeKind;
using query::PlanNode;

std::vector<std::string> MadeUpWords() {
  std::vector<std::string> words = {"Broadcom", "OpenAI", "côté",  "cote",
                                    "puce",     "puces",  "livrer"};
  for (int i = 0; i < 80; ++i) {
    words.push_back(std::string("mo") + static_cast<char>('a' + i % 20) +
                    static_cast<char>('b' + i / 20) + "ul");
  }
  return words;
}

void ComparePlans(const PlanMaterial& material, int rounds, uint32_t seed,
                  Differential* differential) {
  std::mt19937 random(seed);
  RandomPlans plans(material, &random);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed) + ", round " +
                 std::to_string(round));
    differential->Compare(plans.Plan(round % 3), 1 + round % 60);
    if (testing::Test::HasFatalFailure()) return;
  }
}

// Words of the articles: about as often as they occur there.
std::vector<std::string> SomeWords(const std::vector<Article>& articles,
                                   size_t count, std::mt19937* random) {
  std::vector<std::string> words;
  while (words.size() < count) {
    const Article& article = articles[(*random)() % articles.size()];
    const auto analyzed = analysis::Analyze(article.text);
    if (analyzed.tokens.empty()) continue;
    const analysis::Token& token =
        analyzed.tokens[(*random)() % analyzed.tokens.size()];
    if (!Words(token.exact).terms.empty()) words.push_back(token.exact);
  }
  return words;
}

std::vector<Article> ReadArticles(const std::string& path, size_t most) {
  std::vector<Article> articles;
  std::ifstream file(path);
  for (std::string line; articles.size() < most && std::getline(file, line);) {
    const auto row = nlohmann::json::parse(line);
    Article article;
    article.id = row.value("id", "") + "#" + std::to_string(articles.size());
    article.title = row.value("title", "");
    article.text = row.value("text", "");
    article.source = row.value("source", "");
    articles.push_back(std::move(article));
  }
  return articles;
}

size_t NumberOf(const char* name, size_t otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}

TEST(FrequentTerms, AreFoundAndWeighedAsByTheReference) {
  std::mt19937 random(21);
  const std::vector<std::string> words = MadeUpWords();
  Differential differential("frequent");
  differential.Add(MadeUpArticles(2'500, "a", words, &random));
  differential.Add(MadeUpArticles(900, "b", words, &random));
  differential.Open();
  const PlanMaterial material = {words,         {"org/broadcom", "org/openai"},
                                 {"moa", "co"}, "L'Equipe",
                                 "Zoe MARTIN",  kFirstDay};
  ComparePlans(material, 120, 22, &differential);
  EXPECT_GT(differential.compared(), 20'000U);
}

// Many documents that weigh the same: the id decides.
TEST(FrequentTerms, AreCountedInEveryArticleThatHasTheFormAlone) {
  // A name is not stemmed, which the word that is spelled so is.
  std::vector<Article> articles(600);
  for (size_t i = 0; i < articles.size(); ++i) {
    articles[i].id = std::to_string(i);
    articles[i].text = i % 100 == 7 ? "Chez les Zorglubs." : "des zorglubs";
  }
  Differential differential("forms");
  differential.Add(articles);
  differential.Open();
  differential.Compare(Words("zorglubs"), 10);
  differential.Compare(
      Joined(NodeKind::kAnd, {Words("zorglubs"), Words("chez")}), 10);
  EXPECT_EQ(differential.compared(), 606U);
}

TEST(FrequentTerms, KeepTheOrderOfIdsAmongEquals) {
  std::vector<Article> articles;
  for (uint32_t i = 0; i < 2'000; ++i) {
    Article article;
    article.id = std::to_string(i * 7919 % 2'000);
    article.title = "puce";
    article.text = i % 2 == 0 ? "Une puce." : "Une carte.";
    articles.push_back(std::move(article));
  }
  Differential differential("equals");
  differential.Add(articles);
  differential.Open();
  for (const size_t count : {1, 10, 50, 400}) {
    differential.Compare(Words("puce"), count);
    differential.Compare(Joined(NodeKind::kOr, {Words("puce"), Words("carte")}),
                         count);
    differential.Compare(MakePlanNode(NodeKind::kAll), count);
  }
}

TEST(FrequentTerms, AreStoredAsTheirListsAre) {
  std::mt19937 random(23);
  Differential differential("stored");
  differential.Add(MadeUpArticles(2'000, "a", MadeUpWords(), &random));
  const index::Segment& segment = *differential.segments().front();
  size_t stored = 0;
  uint32_t most_wdf = 0;
  segment.postings().VisitTerms("", [&](std::string_view term,
                                        uint32_t frequency) {
    const auto dense = segment.postings().FindDense(term);
    EXPECT_EQ(dense.has_value(),
              index::IsStoredDense(frequency, segment.size()))
        << term;
    if (!dense) return true;
    ++stored;
    index::DecodedPostings list;
    segment.postings().Read(term, &list);
    EXPECT_EQ(
        DocSet::OfList(std::make_shared<const PostingList>(*dense)).Sorted(),
        list.docs);
    std::vector<uint32_t> all(segment.size());
    for (uint32_t doc = 0; doc < all.size(); ++doc) all[doc] = doc;
    std::vector<uint32_t> wdf(all.size());
    dense->ReadWdf({all.data(), all.size()}, wdf.data());
    std::vector<uint32_t> wanted(all.size());
    for (size_t i = 0; i < list.docs.size(); ++i) {
      wanted[list.docs[i]] = list.wdf[i];
      most_wdf = std::max(most_wdf, list.wdf[i]);
    }
    EXPECT_EQ(wdf, wanted) << term;
    return true;
  });
  EXPECT_GT(stored, 20U);
  EXPECT_GT(most_wdf, index::kSmallestLargeWdf);
}

// Under a valid checksum: any bit of a bitmap, its ranks, bounds and wdf.
TEST(FrequentTerms, AreCheckedAgainstTheirLists) {
  std::mt19937 random(26);
  Differential differential("checked");
  differential.Add(MadeUpArticles(1'000, "a", MadeUpWords(), &random));
  const index::Segment& sound = *differential.segments().front();
  EXPECT_TRUE(index::CheckSegment(sound).ok());
  index::SegmentRecord record = sound.record();
  const std::string path = differential.directory() + "/" + record.columns.path;
  const auto bytes = index::ReadFile(path, record.columns.bytes);
  ASSERT_TRUE(bytes.ok());
  const auto list = sound.columns()->dense_terms().list(0);
  const char* const file = sound.columns()->bytes().data();
  for (const void* part : {static_cast<const void*>(list.bits.data),
                           static_cast<const void*>(list.ranks.data + 1),
                           static_cast<const void*>(list.bounds.data),
                           static_cast<const void*>(list.small.data)}) {
    std::string changed = *bytes;
    changed[static_cast<size_t>(static_cast<const char*>(part) - file)] ^= 1;
    ASSERT_TRUE(index::ReplaceFile(path, changed).ok());
    record.columns =
        *index::MeasureFile(differential.directory(), record.columns.path);
    const auto segment = index::Segment::Open(differential.directory(), record);
    ASSERT_TRUE(segment.ok()) << segment.status().ToString();
    const Status checked = index::CheckSegment(**segment);
    EXPECT_EQ(checked.code(), StatusCode::kDataLoss);
    EXPECT_THAT(checked.message(), testing::HasSubstr("frequent term"));
  }
}

TEST(FrequentTerms, AreFoundAndWeighedAsByTheReferenceInRealArticles) {
  const char* corpus = std::getenv("VIGIE_DIFFERENTIAL_CORPUS");
  const bool given = corpus != nullptr;
  const std::vector<Article> articles = ReadArticles(
      given ? corpus : VIGIE_SOURCE_DIR "/samples/presse.jsonl",
      given ? NumberOf("VIGIE_DIFFERENTIAL_ARTICLES", 20'000) : 100);
  ASSERT_FALSE(articles.empty());
  std::mt19937 random(24);
  Differential differential("real");
  const auto middle =
      articles.begin() + static_cast<std::ptrdiff_t>(articles.size() * 3 / 4);
  differential.Add({articles.begin(), middle});
  differential.Add({middle, articles.end()});
  differential.Open();
  const PlanMaterial material = {SomeWords(articles, 400, &random),
                                 {"org/microsoft", "org/openai"},
                                 {"prod", "inter", "mini", "con"},
                                 articles.front().source,
                                 "nobody",
                                 kFirstDay};
  const size_t plans =
      given ? NumberOf("VIGIE_DIFFERENTIAL_PLANS", 2'000) : 200;
  ComparePlans(material, static_cast<int>(plans), 25, &differential);
  EXPECT_GT(differential.compared(), 100U);
}

}  // namespace
}  // namespace vigie::match
