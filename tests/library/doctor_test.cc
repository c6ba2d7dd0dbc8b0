// Near words, suggestions, and the diagnosis of queries that find nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/library/index_fixture.h"

namespace vigie {
namespace {

using Cause = ClauseDiagnosis::Cause;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class DoctorTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory;
    WriteArticles(
        directory_->path(),
        {MakeArticle("greve", "La grève des cheminots",
                     "Les cheminots sont en grève à Paris. Le gouvernement "
                     "négocie avec les syndicats.",
                     "Le Monde", "2026-01-10"),
         MakeArticle("puce", "Broadcom livre des semi-conducteurs",
                     "Broadcom prépare une puce pour OpenAI en Californie.",
                     "Les Échos", "2026-02-20"),
         MakeArticle("lait", "Le marché du lait",
                     "Les éleveurs vendent leur lait. L’homme du marché "
                     "compte ses sous. Un pécheur attend. Une loi "
                     "antigaspillage du lait.",
                     "Le Monde", "2026-03-05")});
    snapshot_ = OpenIndexAt(directory_->path());
  }
  static void TearDownTestSuite() {
    snapshot_.reset();
    delete directory_;
  }

  static SearchResult Search(const std::string& query, bool typos = true) {
    SearchRequest request;
    request.query = query;
    request.options.typo_tolerance = typos;
    const auto result = snapshot_->Search(request);
    EXPECT_TRUE(result.ok()) << result.status().ToString();
    return result.ok() ? *result : SearchResult();
  }

  static const ClauseDiagnosis* Blamed(const SearchResult& result) {
    for (const ClauseDiagnosis& clause : result.diagnosis) {
      if (clause.cause != Cause::kUnspecified) return &clause;
    }
    return nullptr;
  }

  static TemporaryDirectory* directory_;
  static std::shared_ptr<const Snapshot> snapshot_;
};

TemporaryDirectory* DoctorTest::directory_ = nullptr;
std::shared_ptr<const Snapshot> DoctorTest::snapshot_;

TEST_F(DoctorTest, SearchesNearWordsForUnknownOnesAndSaysSo) {
  const SearchResult result = Search("gouvernemnt");
  ASSERT_THAT(result.hits, SizeIs(1));
  EXPECT_EQ(result.hits.front().article.id, "greve");
  ASSERT_THAT(result.understanding.expansions, SizeIs(1));
  const QueryExpansion& expansion = result.understanding.expansions.front();
  EXPECT_EQ(expansion.kind, QueryExpansion::Kind::kTypo);
  EXPECT_EQ(expansion.source, "gouvernemnt");
  EXPECT_THAT(expansion.targets, ElementsAre("gouvernement"));
  EXPECT_THAT(result.diagnosis, IsEmpty());
}

TEST_F(DoctorTest, JoinsWordsThatArticlesWriteAsOne) {
  const SearchResult result = Search("loi anti gaspillage");
  EXPECT_THAT(result.hits, IsEmpty());
  const ClauseDiagnosis* blamed = Blamed(result);
  ASSERT_NE(blamed, nullptr);
  EXPECT_EQ(blamed->cause, Cause::kHyphen);
  EXPECT_EQ(blamed->clause, "anti");
  EXPECT_EQ(blamed->repaired_query, "loi antigaspillage");
  EXPECT_EQ(blamed->repaired_hits, 1U);
}

TEST_F(DoctorTest, LeavesAloneWhatIsNoTypingError) {
  for (const std::string query :
       {"=gouvernemnt", "\"gouvernemnt\"", "GRVE", "puxe", "prix2026x",
        "lait -gouvernemnt", "grève Broadcmo"}) {
    for (const QueryExpansion& expansion :
         Search(query).understanding.expansions) {
      EXPECT_NE(expansion.kind, QueryExpansion::Kind::kTypo) << query;
    }
  }
}

TEST_F(DoctorTest, SearchesNoNearWordsWhenToldNotTo) {
  const SearchResult result = Search("gouvernemnt", false);
  EXPECT_EQ(result.total_hits, 0U);
  EXPECT_THAT(result.understanding.expansions, IsEmpty());
}

TEST_F(DoctorTest, SuggestsNearWordsAndNames) {
  const SearchResult word = Search("gouvernemnt", false);
  ASSERT_FALSE(word.suggestions.empty());
  EXPECT_EQ(word.suggestions.front().query, "gouvernement");
  EXPECT_EQ(word.suggestions.front().total_hits, 1U);
  const SearchResult name = Search("puce Broadcmo");
  EXPECT_EQ(name.total_hits, 0U);
  ASSERT_FALSE(name.suggestions.empty());
  EXPECT_EQ(name.suggestions.front().query, "puce \"Broadcom\"");
}

