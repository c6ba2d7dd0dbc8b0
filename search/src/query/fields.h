// The field names of the query language: titre:, entité:, date: and others.
#ifndef VIGIE_QUERY_FIELDS_H_
#define VIGIE_QUERY_FIELDS_H_

#include <optional>
#include <string>
#include <string_view>

#include "query/plan.h"

namespace vigie::query {

enum class QueryField {
  kTitle,
  kText,
  kLead,
  kBody,
  kQuote,
  kEntity,
  kConcept,
  kMention,
  kType,
  kSource,
  kAuthor,
  kDate,
  kSince,
  kUnsupported,  // named by the language, not answered by this version
};

// The field that `name` (without its colon) names in French or English,
// whatever its case and accents.
std::optional<QueryField> FieldFromName(std::string_view name);

// "titre", "entité", ...: the canonical French name. REQUIRES a field other
// than kUnsupported and kSince.
std::string_view CanonicalFieldName(QueryField field);

// The part of an article that `field` confines clauses to, or kAnywhere when
// it is not such a field.
Zone ZoneOfField(QueryField field);
// REQUIRES not kAnywhere.
QueryField FieldOfZone(Zone zone);

// "titre:, texte:, ...", for messages.
std::string KnownFields();

}  // namespace vigie::query

#endif  // VIGIE_QUERY_FIELDS_H_
