#include "query/fields.h"

#include <array>

#include "analysis/analyzer.h"

namespace vigie::query {
namespace {

struct FieldName {
  std::string_view folded;
  QueryField field;
};

constexpr std::array<FieldName, 21> kNames = {{
    {"titre", QueryField::kTitle},
    {"title", QueryField::kTitle},
    {"texte", QueryField::kText},
    {"text", QueryField::kText},
    {"entite", QueryField::kEntity},
    {"entity", QueryField::kEntity},
    {"concept", QueryField::kConcept},
    {"type", QueryField::kType},
    {"source", QueryField::kSource},
    {"date", QueryField::kDate},
    {"depuis", QueryField::kSince},
    {"since", QueryField::kSince},
    {"chapo", QueryField::kUnsupported},
    {"lead", QueryField::kUnsupported},
    {"auteur", QueryField::kUnsupported},
    {"author", QueryField::kUnsupported},
    {"mention", QueryField::kUnsupported},
    {"section", QueryField::kUnsupported},
    {"rubrique", QueryField::kUnsupported},
    {"langue", QueryField::kUnsupported},
    {"language", QueryField::kUnsupported},
}};

}  // namespace

std::optional<QueryField> FieldFromName(std::string_view name) {
  const std::string folded = analysis::FoldName(name);
  for (const FieldName& known : kNames) {
    if (known.folded == folded) return known.field;
  }
  return std::nullopt;
}

std::string_view CanonicalFieldName(QueryField field) {
  switch (field) {
    case QueryField::kTitle:
      return "titre";
    case QueryField::kText:
      return "texte";
    case QueryField::kEntity:
      return "entité";
    case QueryField::kConcept:
      return "concept";
    case QueryField::kType:
      return "type";
    case QueryField::kSource:
      return "source";
    case QueryField::kDate:
    case QueryField::kSince:
    case QueryField::kUnsupported:
      return "date";
  }
  return "date";
}

std::string KnownFields() {
  return "titre:, texte:, entité:, concept:, type:, source:, date:, depuis:";
}

}  // namespace vigie::query
