#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "wire/convert_article.h"
#include "wire/convert_explanation.h"
#include "wire/convert_mention.h"
#include "wire/convert_query.h"
#include "wire/convert_search.h"

namespace vigie::wire {
namespace {

using ::testing::ElementsAre;

Mention AzureOpenAi() {
  Mention mention;
  mention.entity_id = "org/openai";
  mention.type = EntityType::kOrganization;
  mention.label = "OpenAI";
  mention.field = Field::kText;
  mention.range = {9, 15};
  mention.surface = "OpenAI";
  mention.sentence = {{0, 22}, "Azure d’OpenAI ouvre."};
  mention.rule = MentionRule::kDictionary;
  mention.confidence = 0.5F;
  mention.nested = true;
  mention.parent = {0, 15};
  return mention;
}

TEST(ArticleToProto, CarriesEveryField) {
  Article from;
  from.id = "a/1";
  from.title = "Titre";
  from.text = "Texte.";
  from.published_at = PublicationTime{1'773'442'800, true};
  from.source = "Le Quotidien";
  from.authors = {"A", "B"};
  from.url = "https://example.org/1";
  from.language = "fr";
  from.section = "Économie";
  from.updated_at = PublicationTime{1'773'500'000, false};
  from.attributes = {{"rubrique", {"Banques", "Économie"}}};
  from.version = 7;
  v1::Article got;
  ToProto(from, &got);
  EXPECT_EQ(got.id(), "a/1");
  EXPECT_EQ(got.title(), "Titre");
  EXPECT_EQ(got.text(), "Texte.");
  EXPECT_EQ(got.published_at().time().seconds(), 1'773'442'800);
  EXPECT_TRUE(got.published_at().date_only());
  EXPECT_EQ(got.published_at().local(), "2026-03-14");
  EXPECT_EQ(got.source(), "Le Quotidien");
  EXPECT_THAT(got.authors(), ElementsAre("A", "B"));
  EXPECT_EQ(got.url(), "https://example.org/1");
  EXPECT_EQ(got.language(), "fr");
  EXPECT_EQ(got.section(), "Économie");
  EXPECT_EQ(got.updated_at().time().seconds(), 1'773'500'000);
  ASSERT_EQ(got.attributes_size(), 1);
  EXPECT_EQ(got.attributes(0).name(), "rubrique");
  EXPECT_THAT(got.attributes(0).values(), ElementsAre("Banques", "Économie"));
  EXPECT_EQ(got.version(), 7U);
}

TEST(ArticleToProto, LeavesAnUnknownTimeAbsent) {
  v1::Article got;
  ToProto(Article(), &got);
  EXPECT_FALSE(got.has_published_at());
  EXPECT_EQ(got.ByteSizeLong(), 0U);
}

TEST(MentionToProto, CarriesEveryField) {
  v1::Mention got;
  ToProto(AzureOpenAi(), &got);
  EXPECT_EQ(got.entity_id(), "org/openai");
  EXPECT_EQ(got.type(), v1::ENTITY_TYPE_ORGANIZATION);
  EXPECT_EQ(got.label(), "OpenAI");
  EXPECT_EQ(got.field(), v1::FIELD_TEXT);
  EXPECT_EQ(got.range().begin(), 9U);
  EXPECT_EQ(got.range().end(), 15U);
  EXPECT_EQ(got.surface(), "OpenAI");
  EXPECT_EQ(got.sentence().range().end(), 22U);
  EXPECT_EQ(got.sentence().text(), "Azure d’OpenAI ouvre.");
  EXPECT_EQ(got.rule(), v1::MENTION_RULE_DICTIONARY);
  EXPECT_EQ(got.confidence(), 0.5F);
  EXPECT_TRUE(got.nested());
  EXPECT_EQ(got.parent().end(), 15U);
}

TEST(MentionToProto, HasAParentOnlyWhenNested) {
  Mention mention = AzureOpenAi();
  mention.nested = false;
  v1::Mention got;
  ToProto(mention, &got);
  EXPECT_FALSE(got.has_parent());
}

TEST(MentionToProto, NamesEveryTypeAndRuleAsTheLibraryDoes) {
  for (int i = v1::EntityType_MIN; i <= v1::EntityType_MAX; ++i) {
    std::string want = v1::EntityType_Name(i).substr(12);
    for (char& c : want) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(EntityTypeName(static_cast<EntityType>(i)), want);
    EXPECT_EQ(FromProto(static_cast<v1::EntityType>(i)),
              static_cast<EntityType>(i));
  }
  for (int i = v1::MentionRule_MIN; i <= v1::MentionRule_MAX; ++i) {
    std::string want = v1::MentionRule_Name(i).substr(13);
    for (char& c : want) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(MentionRuleName(static_cast<MentionRule>(i)), want);
  }
}

TEST(SearchResultToProto, CarriesEveryField) {
  SearchResult from;
  from.revision = 1ULL << 40;
  from.total_hits = 12;
  Hit hit;
  hit.article.id = "a";
  hit.score = 1.25;
  hit.mentions = 4;
  hit.title_highlights = {{1, 2}};
  hit.passages = {{Field::kText, {{0, 5}, "Ouvre"}, {{0, 5}}}};
  from.hits = {hit};
  from.next_page_token = "suite";
  Facet facet;
  facet.key = {FacetDimension::kSource, EntityType::kUnspecified};
  FacetValue value;
  value.value = value.label = "AFP";
  value.articles = 3;
  value.selected = true;
  facet.values = {value};
  facet.distinct = 5;
  facet.missing = 6;
  facet.other = 7;
  from.facets = {facet};
  from.understanding.normalized = "ouvre";
  from.understanding.warnings = {{"CODE", {1, 2}, "fr", "en"}};
  from.understanding.expansions = {
      {QueryExpansion::Kind::kPrefix, {0, 3}, "ouv*", {"ouvre"}}};
  from.analyzer_version = "an";
  from.dictionary_version = "di";
  from.elapsed = std::chrono::microseconds(1'000'007);

  v1::SearchResponse got;
  ToProto(from, &got);
  EXPECT_EQ(got.revision(), 1ULL << 40);
  EXPECT_EQ(got.total_hits(), 12U);
  ASSERT_EQ(got.hits_size(), 1);
  EXPECT_EQ(got.hits(0).article().id(), "a");
  EXPECT_EQ(got.hits(0).score(), 1.25);
  EXPECT_EQ(got.hits(0).mentions(), 4U);
  EXPECT_EQ(got.hits(0).title_highlights(0).begin(), 1U);
  EXPECT_EQ(got.hits(0).passages(0).sentence().text(), "Ouvre");
  EXPECT_EQ(got.hits(0).passages(0).highlights(0).end(), 5U);
  EXPECT_EQ(got.next_page_token(), "suite");
  EXPECT_EQ(got.facets(0).key().dimension(), v1::FACET_DIMENSION_SOURCE);
  EXPECT_EQ(got.facets(0).values(0).value(), "AFP");
  EXPECT_TRUE(got.facets(0).values(0).selected());
  EXPECT_FALSE(got.facets(0).values(0).excluded());
  EXPECT_EQ(got.facets(0).distinct(), 5U);
  EXPECT_EQ(got.facets(0).missing(), 6U);
  EXPECT_EQ(got.facets(0).other(), 7U);
  EXPECT_TRUE(got.facets(0).exact());
  EXPECT_EQ(got.understanding().normalized(), "ouvre");
  EXPECT_EQ(got.understanding().warnings(0).message_en(), "en");
  EXPECT_EQ(got.understanding().expansions(0).kind(),
            v1::QueryExpansion::KIND_PREFIX);
  EXPECT_THAT(got.understanding().expansions(0).targets(),
              ElementsAre("ouvre"));
  EXPECT_EQ(got.analyzer_version(), "an");
  EXPECT_EQ(got.dictionary_version(), "di");
  EXPECT_EQ(got.elapsed().seconds(), 1);
  EXPECT_EQ(got.elapsed().nanos(), 7'000);
}

TEST(SearchResultToProto, SaysWhatCutAnAnswer) {
  SearchResult hits;
  hits.partial = PartialReason::kCost;
  hits.articles_searched = 7'000'000'000;
  v1::SearchResponse response;
  ToProto(hits, &response);
  EXPECT_EQ(response.partial(), v1::PARTIAL_REASON_COST);
  EXPECT_EQ(response.articles_searched(), 7'000'000'000U);
  FacetsResult facets;
  facets.partial = PartialReason::kTime;
  facets.articles_searched = 12;
  v1::ListFacetsResponse counts;
  ToProto(facets, &counts);
  EXPECT_EQ(counts.partial(), v1::PARTIAL_REASON_TIME);
  EXPECT_EQ(counts.articles_searched(), 12U);
}

TEST(SearchResultToProto, CarriesSuggestionsAndDiagnosis) {
  SearchResult from;
  from.suggestions = {{"puce", 3}, {"puces", 2}};
  ClauseDiagnosis clause;
  clause.range = {1, 6};
  clause.clause = "pucce";
  clause.hits_alone = 4;
  clause.cause = ClauseDiagnosis::Cause::kTypo;
  clause.repaired_query = "puce";
  clause.repaired_hits = 3;
  clause.message = "fr";
  clause.message_en = "en";
  from.diagnosis = {clause};
  v1::SearchResponse got;
  ToProto(from, &got);
  ASSERT_EQ(got.suggestions_size(), 2);
  EXPECT_EQ(got.suggestions(1).query(), "puces");
  EXPECT_EQ(got.suggestions(1).total_hits(), 2U);
  ASSERT_EQ(got.diagnosis_size(), 1);
  EXPECT_EQ(got.diagnosis(0).range().begin(), 1U);
  EXPECT_EQ(got.diagnosis(0).range().end(), 6U);
  EXPECT_EQ(got.diagnosis(0).clause(), "pucce");
  EXPECT_EQ(got.diagnosis(0).hits_alone(), 4U);
  EXPECT_EQ(got.diagnosis(0).cause(), v1::ClauseDiagnosis::CAUSE_TYPO);
  EXPECT_EQ(got.diagnosis(0).repaired_query(), "puce");
  EXPECT_EQ(got.diagnosis(0).repaired_hits(), 3U);
  EXPECT_EQ(got.diagnosis(0).message(), "fr");
  EXPECT_EQ(got.diagnosis(0).message_en(), "en");
}

TEST(EnumsToProto, KeepTheirNumbersAndMeaning) {
  using Cause = ClauseDiagnosis::Cause;
  for (const auto& [cause, want] : std::vector<std::pair<Cause, int>>{
           {Cause::kUnspecified, v1::ClauseDiagnosis::CAUSE_UNSPECIFIED},
           {Cause::kUnknownWord, v1::ClauseDiagnosis::CAUSE_UNKNOWN_WORD},
           {Cause::kAccent, v1::ClauseDiagnosis::CAUSE_ACCENT},
           {Cause::kElision, v1::ClauseDiagnosis::CAUSE_ELISION},
           {Cause::kPlural, v1::ClauseDiagnosis::CAUSE_PLURAL},
           {Cause::kHyphen, v1::ClauseDiagnosis::CAUSE_HYPHEN},
           {Cause::kTypo, v1::ClauseDiagnosis::CAUSE_TYPO},
           {Cause::kDate, v1::ClauseDiagnosis::CAUSE_DATE},
           {Cause::kCombination, v1::ClauseDiagnosis::CAUSE_COMBINATION},
           {Cause::kUnknownEntity,
            v1::ClauseDiagnosis::CAUSE_UNKNOWN_ENTITY}}) {
    ClauseDiagnosis from;
    from.cause = cause;
    v1::ClauseDiagnosis got;
    ToProto(from, &got);
    EXPECT_EQ(static_cast<int>(got.cause()), want);
  }
  using Kind = QueryExpansion::Kind;
  for (const auto& [kind, want] : std::vector<std::pair<Kind, int>>{
           {Kind::kEntity, v1::QueryExpansion::KIND_ENTITY},
           {Kind::kPrefix, v1::QueryExpansion::KIND_PREFIX},
           {Kind::kAcronym, v1::QueryExpansion::KIND_ACRONYM},
           {Kind::kSpelling, v1::QueryExpansion::KIND_SPELLING},
           {Kind::kTypo, v1::QueryExpansion::KIND_TYPO}}) {
    QueryUnderstanding from;
    from.expansions = {{kind, {0, 1}, "x", {}}};
    v1::QueryUnderstanding got;
    ToProto(from, &got);
    EXPECT_EQ(static_cast<int>(got.expansions(0).kind()), want);
  }
}

TEST(ExplainResultToProto, CarriesEveryField) {
  ExplainResult from;
  from.revision = 5;
  from.matches = true;
  from.score = 2.5;
  ExplainClause clause;
  clause.range = {0, 4};
  clause.clause = "puce";
  clause.matches = true;
  clause.weight = 2.25;
  clause.reading = "stem puce";
  clause.found = {{Field::kTitle, {3, 8}, "puces"}};
  clause.message = "fr";
  clause.message_en = "en";
  from.clauses = {clause};
  from.parts = {{"coverage", -0.25, "f", "e"}};
  from.understanding.normalized = "puce";
  from.analyzer_version = "an";
  from.dictionary_version = "di";
  v1::ExplainResponse got;
  ToProto(from, &got);
  EXPECT_EQ(got.revision(), 5U);
  EXPECT_TRUE(got.matches());
  EXPECT_EQ(got.score(), 2.5);
  ASSERT_EQ(got.clauses_size(), 1);
  EXPECT_EQ(got.clauses(0).range().end(), 4U);
  EXPECT_EQ(got.clauses(0).clause(), "puce");
  EXPECT_TRUE(got.clauses(0).matches());
  EXPECT_EQ(got.clauses(0).weight(), 2.25);
  EXPECT_EQ(got.clauses(0).reading(), "stem puce");
  ASSERT_EQ(got.clauses(0).found_size(), 1);
  EXPECT_EQ(got.clauses(0).found(0).field(), v1::FIELD_TITLE);
  EXPECT_EQ(got.clauses(0).found(0).range().begin(), 3U);
  EXPECT_EQ(got.clauses(0).found(0).surface(), "puces");
  EXPECT_EQ(got.clauses(0).message(), "fr");
  EXPECT_EQ(got.clauses(0).message_en(), "en");
  ASSERT_EQ(got.parts_size(), 1);
  EXPECT_EQ(got.parts(0).name(), "coverage");
  EXPECT_EQ(got.parts(0).weight(), -0.25);
  EXPECT_EQ(got.parts(0).message(), "f");
  EXPECT_EQ(got.parts(0).message_en(), "e");
  EXPECT_EQ(got.understanding().normalized(), "puce");
  EXPECT_EQ(got.analyzer_version(), "an");
  EXPECT_EQ(got.dictionary_version(), "di");
}

TEST(MentionResultToProto, FillsPagesAndSummariesAlike) {
  MentionResult from;
  from.revision = 2;
  from.total_mentions = 30;
  from.total_articles = 4;
  MentionRow row;
  row.article.id = "a";
  row.article.published_at = PublicationTime{0, false};
  row.mention = AzureOpenAi();
  from.rows = {row};
  v1::ListMentionsResponse page;
  ToProto(from, &page);
  v1::StreamMentionsSummary summary;
  ToProto(from, &summary);
  EXPECT_EQ(page.total_mentions(), summary.total_mentions());
  EXPECT_EQ(page.total_articles(), summary.total_articles());
  EXPECT_EQ(page.revision(), summary.revision());
  ASSERT_EQ(page.rows_size(), 1);
  EXPECT_EQ(page.rows(0).article().published_at().local(),
            "1970-01-01T01:00:00+01:00");
  EXPECT_EQ(page.rows(0).mention().surface(), "OpenAI");
}

TEST(AnalyzeResultToProto, CarriesTokensSentencesAndMentions) {
  AnalyzeResult from;
  AnalyzedToken token;
  token.form = "accord";
  token.stem = "acord";
  token.exact = "accord";
  token.range = {4, 10};
  token.position = 3;
  token.sentence = 1;
  token.paragraph = 2;
  token.rules = {"elision"};
  from.tokens = {token};
  from.sentences = {{0, 10}};
  from.mentions = {AzureOpenAi()};
  v1::AnalyzeResponse got;
  ToProto(from, &got);
  ASSERT_EQ(got.tokens_size(), 1);
  EXPECT_EQ(got.tokens(0).stem(), "acord");
  EXPECT_EQ(got.tokens(0).range().begin(), 4U);
  EXPECT_EQ(got.tokens(0).position(), 3U);
  EXPECT_EQ(got.tokens(0).length(), 1U);
  EXPECT_EQ(got.tokens(0).sentence(), 1U);
  EXPECT_EQ(got.tokens(0).paragraph(), 2U);
  EXPECT_THAT(got.tokens(0).rules(), ElementsAre("elision"));
  EXPECT_EQ(got.sentences(0).end(), 10U);
  EXPECT_EQ(got.mentions_size(), 1);
}

TEST(IndexStatusToProto, CarriesEveryField) {
  IndexStatus from;
  from.revision = 3;
  from.format_version = 1;
  from.articles = 20;
  from.mentions = 300;
  from.entities = 310;
  from.bytes = 5ULL << 32;
  from.newest = PublicationTime{1, false};
  from.analyzer_version = "an";
  from.dictionary_version = "di";
  from.segments = {{"seg-1", 9, 21, 1, "di"}};
  v1::IndexStatus got;
  ToProto(from, &got);
  EXPECT_EQ(got.revision(), 3U);
  EXPECT_EQ(got.format_version(), 1U);
  EXPECT_EQ(got.articles(), 20U);
  EXPECT_EQ(got.mentions(), 300U);
  EXPECT_EQ(got.entities(), 310U);
  EXPECT_EQ(got.bytes(), 5ULL << 32);
  EXPECT_FALSE(got.has_oldest());
  EXPECT_TRUE(got.has_newest());
  EXPECT_EQ(got.segments(0).name(), "seg-1");
  EXPECT_EQ(got.segments(0).tombstones(), 1U);
}

}  // namespace
}  // namespace vigie::wire
