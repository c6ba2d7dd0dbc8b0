// The operators of the query language that are written as words.
#ifndef VIGIE_QUERY_OPERATORS_H_
#define VIGIE_QUERY_OPERATORS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "query/ast.h"

namespace vigie::query {

enum class Operator {
  kNone,      // an ordinary word
  kAnd,       // AND, ET
  kOr,        // OR, OU
  kNot,       // NOT, SAUF
  kNearness,  // NEAR/n, ADJ/n, SAME-S, SAME-P: between two clauses
  kCounting,  // ATLEAST/n, FIRST/n: before one clause
};

// Largest numbers of operators; what is larger is cut, and 0 is read as 1.
inline constexpr uint32_t kMaxDistance = 100;
inline constexpr uint32_t kMaxAtLeast = 1'000;
inline constexpr uint32_t kMaxFirst = 10'000;

// NEAR and ADJ without a number.
inline constexpr uint32_t kUsualDistance = 5;
inline constexpr uint32_t kUsualGap = 1;

// An operator that asks where words stand or how often.
struct PositionalOperator {
  AstKind kind = AstKind::kNear;  // kNear to kFirst
  bool ordered = false;           // kNear
  uint32_t number = 0;            // distance or count, within its bounds
  bool out_of_bounds = false;     // typed with another number
};

struct OperatorWord {
  Operator kind = Operator::kNone;
  PositionalOperator positional;  // kNearness, kCounting
};

// Upper case only: "et" is a word. Accents may be left out.
OperatorWord OperatorFromWord(std::string_view word);

// The ">=n" that ends `text`, as ATLEAST/n, and the bytes before it; `length`
// is that of `text` when it ends with none.
struct CountSuffix {
  size_t length = 0;
  PositionalOperator positional;
};
CountSuffix CountSuffixOf(std::string_view text);

// "NEAR/5", "SAME-S", ...: the canonical spelling. REQUIRES kNear to kFirst.
std::string OperatorText(const AstNode& node);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_OPERATORS_H_
