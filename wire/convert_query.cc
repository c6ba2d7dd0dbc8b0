#include "wire/convert_query.h"

#include "wire/convert_mention.h"

namespace vigie::wire {

static_assert(static_cast<int>(QueryExpansion::Kind::kEntity) ==
              v1::QueryExpansion::KIND_ENTITY);
static_assert(static_cast<int>(QueryExpansion::Kind::kPrefix) ==
              v1::QueryExpansion::KIND_PREFIX);

QueryOptions FromProto(const v1::QueryOptions& from) {
  QueryOptions to;
  to.default_operator = from.default_operator() == v1::QueryOptions::OPERATOR_OR
                            ? QueryOptions::Operator::kOr
                            : QueryOptions::Operator::kAnd;
  to.strict = from.strict();
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

}  // namespace vigie::wire
