#include "wire/convert_search.h"

#include "wire/answer_fields.h"
#include "wire/convert_article.h"
#include "wire/convert_facet.h"
#include "wire/convert_mention.h"
#include "wire/convert_query.h"

namespace vigie::wire {
namespace {

static_assert(static_cast<int>(SortOrder::kRelevance) ==
              v1::SORT_ORDER_RELEVANCE);
static_assert(static_cast<int>(SortOrder::kOldest) == v1::SORT_ORDER_OLDEST);
static_assert(v1::SortOrder_MAX == v1::SORT_ORDER_OLDEST);

template <typename From>
void FillMentionRequest(const From& from, MentionRequest* to) {
  FillQuery(from, to);
  to->scope = from.scope() == v1::MENTION_SCOPE_ENTITIES_IN_HITS
                  ? MentionRequest::Scope::kEntitiesInHits
                  : MentionRequest::Scope::kMatches;
  for (int type : from.types()) {
    to->types.push_back(FromProto(static_cast<v1::EntityType>(type)));
  }
}

// The fields that every answer to a query has.
template <typename From, typename To>
void FillReceipt(const From& from, To* to) {
  FillOrigin(from, to);
  wire::ToProto(from.understanding, to->mutable_understanding());
}

void ToProto(const Passage& from, v1::Passage* to) {
  to->set_field(wire::ToProto(from.field));
  wire::ToProto(from.sentence, to->mutable_sentence());
  for (const ByteRange& range : from.highlights) {
    wire::ToProto(range, to->add_highlights());
  }
}

void ToProto(const Hit& from, v1::Hit* to) {
  wire::ToProto(from.article, to->mutable_article());
  to->set_score(from.score);
  to->set_mentions(from.mentions);
  for (const ByteRange& range : from.title_highlights) {
    wire::ToProto(range, to->add_title_highlights());
  }
  for (const Passage& passage : from.passages) {
    ToProto(passage, to->add_passages());
  }
}

void ToProto(const AnalyzedToken& from, v1::AnalyzedToken* to) {
  to->set_form(from.form);
  to->set_stem(from.stem);
  to->set_exact(from.exact);
  wire::ToProto(from.range, to->mutable_range());
  to->set_position(from.position);
  to->set_length(from.length);
  to->set_sentence(from.sentence);
  to->set_paragraph(from.paragraph);
  for (const std::string& rule : from.rules) to->add_rules(rule);
}

}  // namespace

SearchRequest FromProto(const v1::SearchRequest& from) {
  SearchRequest to;
  FillQuery(from, &to);
  for (const v1::FacetRequest& facet : from.facets()) {
    to.facets.push_back(FromProto(facet));
  }
  if (v1::SortOrder_IsValid(from.sort()) &&
      from.sort() != v1::SORT_ORDER_UNSPECIFIED) {
    to.sort = static_cast<SortOrder>(from.sort());
  }
  to.freshness_half_life_days = from.freshness_half_life_days();
  to.page_size = from.page_size();
  to.page_token = from.page_token();
  if (from.has_passages_per_hit()) {
    to.passages_per_hit = from.passages_per_hit();
  }
  return to;
}

MentionRequest FromProto(const v1::ListMentionsRequest& from) {
  MentionRequest to;
  FillMentionRequest(from, &to);
  to.page_size = from.page_size();
  to.page_token = from.page_token();
  return to;
}

MentionRequest FromProto(const v1::StreamMentionsRequest& from) {
  MentionRequest to;
  FillMentionRequest(from, &to);
  return to;
}

FacetsRequest FromProto(const v1::ListFacetsRequest& from) {
  FacetsRequest to;
  FillQuery(from, &to);
  for (const v1::FacetRequest& facet : from.facets()) {
    to.facets.push_back(FromProto(facet));
  }
  return to;
}

void ToProto(const SearchResult& from, v1::SearchResponse* to) {
  FillReceipt(from, to);
  to->set_total_hits(from.total_hits);
  for (const Hit& hit : from.hits) ToProto(hit, to->add_hits());
  to->set_next_page_token(from.next_page_token);
  for (const Facet& facet : from.facets) ToProto(facet, to->add_facets());
  for (const QuerySuggestion& suggestion : from.suggestions) {
    ToProto(suggestion, to->add_suggestions());
  }
  for (const ClauseDiagnosis& clause : from.diagnosis) {
    ToProto(clause, to->add_diagnosis());
  }
}

void ToProto(const MentionResult& from, v1::ListMentionsResponse* to) {
  FillReceipt(from, to);
  to->set_total_mentions(from.total_mentions);
  to->set_total_articles(from.total_articles);
  for (const MentionRow& row : from.rows) ToProto(row, to->add_rows());
  to->set_next_page_token(from.next_page_token);
}

void ToProto(const MentionResult& from, v1::StreamMentionsSummary* to) {
  FillReceipt(from, to);
  to->set_total_mentions(from.total_mentions);
  to->set_total_articles(from.total_articles);
}

void ToProto(const FacetsResult& from, v1::ListFacetsResponse* to) {
  FillReceipt(from, to);
  to->set_total_hits(from.total_hits);
  for (const Facet& facet : from.facets) ToProto(facet, to->add_facets());
}

void ToProto(const AnalyzeResult& from, v1::AnalyzeResponse* to) {
  for (const AnalyzedToken& token : from.tokens) {
    ToProto(token, to->add_tokens());
  }
  for (const ByteRange& range : from.sentences) {
    ToProto(range, to->add_sentences());
  }
  for (const Mention& mention : from.mentions) {
    ToProto(mention, to->add_mentions());
  }
  to->set_analyzer_version(from.analyzer_version);
  to->set_dictionary_version(from.dictionary_version);
}

}  // namespace vigie::wire
