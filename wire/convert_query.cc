#include "wire/convert_query.h"

#include "wire/convert_mention.h"

namespace vigie::wire {

static_assert(static_cast<int>(QueryExpansion::Kind::kEntity) ==
              v1::QueryExpansion::KIND_ENTITY);
static_assert(static_cast<int>(QueryExpansion::Kind::kPrefix) ==
              v1::QueryExpansion::KIND_PREFIX);
static_assert(static_cast<int>(QueryExpansion::Kind::kAcronym) ==
              v1::QueryExpansion::KIND_ACRONYM);
static_assert(static_cast<int>(QueryExpansion::Kind::kSpelling) ==
              v1::QueryExpansion::KIND_SPELLING);
static_assert(static_cast<int>(QueryExpansion::Kind::kTypo) ==
              v1::QueryExpansion::KIND_TYPO);
static_assert(v1::QueryExpansion::Kind_MAX == v1::QueryExpansion::KIND_TYPO);
static_assert(static_cast<int>(ClauseDiagnosis::Cause::kUnspecified) ==
              v1::ClauseDiagnosis::CAUSE_UNSPECIFIED);
static_assert(static_cast<int>(ClauseDiagnosis::Cause::kUnknownWord) ==
              v1::ClauseDiagnosis::CAUSE_UNKNOWN_WORD);
static_assert(static_cast<int>(ClauseDiagnosis::Cause::kUnknownEntity) ==
              v1::ClauseDiagnosis::CAUSE_UNKNOWN_ENTITY);
static_assert(v1::ClauseDiagnosis::Cause_MAX ==
              v1::ClauseDiagnosis::CAUSE_UNKNOWN_ENTITY);

QueryOptions FromProto(const v1::QueryOptions& from) {
  QueryOptions to;
  to.default_operator = from.default_operator() == v1::QueryOptions::OPERATOR_OR
                            ? QueryOptions::Operator::kOr
                            : QueryOptions::Operator::kAnd;
  to.strict = from.strict();
  if (from.has_typo_tolerance()) to.typo_tolerance = from.typo_tolerance();
  if (from.has_expand()) to.expand = from.expand();
  to.require_complete = from.require_complete();
  return to;
}

void ToProto(const QueryUnderstanding& from, v1::QueryUnderstanding* to) {
  to->set_normalized(from.normalized);
  for (const QueryWarning& warning : from.warnings) {
    v1::QueryWarning* added = to->add_warnings();
    added->set_code(warning.code);
    ToProto(warning.range, added->mutable_range());
    added->set_message(warning.message);
    added->set_message_en(warning.message_en);
  }
  for (const QueryExpansion& expansion : from.expansions) {
    v1::QueryExpansion* added = to->add_expansions();
    added->set_kind(static_cast<v1::QueryExpansion::Kind>(expansion.kind));
    ToProto(expansion.range, added->mutable_range());
    added->set_source(expansion.source);
    for (const std::string& target : expansion.targets) {
      added->add_targets(target);
    }
  }
}

void ToProto(const QuerySuggestion& from, v1::QuerySuggestion* to) {
  to->set_query(from.query);
  to->set_total_hits(from.total_hits);
}

void ToProto(const ClauseDiagnosis& from, v1::ClauseDiagnosis* to) {
  ToProto(from.range, to->mutable_range());
  to->set_clause(from.clause);
  to->set_hits_alone(from.hits_alone);
  to->set_cause(static_cast<v1::ClauseDiagnosis::Cause>(from.cause));
  to->set_repaired_query(from.repaired_query);
  to->set_repaired_hits(from.repaired_hits);
  to->set_message(from.message);
  to->set_message_en(from.message_en);
}

}  // namespace vigie::wire
