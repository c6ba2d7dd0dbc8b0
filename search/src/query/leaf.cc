#include "query/leaf.h"

#include <string>

#include "analysis/analyzer.h"

namespace vigie::query {
namespace {

// "le 14 mars 2026 .. le 3 avril 2026".
constexpr size_t kMostDateWords = 9;

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

std::optional<DayRange> DaysOf(std::string text, const Scope& scope) {
  const bool since = scope.value == QueryField::kSince;
  if (since && text.find("..") == std::string::npos) text += "..";
  return ParseDayRange(text, scope.today);
}

bool ReadDays(AstNode& leaf, const Scope& scope, Diagnostics& diagnostics) {
  const std::optional<DayRange> days = DaysOf(JoinedText(leaf), scope);
  if (!days) {
    diagnostics.Add(WarningCode::kInvalidDate, leaf.range,
                    {"Date incomprise, ignorée. Exemples : date:2025-11, "
                     "date:2025-11-03..2026-02, date:hier, depuis:7j.",
                     "Date not understood, ignored. Examples: date:2025-11, "
                     "date:2025-11-03..2026-02, date:yesterday, since:7d."});
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
  if (zone != Zone::kAnywhere) return {zone, scope.today, std::nullopt};
  return {scope.zone, scope.today, field};
}

Lexeme TakeValue(const std::vector<Lexeme>& lexemes, const Scope& scope,
                 size_t* at) {
  Lexeme value = lexemes[(*at)++];
  const bool date =
      scope.value == QueryField::kDate || scope.value == QueryField::kSince;
  if (!date || value.kind != LexemeKind::kWord) return value;
  std::string text = value.words.front().text;
  size_t taken = *at;  // past the longest date that was read
  for (size_t next = *at;
       next < lexemes.size() && next - *at + 1 < kMostDateWords &&
       lexemes[next].kind == LexemeKind::kWord && !lexemes[next].exact;
       ++next) {
    text += ' ' + lexemes[next].words.front().text;
    if (DaysOf(text, scope)) taken = next + 1;
  }
  for (; *at < taken; ++*at) {
    value.words.push_back(lexemes[*at].words.front());
    value.range.end = lexemes[*at].range.end;
  }
  return value;
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
    if (!ReadDays(leaf, scope, diagnostics)) return std::nullopt;
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
