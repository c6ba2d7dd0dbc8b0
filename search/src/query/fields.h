// The field names of the query language: titre:, entité:, date: and others.
#ifndef VIGIE_QUERY_FIELDS_H_
#define VIGIE_QUERY_FIELDS_H_

#include <optional>
#include <string>
#include <string_view>

namespace vigie::query {

enum class QueryField {
  kTitle,
  kText,
  kEntity,
  kConcept,
  kType,
  kSource,
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

// "titre:, texte:, ...", for messages.
std::string KnownFields();

}  // namespace vigie::query

#endif  // VIGIE_QUERY_FIELDS_H_
