#include "query/leaf.h"

#include <string>

#include "analysis/analyzer.h"

namespace vigie::query {
namespace {

EntityType TypeFromText(const std::string& text) {
  std::string folded = analysis::FoldName(text);
  EntityType type = EntityTypeFromName(folded);
  if (type == EntityType::kUnspecified && !folded.empty() &&
      folded.back() == 's') {
    folded.pop_back();
    type = EntityTypeFromName(folded);
  }
  return type;
}

bool ReadDays(AstNode& leaf, bool since, Diagnostics& diagnostics) {
  std::string text = JoinedText(leaf);
  if (since && text.find("..") == std::string::npos) text += "..";
  const std::optional<DayRange> days = ParseDayRange(text);
  if (!days) {
    diagnostics.Add(
        WarningCode::kInvalidDate, leaf.range,
        {"Date incomprise, ignorée. Exemples : date:2025, date:2025-11, "
         "date:2025-11-03..2026-02.",
         "Date not understood, ignored. Examples: date:2025, date:2025-11, "
         "date:2025-11-03..2026-02."});
    return false;
  }
  if (days->reversed) {
    diagnostics.Add(WarningCode::kReversedDates, leaf.range,
                    {"Les deux dates sont dans l’ordre inverse : échangées.",
                     "The two dates are in reverse order: exchanged."});
  }
  leaf.kind = AstKind::kDate;
  leaf.days = *days;
  leaf.words.clear();
  return true;
}

// REQUIRES a field that takes a name.
AstKind NamedKind(QueryField field) {
  switch (field) {
    case QueryField::kConcept:
      return AstKind::kConcept;
    case QueryField::kMention:
      return AstKind::kMention;
    case QueryField::kType:
      return AstKind::kType;
    case QueryField::kSource:
      return AstKind::kSource;
    case QueryField::kAuthor:
      return AstKind::kAuthor;
    default:
      return AstKind::kEntity;
  }
}

AstKind TextKind(LexemeKind kind) {
  if (kind == LexemeKind::kQuoted) return AstKind::kPhrase;
  return kind == LexemeKind::kPrefix ? AstKind::kPrefix : AstKind::kWords;
}

}  // namespace

Scope Under(const Scope& scope, QueryField field) {
  const Zone zone = ZoneOfField(field);
  if (zone != Zone::kAnywhere) return {zone, std::nullopt};
  return {scope.zone, field};
}

std::optional<AstNode> MakeLeaf(const Lexeme& lexeme, const Scope& scope,
                                Diagnostics& diagnostics) {
  AstNode leaf;
  leaf.range = lexeme.range;
  if (lexeme.kind == LexemeKind::kStar) {
    leaf.kind = AstKind::kAll;
    return leaf;
  }
  leaf.words = lexeme.words;
  if (leaf.words.empty()) {
    diagnostics.Add(WarningCode::kEmptyClause, lexeme.range,
                    {"Rien entre les guillemets : ignoré.",
                     "Nothing between the quotation marks: ignored."});
    return std::nullopt;
  }
  if (!scope.value) {
    leaf.kind = TextKind(lexeme.kind);
    leaf.exact = lexeme.exact;
    leaf.zone = scope.zone;
    return leaf;
  }
  const QueryField field = *scope.value;
  if (field == QueryField::kDate || field == QueryField::kSince) {
    if (!ReadDays(leaf, field == QueryField::kSince, diagnostics)) {
      return std::nullopt;
    }
    return leaf;
  }
  leaf.kind = NamedKind(field);
  if (leaf.kind == AstKind::kType) {
    leaf.type = TypeFromText(JoinedText(leaf));
    if (leaf.type != EntityType::kUnspecified) leaf.words.clear();
  }
  if (leaf.kind != AstKind::kSource && leaf.kind != AstKind::kAuthor) {
    leaf.zone = scope.zone;
  }
  return leaf;
}

}  // namespace vigie::query
