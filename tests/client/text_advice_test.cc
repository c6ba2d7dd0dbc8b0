#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/client/printed.h"

namespace vigie::client {
namespace {

using testing::HasSubstr;
using testing::Not;

v1::SearchResponse NoHit() {
  v1::SearchResponse response;
  v1::ClauseDiagnosis* clause = response.add_diagnosis();
  clause->set_clause("ministrre");
  clause->set_cause(v1::ClauseDiagnosis::CAUSE_TYPO);
  clause->set_repaired_query("ministre Paris");
  clause->set_repaired_hits(1);
  clause->set_message("mot absent");
  clause->set_message_en("word not there");
  clause = response.add_diagnosis();
  clause->set_clause("Paris");
  clause->set_hits_alone(9);
  return response;
}

TEST(AdviceText, TellsByClauseWhyNothingIsFound) {
  EXPECT_THAT(PrintHits(NoHit(), Language::kFrench),
              HasSubstr("\n\n  mot absent\n"
                        "    Essayez : ministre Paris (1 article)\n"
                        "  « Paris », seul : 9 articles\n"));
  EXPECT_THAT(PrintHits(NoHit(), Language::kEnglish),
              HasSubstr("\n\n  word not there\n"
                        "    Try: ministre Paris (1 article)\n"
                        "  “Paris”, alone: 9 articles\n"));
}

TEST(AdviceText, LeavesARepairToTheMessageThatNamesIt) {
  v1::SearchResponse response = NoHit();
  response.mutable_diagnosis(0)->set_message("essayez ministre Paris (1)");
  EXPECT_THAT(PrintHits(response, Language::kFrench),
              HasSubstr("\n\n  essayez ministre Paris (1)\n  « Paris »"));
}

TEST(AdviceText, SuggestsQueriesOnceEach) {
  v1::SearchResponse response = NoHit();
  for (const auto& [query, hits] :
       {std::pair("ministre Paris", 1U), std::pair("Paris", 9U)}) {
    v1::QuerySuggestion* suggestion = response.add_suggestions();
    suggestion->set_query(query);
    suggestion->set_total_hits(hits);
  }
  const std::string text = PrintHits(response, Language::kFrench);
  EXPECT_THAT(text, testing::EndsWith("\n\nEssayez : Paris (9 articles)\n"));
  EXPECT_EQ(text.find("ministre Paris"), text.rfind("ministre Paris"));
}

TEST(AdviceText, IsAbsentWhenThereIsNone) {
  v1::SearchResponse response;
  response.set_total_hits(3);
  const std::string text = PrintHits(response, Language::kFrench);
  EXPECT_THAT(text, Not(HasSubstr("Essayez")));
  EXPECT_THAT(text, Not(HasSubstr("\n\n")));
}

TEST(ExpansionText, SaysOfEachKindWhatItIs) {
  struct Case {
    v1::QueryExpansion::Kind kind;
    const char* french;
    const char* english;
  };
  for (const Case& c : {
           Case{v1::QueryExpansion::KIND_ENTITY, "lu aussi comme a, b",
                "also read as a, b"},
           Case{v1::QueryExpansion::KIND_PREFIX, "lu aussi comme a, b",
                "also read as a, b"},
           Case{v1::QueryExpansion::KIND_ACRONYM,
                "sigle et développement, cherché aussi : a, b",
                "acronym and expansion, also searched: a, b"},
           Case{v1::QueryExpansion::KIND_SPELLING,
                "autre graphie, cherchée aussi : a, b",
                "other spelling, also searched: a, b"},
           Case{v1::QueryExpansion::KIND_TYPO,
                "absent de l’index, mots proches cherchés : a, b",
                "not in the index, near words searched: a, b"},
           Case{static_cast<v1::QueryExpansion::Kind>(99),
                "lu aussi comme a, b", "also read as a, b"},
       }) {
    v1::QueryUnderstanding understanding;
    v1::QueryExpansion* expansion = understanding.add_expansions();
    expansion->set_kind(c.kind);
    expansion->set_source("x");
    expansion->add_targets("a");
    expansion->add_targets("b");
    EXPECT_EQ(
        Print(&TextPrinter::Understanding, understanding, Language::kFrench),
        std::string("  « x » ") + c.french + "\n");
    EXPECT_EQ(
        Print(&TextPrinter::Understanding, understanding, Language::kEnglish),
        std::string("  “x” ") + c.english + "\n");
  }
}

v1::ExplainResponse Explained() {
  v1::ExplainResponse response;
  response.set_revision(7);
  response.set_matches(true);
  response.set_score(2.75);
  v1::ExplainClause* clause = response.add_clauses();
  clause->set_clause("puce");
  clause->set_matches(true);
  clause->set_weight(3);
  clause->set_reading("stem puce");
  clause->set_message("trouvé deux fois");
  clause->set_message_en("found twice");
  for (const v1::Field field : {v1::FIELD_TITLE, v1::FIELD_TEXT}) {
    v1::ExplainMatch* match = clause->add_found();
    match->set_field(field);
    match->mutable_range()->set_begin(3);
    match->mutable_range()->set_end(8);
    match->set_surface("puces");
  }
  response.add_clauses()->set_clause("zut");
  v1::ExplainPart* part = response.add_parts();
  part->set_name("freshness");
  part->set_weight(-0.25);
  part->set_message("article ancien");
  part = response.add_parts();
  part->set_name("coverage");
  return response;
}

TEST(ExplanationText, IsWrittenInFrenchAndEnglish) {
  EXPECT_EQ(PrintExplanation("a/1", Explained(), Language::kFrench),
            "a/1 répond à la requête · score 2,75 · révision 7\n"
            "\n✓ « puce »  +3,00\n  trouvé deux fois\n  lu : stem puce\n"
            "    titre:3-8  puces\n    texte:3-8  puces\n"
            "\n✗ « zut »  +0,00\n"
            "\n-0,25  article ancien\n+0,00  coverage\n");
  EXPECT_EQ(PrintExplanation("a/1", Explained(), Language::kEnglish),
            "a/1 matches the query · score 2.75 · revision 7\n"
            "\n✓ “puce”  +3.00\n  found twice\n  read: stem puce\n"
            "    title:3-8  puces\n    text:3-8  puces\n"
            "\n✗ “zut”  +0.00\n"
            "\n-0.25  freshness\n+0.00  coverage\n");
}

TEST(ExplanationText, GivesNoScoreToWhatDoesNotMatch) {
  v1::ExplainResponse response = Explained();
  response.set_matches(false);
  EXPECT_THAT(PrintExplanation("a", response, Language::kFrench),
              testing::StartsWith("a ne répond pas à la requête · révision"));
}

TEST(ExplanationText, CountsThePlacesThatItDoesNotShow) {
  v1::ExplainResponse response;
  v1::ExplainClause* clause = response.add_clauses();
  for (int i = 0; i < 10; ++i) clause->add_found();
  EXPECT_THAT(PrintExplanation("a", response, Language::kFrench),
              Not(HasSubstr("…")));
  clause->add_found();
  EXPECT_THAT(PrintExplanation("a", response, Language::kFrench),
              HasSubstr("… 1 autre endroit\n"));
  clause->add_found();
  EXPECT_THAT(PrintExplanation("a", response, Language::kEnglish),
              HasSubstr("… 2 more places\n"));
}

}  // namespace
}  // namespace vigie::client
