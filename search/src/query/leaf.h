// Lexemes -> leaves of the syntax tree, under the field that governs them.
#ifndef VIGIE_QUERY_LEAF_H_
#define VIGIE_QUERY_LEAF_H_

#include <optional>
#include <vector>

#include "query/ast.h"
#include "query/diagnostics.h"
#include "query/fields.h"
#include "query/lexer.h"

namespace vigie::query {

// The leaf that `lexeme` (a word, quotation, prefix or star) makes in
// `field`, or nullopt, with a warning, when it has no usable value.
std::optional<AstNode> MakeLeaf(const Lexeme& lexeme,
                                std::optional<QueryField> field,
                                Diagnostics& diagnostics);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_LEAF_H_
