// Lexemes -> leaves of the syntax tree, under the field that governs them.
#ifndef VIGIE_QUERY_LEAF_H_
#define VIGIE_QUERY_LEAF_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "query/ast.h"
#include "query/diagnostics.h"
#include "query/fields.h"
#include "query/lexer.h"

namespace vigie::query {

// The fields that govern a clause.
struct Scope {
  Zone zone = Zone::kAnywhere;
  int32_t today = 0;                // what words such as "hier" count from
  std::optional<QueryField> value;  // what clauses name: an entity, a date, ...
};

// `scope` under a further `field`. A zone begins anew: titre:entité:X is the
// entity in the title, entité:titre:X the word.
Scope Under(const Scope& scope, QueryField field);

// The lexeme at `*at`, which moves past it: in the scope of a date field, with
// the words after it that make a date together (14 mars 2026).
// REQUIRES *at < lexemes.size().
Lexeme TakeValue(const std::vector<Lexeme>& lexemes, const Scope& scope,
                 size_t* at);

// The leaf that `lexeme` (a word, quotation, prefix or star) makes in
// `scope`, or nullopt, with a warning, when it has no usable value.
std::optional<AstNode> MakeLeaf(const Lexeme& lexeme, const Scope& scope,
                                Diagnostics& diagnostics);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_LEAF_H_