TEST_F(DoctorTest, NamesTheClauseItsCauseAndTheRepair) {
  struct Case {
    std::string query;
    Cause cause;
    std::string clause;
    std::string repaired;  // empty: not looked at
  };
  const Case cases[] = {
      {"grève gouvernemnt", Cause::kTypo, "gouvernemnt", "grève gouvernement"},
      {"marché =pêcheur", Cause::kAccent, "=pêcheur", "marché pêcheur"},
      {"=cheminote", Cause::kPlural, "=cheminote", ""},
      {"lhomme marché", Cause::kElision, "lhomme", "l'homme marché"},
      {"grève date:2025-01-01..2025-02-01", Cause::kDate,
       "date:2025-01-01..2025-02-01", "grève date:2025-01-01..2026-01-10"},
      {"lait date:2026-01-01..2026-01-31", Cause::kDate,
       "date:2026-01-01..2026-01-31", "lait date:2026-01-01..2026-03-05"},
      {"puce lait", Cause::kCombination, "puce", ""},
      {"lait source:\"Les Échos\"", Cause::kCombination, "source:\"Les Échos\"",
       "lait"},
      {"puce entity:\"Broadcmo\"", Cause::kUnknownEntity, "entity:\"Broadcmo\"",
       "puce entity:\"Broadcom\""},
      {"puce zzyzxqq", Cause::kUnknownWord, "zzyzxqq", ""},
      {"source:\"Le Mond\"", Cause::kTypo, "source:\"Le Mond\"",
       "source:\"Le Monde\""},
  };
  for (const Case& test : cases) {
    const SearchResult result = Search(test.query, false);
    EXPECT_EQ(result.total_hits, 0U) << test.query;
    const ClauseDiagnosis* blamed = Blamed(result);
    ASSERT_NE(blamed, nullptr) << test.query;
    EXPECT_EQ(static_cast<int>(blamed->cause), static_cast<int>(test.cause))
        << test.query;
    EXPECT_EQ(blamed->clause, test.clause) << test.query;
    EXPECT_NE(blamed->message.find(test.clause), std::string::npos);
    EXPECT_NE(blamed->message_en.find(test.clause), std::string::npos);
    if (test.repaired.empty()) continue;
    EXPECT_EQ(blamed->repaired_query, test.repaired) << test.query;
    EXPECT_NE(blamed->message.find(test.repaired), std::string::npos);
  }
}

TEST_F(DoctorTest, ProposesOnlyWhatFindsSomething) {
  for (const std::string query :
       {"puce lait", "grève gouvernemnt lait", "zzyzxqq", "zzyzxqq wwkkjj",
        "\"puce livre\"", "source:inconnue date:1999", "lait SAUF lait",
        "entity:\"Personne Dutout\"", "(((", "puce NEAR/1 lait"}) {
    const SearchResult result = Search(query, false);
    for (const ClauseDiagnosis& clause : result.diagnosis) {
      EXPECT_EQ(clause.repaired_query.empty(), clause.repaired_hits == 0);
      if (clause.repaired_query.empty()) continue;
      EXPECT_EQ(Search(clause.repaired_query, false).total_hits,
                clause.repaired_hits)
          << query << " -> " << clause.repaired_query;
    }
    for (const QuerySuggestion& suggestion : result.suggestions) {
      EXPECT_GT(suggestion.total_hits, result.total_hits);
      EXPECT_EQ(Search(suggestion.query, false).total_hits,
                suggestion.total_hits)
          << query << " -> " << suggestion.query;
    }
  }
}

TEST_F(DoctorTest, SaysThatItExaminedTheFirstClausesOnly) {
  std::string query = "greve puce";
  for (int i = 0; i < 10; ++i) query += " mot" + std::to_string(i);
  EXPECT_THAT(Search(query, false).understanding.warnings, IsEmpty());
  query += " dernier";
  const SearchResult result = Search(query, false);
  EXPECT_THAT(result.diagnosis, SizeIs(12));
  ASSERT_THAT(result.understanding.warnings, SizeIs(1));
  const QueryWarning& cut = result.understanding.warnings[0];
  EXPECT_EQ(cut.code, "DIAGNOSIS_CUT");
  EXPECT_EQ(query.substr(cut.range.begin, cut.range.end - cut.range.begin),
            "dernier");
}

TEST_F(DoctorTest, SaysNothingWhenThereAreHits) {
  const SearchResult result = Search("lait");
  EXPECT_EQ(result.total_hits, 1U);
  EXPECT_THAT(result.diagnosis, IsEmpty());
  EXPECT_THAT(result.suggestions, IsEmpty());
}

TEST_F(DoctorTest, ProposesNothingOddForClausesThatOverlap) {
  for (const char* query :
       {"\"accord avec\" NEAR/5 OpenAI ti)tre:Broadcom", "zzyzx ti)tre:qwxyz",
        "(zzyzx ti)tre:(qwxyz (jkqv"}) {
    const SearchResult result = Search(query);
    EXPECT_EQ(result.total_hits, 0U) << query;
    EXPECT_FALSE(result.diagnosis.empty()) << query;
  }
}

}  // namespace
}  // namespace vigie
