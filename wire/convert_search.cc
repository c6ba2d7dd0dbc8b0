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
static_assert(static_cast<int>(SortOrder::kBm25) == v1::SORT_ORDER_BM25);
static_assert(v1::SortOrder_MAX == v1::SORT_ORDER_BM25);
static_assert(static_cast<int>(PartialReason::kTime) ==
              v1::PARTIAL_REASON_TIME);
static_assert(static_cast<int>(PartialReason::kCost) ==
              v1::PARTIAL_REASON_COST);
static_assert(v1::PartialReason_MAX == v1::PARTIAL_REASON_COST);

void FillFilter(const v1::MentionFilter& from, MentionRequest* to) {
  for (const int role : from.roles()) {
    to->roles.push_back(static_cast<MentionRole>(role));
  }
  for (const int section : from.sections()) {
    to->sections.push_back(static_cast<MentionSection>(section));
  }
  to->speakers.assign(from.speakers().begin(), from.speakers().end());
  to->least_confidence = from.least_confidence();
}

SortOrder OrderOf(v1::SortOrder from) {
  return v1::SortOrder_IsValid(from) ? static_cast<SortOrder>(from)
                                     : SortOrder::kUnspecified;
}

template <typename From>
void FillMentionRequest(const From& from, MentionRequest* to) {
  FillQuery(from, to);
  to->scope = from.scope() == v1::MENTION_SCOPE_ENTITIES_IN_HITS
                  ? MentionRequest::Scope::kEntitiesInHits
                  : MentionRequest::Scope::kMatches;
  for (int type : from.types()) {
    to->types.push_back(FromProto(static_cast<v1::EntityType>(type)));
  }
  FillFilter(from.filter(), to);
  to->window = from.window();
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
  to->set_matches(from.matches);
  to->set_group(from.group);
  to->set_more_in_group(from.more_in_group);
  for (const ByteRange& range : from.title_highlights) {
    wire::ToProto(range, to->add_title_highlights());
  }
  for (const Passage& passage : from.passages) {
    ToProto(passage, to->add_passages());
  }
}

void ToProto(const Receipt& from, v1::Receipt* to) {
  to->set_revision(from.revision);
  to->set_analyzer_version(from.analyzer_version);
  to->set_dictionary_version(from.dictionary_version);
  to->set_query(from.query);
  to->set_request(from.request);
  to->set_total_hits(from.total_hits);
  to->set_digest(from.digest);
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
    to.sort = OrderOf(from.sort());
  }
  if (from.has_collapse()) to.collapse = FromProto(from.collapse());
  to.receipt = from.receipt();
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
  to.page_token = from.resume_token();
  return to;
}

ArticlesRequest FromProto(const v1::StreamArticlesRequest& from) {
  ArticlesRequest to;
  FillQuery(from, &to);
  to.sort = OrderOf(from.sort());
  to.resume_token = from.resume_token();
  return to;
}

ReplayRequest FromProto(const v1::ReplayRequest& from) {
  ReplayRequest to;
  to.receipt.revision = from.receipt().revision();
  to.receipt.analyzer_version = from.receipt().analyzer_version();
  to.receipt.dictionary_version = from.receipt().dictionary_version();
  to.receipt.query = from.receipt().query();
  to.receipt.request = from.receipt().request();
  to.receipt.total_hits = from.receipt().total_hits();
  to.receipt.digest = from.receipt().digest();
  to.at_head = from.at_head();
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
  to->set_total_groups(from.total_groups);
  FillPartial(from, to);
  if (from.receipt) ToProto(*from.receipt, to->mutable_receipt());
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
  FillPartial(from, to);
  to->set_total_mentions(from.total_mentions);
  to->set_total_articles(from.total_articles);
  for (const MentionRow& row : from.rows) ToProto(row, to->add_rows());
  to->set_next_page_token(from.next_page_token);
}

void ToProto(const MentionResult& from, v1::StreamMentionsSummary* to) {
  FillReceipt(from, to);
  FillPartial(from, to);
  to->set_total_mentions(from.total_mentions);
  to->set_total_articles(from.total_articles);
}

void ToProto(const ArticlesResult& from, v1::StreamArticlesSummary* to) {
  FillReceipt(from, to);
  to->set_total_hits(from.total_hits);
  to->set_articles(from.articles);
  FillPartial(from, to);
}

void ToProto(const ReplayResult& from, v1::ReplayResponse* to) {
  ToProto(from.result, to->mutable_response());
  to->set_identical(from.identical);
  for (const std::string& difference : from.differences) {
    to->add_differences(difference);
  }
}

void ToProto(const FacetsResult& from, v1::ListFacetsResponse* to) {
  FillReceipt(from, to);
  FillPartial(from, to);
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
