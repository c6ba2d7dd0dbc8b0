// Syntax tree -> query string, in the canonical French form.
#ifndef VIGIE_QUERY_PRINTER_H_
#define VIGIE_QUERY_PRINTER_H_

#include <cstdint>
#include <string>

#include "query/ast.h"

namespace vigie::query {

// Parsing the answer with the same options gives a tree equal to `ast`.
std::string Print(const AstNode& ast);

// The deepest nesting of parentheses in Print(ast).
uint32_t PrintedDepth(const AstNode& ast);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_PRINTER_H_
