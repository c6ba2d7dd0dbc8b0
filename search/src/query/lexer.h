// Query string -> lexemes: words, quotations, operators, fields, parentheses.
#ifndef VIGIE_QUERY_LEXER_H_
#define VIGIE_QUERY_LEXER_H_

#include <string_view>
#include <vector>

#include "query/ast.h"
#include "query/diagnostics.h"
#include "query/fields.h"
#include "query/operators.h"

namespace vigie::query {

enum class LexemeKind {
  kWord,    // words[0]; `exact` when written =word
  kQuoted,  // words, maybe none; `exact` when written ="..."
  kPrefix,  // words[0], without the star
  kStar,    // a lone *
  kField,   // `field`, with its colon
  kOpen,
  kClose,
  kAnd,       // AND, ET
  kOr,        // OR, OU
  kNot,       // NOT, SAUF, and - before a word
  kNearness,  // `positional`, between two clauses
  kCounting,  // `positional`, before one clause
  kSuffix,    // `positional`: the >=n that touches the clause before it
};

struct Lexeme {
  LexemeKind kind = LexemeKind::kWord;
  ByteRange range;  // of the query string, signs included
  std::vector<AstWord> words;
  bool exact = false;
  QueryField field = QueryField::kText;
  PositionalOperator positional;
};

// REQUIRES valid UTF-8. The parentheses of the answer are balanced: an
// opening one without its closing one is closed at the end, a closing one
// too many is left out, each with a warning. O(bytes).
std::vector<Lexeme> Lex(std::string_view query, Diagnostics& diagnostics);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_LEXER_H_
