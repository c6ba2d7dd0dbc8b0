#include "wire/convert_exploration.h"

#include <algorithm>

#include "wire/answer_fields.h"
#include "wire/convert_article.h"
#include "wire/convert_mention.h"

namespace vigie::wire {
namespace {

static_assert(static_cast<int>(TimelineStep::kYear) == v1::TIMELINE_STEP_YEAR);
static_assert(v1::TimelineStep_MAX == v1::TIMELINE_STEP_YEAR);
static_assert(static_cast<int>(Association::kNpmi) == v1::ASSOCIATION_NPMI);
static_assert(v1::Association_MAX == v1::ASSOCIATION_NPMI);
static_assert(static_cast<int>(Suggestion::Kind::kWord) ==
              v1::SUGGESTION_KIND_WORD);
static_assert(v1::SuggestionKind_MAX == v1::SUGGESTION_KIND_WORD);

template <typename From>
std::vector<EntityType> TypesOf(const From& from) {
  std::vector<EntityType> types;
  for (const int type : from.types()) {
    types.push_back(FromProto(static_cast<v1::EntityType>(type)));
  }
  return types;
}

void ToProto(const TimelineBucket& from, v1::TimelineBucket* to) {
  to->mutable_begin()->set_seconds(from.begin);
  to->mutable_end()->set_seconds(from.end);
  to->set_label(from.label);
  to->set_articles(from.articles);
  to->set_mentions(from.mentions);
  to->set_total(from.total);
  if (from.share) to->set_share(*from.share);
  to->set_complete(from.complete);
}

void ToProto(const EvidenceSentence& from, v1::EvidenceSentence* to) {
  wire::ToProto(from.article, to->mutable_article());
  to->set_field(wire::ToProto(from.field));
  wire::ToProto(from.sentence, to->mutable_sentence());
  for (const ByteRange& range : from.entity) {
    wire::ToProto(range, to->add_entity());
  }
  for (const ByteRange& range : from.matches) {
    wire::ToProto(range, to->add_matches());
  }
}

void ToProto(const RelatedEntity& from, v1::RelatedEntity* to) {
  to->set_entity_id(from.entity_id);
  to->set_label(from.label);
  to->set_type(wire::ToProto(from.type));
  to->set_articles(from.articles);
  to->set_mentions(from.mentions);
  to->set_background(from.background);
  to->set_expected(from.expected);
  to->set_score(from.score);
  for (const EvidenceSentence& sentence : from.evidence) {
    ToProto(sentence, to->add_evidence());
  }
}

void ToProto(const ComparedValue& from, v1::ComparedValue* to) {
  to->set_value(from.value);
  to->set_label(from.label);
  to->set_entity_type(wire::ToProto(from.entity_type));
  to->set_first(from.first);
  to->set_second(from.second);
  to->set_score(from.score);
}

void ToProto(const Comparison& from, v1::Comparison* to) {
  wire::ToProto(from.key, to->mutable_key());
  for (const ComparedValue& value : from.first) ToProto(value, to->add_first());
  for (const ComparedValue& value : from.second) {
    ToProto(value, to->add_second());
  }
}

void ToProto(const SalientTerm& from, v1::SalientTerm* to) {
  to->set_term(from.term);
  to->set_entity_id(from.entity_id);
  to->set_occurrences(from.occurrences);
  to->set_articles(from.articles);
  to->set_weight(from.weight);
}

void ToProto(const SimilarArticle& from, v1::SimilarArticle* to) {
  wire::ToProto(from.article, to->mutable_article());
  to->set_score(from.score);
  for (const std::string& term : from.shared) to->add_shared(term);
  to->set_resemblance(from.resemblance);
  to->set_containment(from.containment);
  to->set_near_duplicate(from.near_duplicate);
}

void ToProto(const Suggestion& from, v1::Suggestion* to) {
  to->set_kind(static_cast<v1::SuggestionKind>(from.kind));
  to->set_text(from.text);
  to->set_query(from.query);
  to->set_entity_id(from.entity_id);
  to->set_type(wire::ToProto(from.type));
  to->set_alias(from.alias);
  to->set_articles(from.articles);
}

}  // namespace

TimelineRequest FromProto(const v1::TimelineRequest& from) {
  TimelineRequest to;
  FillQuery(from, &to);
  to.step = static_cast<TimelineStep>(from.step());
  if (from.has_begin()) to.begin = from.begin().seconds();
  if (from.has_end()) to.end = from.end().seconds();
  for (const v1::TimelineSeriesRequest& series : from.series()) {
    to.series.push_back({series.entity_id(), series.surface()});
  }
  to.mentions = from.mentions();
  return to;
}

RelatedRequest FromProto(const v1::RelatedRequest& from) {
  RelatedRequest to;
  FillQuery(from, &to);
  to.types = TypesOf(from);
  to.measure = static_cast<Association>(from.measure());
  to.limit = from.limit();
  to.min_articles = from.min_articles();
  if (from.has_evidence()) to.evidence = from.evidence();
  return to;
}

CompareRequest FromProto(const v1::CompareRequest& from) {
  CompareRequest to;
  FillQuery(from.first(), &to.first);
  FillQuery(from.second(), &to.second);
  for (const v1::FacetKey& key : from.by()) to.by.push_back(FromProto(key));
  to.limit = from.limit();
  return to;
}

SimilarRequest FromProto(const v1::SimilarRequest& from) {
  SimilarRequest to;
  to.article_id = from.article_id();
  for (const v1::FacetSelection& selection : from.selections()) {
    to.selections.push_back(FromProto(selection));
  }
  to.limit = from.limit();
  to.require_complete = from.require_complete();
  return to;
}

SuggestRequest FromProto(const v1::SuggestRequest& from) {
  SuggestRequest to;
  to.text = from.text();
  to.limit = from.limit();
  to.types = TypesOf(from);
  if (from.kinds().empty()) return to;
  const auto asks = [&](v1::SuggestionKind kind) {
    return std::find(from.kinds().begin(), from.kinds().end(), kind) !=
           from.kinds().end();
  };
  to.entities = asks(v1::SUGGESTION_KIND_ENTITY);
  to.sources = asks(v1::SUGGESTION_KIND_SOURCE);
  to.words = asks(v1::SUGGESTION_KIND_WORD);
  return to;
}

void ToProto(const TimelineResult& from, v1::TimelineResponse* to) {
  FillOrigin(from, to);
  FillPartial(from, to);
  ToProto(from.understanding, to->mutable_understanding());
  to->set_total_hits(from.total_hits);
  for (const TimelineBucket& bucket : from.buckets) {
    ToProto(bucket, to->add_buckets());
  }
  for (const TimelineSeries& series : from.series) {
    v1::TimelineSeries* added = to->add_series();
    added->set_entity_id(series.entity_id);
    added->set_label(series.label);
    added->set_surface(series.surface);
    for (const TimelinePoint& point : series.points) {
      v1::TimelinePoint* at = added->add_points();
      at->set_articles(point.articles);
      at->set_mentions(point.mentions);
    }
  }
  to->set_undated(from.undated);
  to->set_without_hour(from.without_hour);
  to->set_outside(from.outside);
}

void ToProto(const RelatedResult& from, v1::RelatedResponse* to) {
  FillOrigin(from, to);
  FillPartial(from, to);
  ToProto(from.understanding, to->mutable_understanding());
  to->set_total_hits(from.total_hits);
  to->set_total_articles(from.total_articles);
  for (const RelatedEntity& entity : from.entities) {
    ToProto(entity, to->add_entities());
  }
}

void ToProto(const CompareResult& from, v1::CompareResponse* to) {
  FillOrigin(from, to);
  FillPartial(from, to);
  to->set_first_hits(from.first_hits);
  to->set_second_hits(from.second_hits);
  to->set_both(from.both);
  for (const Comparison& comparison : from.comparisons) {
    ToProto(comparison, to->add_comparisons());
  }
  ToProto(from.first_understanding, to->mutable_first_understanding());
  ToProto(from.second_understanding, to->mutable_second_understanding());
}

void ToProto(const SimilarResult& from, v1::SimilarResponse* to) {
  FillOrigin(from, to);
  FillPartial(from, to);
  for (const SalientTerm& term : from.terms) ToProto(term, to->add_terms());
  for (const SimilarArticle& article : from.articles) {
    ToProto(article, to->add_articles());
  }
}

void ToProto(const SuggestResult& from, v1::SuggestResponse* to) {
  to->set_revision(from.revision);
  for (const Suggestion& suggestion : from.suggestions) {
    ToProto(suggestion, to->add_suggestions());
  }
  FillElapsed(from.elapsed, to->mutable_elapsed());
}

}  // namespace vigie::wire
