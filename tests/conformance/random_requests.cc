#include "tests/conformance/random_requests.h"

#include <array>
#include <cstddef>

#include "vigie/time.h"

namespace vigie::conformance {
namespace {

constexpr std::array<const char*, 12> kSentences = {
    "Broadcom a présenté une puce à Paris.",
    "L’accord entre Microsoft et OpenAI court encore dix ans.",
    "Satya Nadella l’a dit lundi : « l’industrie n’attend pas ».",
    "Les cheminots prolongent la grève jusqu’à jeudi.",
    "Azure OpenAI équipe déjà trois ministères.",
    "La cour d’appel a donné raison aux éleveurs.",
    "Les semi-conducteurs manquent, les prix montent de 12,5 %.",
    "M. Nadella a quitté la salle 😀 sans un mot.",
    "Nvidia livre ses H100 à Orange.",
    "Aujourd’hui, qu’en est-il du cœur de l’œuvre ?",
    "L’intelligence artificielle inquiète les traducteurs.",
    "Google n’a pas souhaité commenter.",
};

constexpr std::array<const char*, 4> kSources = {"Le Courrier", "La Gazette",
                                                 "L’Écho du soir", ""};

constexpr std::array<const char*, 5> kBeginnings = {"mic", "l'éc", "Zoe",
                                                    "opena", "2025"};

constexpr std::array<const char*, 40> kQueries = {
    "",
    "puce",
    "Broadcom",
    "grève OU accord",
    "Microsoft ET OpenAI",
    "accord SAUF grève",
    "\"Azure OpenAI\"",
    "indus*",
    "entity:\"Broadcom\"",
    "type:organization",
    "concept:\"chip IP\"",
    "source:\"La Gazette\"",
    "date:2025-11..2026-02",
    "(accord",
    "AND",
    "NOT puce",
    "SEMI-CONDUCTEURS",
    "l'industrie",
    "nadella lundi",
    "hippopotame",
    "entity:inconnue",
    "« grève »",
    "ministère* OU traduct*",
    "titre:1 OR titre:7",
    "accord NEAR/3 Microsoft",
    "Microsoft ADJ/2 OpenAI",
    "Satya SAME-S industrie",
    "grève SAME-P puce",
    "ATLEAST/2 Microsoft",
    "FIRST/5 Broadcom",
    "chapo:puce",
    "corps:grève",
    "citation:industrie",
    "mention:\"OpenAI\"",
    "IA",
    "grrève",
    "microssoft accord",
    "=ministeres",
    "puce date:1990",
    "depuis:2026-01-01 prix",
};

}  // namespace

std::vector<Article> RandomArticles(int count) {
  std::mt19937 random(1);
  std::vector<Article> articles;
  for (int i = 0; i < count; ++i) {
    Article article;
    article.id = "conformité/" + std::to_string(i);
    article.title = kSentences[random() % kSentences.size()];
    article.title += " " + std::to_string(i);
    const size_t sentences = 1 + random() % 8;
    for (size_t s = 0; s < sentences; ++s) {
      if (s > 0) article.text += s % 3 == 0 ? "\n\n" : " ";
      article.text += kSentences[random() % kSentences.size()];
    }
    article.source = kSources[random() % kSources.size()];
    if (random() % 2 == 0) article.authors = {"Zoé Lam", "M. d’Ys"};
    if (random() % 2 == 0) article.section = "Économie";
    article.language = random() % 4 == 0 ? "en" : "";
    if (random() % 5 != 0) {
      const int64_t instant = 1'761'000'000 + 40'000LL * (random() % 400);
      article.published_at =
          random() % 2 == 0
              ? PublicationTime{instant, false}
              : PublicationTime{ParisMidnight(ParisDay(instant)), true};
    }
    if (random() % 3 != 0) {
      article.attributes = {{"rubrique", {"éco"}}};
      if (random() % 2 == 0) article.attributes[0].values.push_back("monde");
    }
    articles.push_back(article);
  }
  return articles;
}

std::string RandomRequests::Query() {
  std::string query = kQueries[Draw(kQueries.size())];
  if (Draw(3) == 0) {
    query += " ";
    query += kQueries[Draw(kQueries.size())];
  }
  return query;
}

void RandomRequests::FillKey(v1::FacetKey* key) {
  key->set_dimension(static_cast<v1::FacetDimension>(1 + Draw(11)));
  if (key->dimension() == v1::FACET_DIMENSION_ATTRIBUTE) {
    key->set_attribute(Draw(3) == 0 ? "inconnu" : "rubrique");
  }
  if (key->dimension() == v1::FACET_DIMENSION_ENTITY) {
    key->set_entity_type(static_cast<v1::EntityType>(Draw(8)));
  }
}

template <typename Request>
void RandomRequests::FillReading(Request* request) {
  request->set_query(Query());
  if (Draw(2) == 0) {
    v1::QueryOptions* options = request->mutable_options();
    options->set_default_operator(
        static_cast<v1::QueryOptions::Operator>(Draw(3)));
    options->set_strict(Draw(4) == 0);
    if (Draw(2) == 0) options->set_typo_tolerance(Draw(2) == 0);
    if (Draw(2) == 0) options->set_expand(Draw(2) == 0);
  }
}

template <typename Request>
void RandomRequests::FillQuery(Request* request) {
  FillReading(request);
  if (Draw(3) == 0) {
    v1::FacetSelection* selection = request->add_selections();
    selection->mutable_key()->set_dimension(v1::FACET_DIMENSION_SOURCE);
    selection->set_mode(static_cast<v1::FacetSelection::Mode>(Draw(3)));
    selection->add_include(kSources[Draw(3)]);
    if (Draw(2) == 0) selection->add_exclude(kSources[Draw(3)]);
  }
}

template <typename Request>
void RandomRequests::FillFacets(Request* request, uint32_t least) {
  for (uint32_t left = least + Draw(3); left > 0; --left) {
    v1::FacetRequest* facet = request->add_facets();
    FillKey(facet->mutable_key());
    if (Draw(2) == 0) facet->set_limit(Draw(5));
    if (Draw(4) == 0) facet->set_matching(kBeginnings[Draw(5)]);
    if (Draw(3) == 0) facet->set_surfaces(Draw(5));
  }
}

template <typename Request>
void RandomRequests::FillMentions(Request* request) {
  FillQuery(request);
  request->set_scope(static_cast<v1::MentionScope>(Draw(3)));
  if (Draw(3) == 0) {
    request->add_types(static_cast<v1::EntityType>(1 + Draw(7)));
  }
  v1::MentionFilter* filter = request->mutable_filter();
  if (Draw(5) == 0) {
    filter->add_roles(static_cast<v1::MentionRole>(Draw(3)));
  }
  if (Draw(4) == 0) {
    filter->add_sections(static_cast<v1::MentionSection>(1 + Draw(4)));
  }
  if (Draw(8) == 0) filter->add_speakers("person/satya-nadella");
  if (Draw(4) == 0) filter->set_least_confidence(Draw(10) / 10.0F);
  if (Draw(3) == 0) request->set_window(Draw(300));
}

v1::SearchRequest RandomRequests::Search() {
  v1::SearchRequest request;
  FillQuery(&request);
  FillFacets(&request, 0);
  request.set_sort(static_cast<v1::SortOrder>(Draw(7)));
  if (Draw(4) == 0) FillKey(request.mutable_collapse());
  request.set_receipt(Draw(3) == 0);
  request.set_page_size(Draw(3) == 0 ? 0 : 5 + Draw(30));
  if (Draw(2) == 0) request.set_passages_per_hit(Draw(13));
  if (Draw(3) == 0) request.set_freshness_half_life_days(Draw(90) / 3.0);
  return request;
}

v1::ListMentionsRequest RandomRequests::Mentions() {
  v1::ListMentionsRequest request;
  FillMentions(&request);
  request.set_page_size(Draw(3) == 0 ? 0 : 20 + Draw(100));
  return request;
}

v1::StreamMentionsRequest RandomRequests::Stream() {
  v1::StreamMentionsRequest request;
  FillMentions(&request);
  return request;
}

v1::StreamArticlesRequest RandomRequests::Articles() {
  v1::StreamArticlesRequest request;
  FillQuery(&request);
  request.set_sort(static_cast<v1::SortOrder>(Draw(7)));
  return request;
}

v1::ListFacetsRequest RandomRequests::Facets() {
  v1::ListFacetsRequest request;
  FillQuery(&request);
  FillFacets(&request, 1);
  return request;
}

v1::ExplainRequest RandomRequests::Explain(uint32_t articles) {
  v1::ExplainRequest request;
  FillReading(&request);
  request.set_article_id("conformité/" + std::to_string(Draw(articles + 2)));
  if (Draw(3) == 0) request.set_freshness_half_life_days(Draw(90) / 3.0);
  return request;
}

v1::TimelineRequest RandomRequests::Timeline() {
  v1::TimelineRequest request;
  FillQuery(&request);
  request.set_step(static_cast<v1::TimelineStep>(Draw(6)));
  if (Draw(3) == 0) {
    request.mutable_begin()->set_seconds(1'761'000'000 + Draw(16'000'000));
  }
  if (Draw(3) == 0) {
    request.mutable_end()->set_seconds(1'761'000'000 + Draw(16'000'000));
  }
  for (uint32_t left = Draw(3); left > 0; --left) {
    v1::TimelineSeriesRequest* series = request.add_series();
    series->set_entity_id(Draw(2) == 0 ? "org/openai" : "org/microsoft");
    if (Draw(2) == 0) series->set_surface("OpenAI");
  }
  request.set_mentions(Draw(2) == 0);
  return request;
}

v1::ReportCompletenessRequest RandomRequests::Completeness() {
  v1::ReportCompletenessRequest request;
  const std::array<const char*, 6> kNames = {
      "org/openai", "Microsoft", "person/sam-altman",
      "concept/ia", "Orange",    "org/personne-ne-la-connait"};
  request.set_entity(kNames[Draw(kNames.size())]);
  if (Draw(2) == 0) FillReading(&request);
  request.set_page_size(Draw(4) * 3);
  request.set_most_articles(Draw(3) * 5);
  return request;
}

v1::RelatedRequest RandomRequests::Related() {
  v1::RelatedRequest request;
  FillQuery(&request);
  if (Draw(3) == 0) {
    request.add_types(static_cast<v1::EntityType>(1 + Draw(7)));
  }
  request.set_measure(static_cast<v1::Association>(Draw(3)));
  request.set_limit(Draw(12));
  request.set_min_articles(Draw(4));
  if (Draw(2) == 0) request.set_evidence(Draw(5));
  return request;
}

v1::CompareRequest RandomRequests::Compare() {
  v1::CompareRequest request;
  FillQuery(request.mutable_first());
  FillQuery(request.mutable_second());
  for (uint32_t left = 1 + Draw(2); left > 0; --left) {
    FillKey(request.add_by());
  }
  request.set_limit(Draw(8));
  return request;
}

v1::SuggestRequest RandomRequests::Suggest() {
  v1::SuggestRequest request;
  request.set_text(kBeginnings[Draw(5)]);
  if (Draw(2) == 0) {
    const std::string text = kQueries[1 + Draw(3)];
    request.set_text(text.substr(0, 1 + Draw(2)));
  }
  request.set_limit(Draw(5));
  if (Draw(4) == 0) {
    request.add_types(static_cast<v1::EntityType>(1 + Draw(7)));
  }
  if (Draw(2) == 0) {
    request.add_kinds(static_cast<v1::SuggestionKind>(1 + Draw(3)));
  }
  return request;
}

v1::SimilarRequest RandomRequests::Similar(uint32_t articles) {
  v1::SimilarRequest request;
  request.set_article_id("conformité/" + std::to_string(Draw(articles + 2)));
  request.set_limit(Draw(6));
  return request;
}

}  // namespace vigie::conformance
