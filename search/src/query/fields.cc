#include "query/fields.h"

#include <array>

#include "analysis/analyzer.h"

namespace vigie::query {
namespace {

struct FieldName {
  std::string_view folded;
  QueryField field;
};

constexpr std::array<FieldName, 26> kNames = {{
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
    {"chapo", QueryField::kLead},
    {"chapeau", QueryField::kLead},
    {"lead", QueryField::kLead},
    {"corps", QueryField::kBody},
    {"body", QueryField::kBody},
    {"citation", QueryField::kQuote},
    {"quote", QueryField::kQuote},
    {"auteur", QueryField::kAuthor},
    {"author", QueryField::kAuthor},
    {"mention", QueryField::kMention},
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
    case QueryField::kLead:
      return "chapo";
    case QueryField::kBody:
      return "corps";
    case QueryField::kQuote:
      return "citation";
    case QueryField::kMention:
      return "mention";
    case QueryField::kAuthor:
      return "auteur";
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
  return "titre:, chapo:, corps:, texte:, citation:, entité:, concept:, "
         "mention:, type:, source:, auteur:, date:, depuis:";
}

Zone ZoneOfField(QueryField field) {
  switch (field) {
    case QueryField::kTitle:
      return Zone::kTitle;
    case QueryField::kText:
      return Zone::kText;
    case QueryField::kLead:
      return Zone::kLead;
    case QueryField::kBody:
      return Zone::kBody;
    case QueryField::kQuote:
      return Zone::kQuote;
    default:
      return Zone::kAnywhere;
  }
}

QueryField FieldOfZone(Zone zone) {
  switch (zone) {
    case Zone::kTitle:
      return QueryField::kTitle;
    case Zone::kLead:
      return QueryField::kLead;
    case Zone::kBody:
      return QueryField::kBody;
    case Zone::kQuote:
      return QueryField::kQuote;
    case Zone::kText:
    case Zone::kAnywhere:
      return QueryField::kText;
  }
  return QueryField::kText;
}

}  // namespace vigie::query
