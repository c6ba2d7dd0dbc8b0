#include "wire/convert_explanation.h"

#include "wire/convert_mention.h"
#include "wire/convert_query.h"

namespace vigie::wire {
namespace {

void ToProto(const ExplainMatch& from, v1::ExplainMatch* to) {
  to->set_field(wire::ToProto(from.field));
  wire::ToProto(from.range, to->mutable_range());
  to->set_surface(from.surface);
}

void ToProto(const ExplainClause& from, v1::ExplainClause* to) {
  wire::ToProto(from.range, to->mutable_range());
  to->set_clause(from.clause);
  to->set_matches(from.matches);
  to->set_weight(from.weight);
  to->set_reading(from.reading);
  for (const ExplainMatch& match : from.found) ToProto(match, to->add_found());
  to->set_message(from.message);
  to->set_message_en(from.message_en);
}

void ToProto(const ExplainPart& from, v1::ExplainPart* to) {
  to->set_name(from.name);
  to->set_weight(from.weight);
  to->set_message(from.message);
  to->set_message_en(from.message_en);
}

}  // namespace

ExplainRequest FromProto(const v1::ExplainRequest& from) {
  ExplainRequest to;
  to.query = from.query();
  to.options = FromProto(from.options());
  to.freshness_half_life_days = from.freshness_half_life_days();
  to.article_id = from.article_id();
  return to;
}

void ToProto(const ExplainResult& from, v1::ExplainResponse* to) {
  to->set_revision(from.revision);
  to->set_matches(from.matches);
  to->set_score(from.score);
  for (const ExplainClause& clause : from.clauses) {
    ToProto(clause, to->add_clauses());
  }
  for (const ExplainPart& part : from.parts) ToProto(part, to->add_parts());
  ToProto(from.understanding, to->mutable_understanding());
  to->set_analyzer_version(from.analyzer_version);
  to->set_dictionary_version(from.dictionary_version);
}

}  // namespace vigie::wire
