// The operators of the query language that are written as words.
#ifndef VIGIE_QUERY_OPERATORS_H_
#define VIGIE_QUERY_OPERATORS_H_

#include <string_view>

namespace vigie::query {

enum class Operator {
  kNone,      // an ordinary word
  kAnd,       // AND, ET
  kOr,        // OR, OU
  kNot,       // NOT, SAUF
  kNearness,  // NEAR/n, ADJ/n, SAME-S, SAME-P: between two clauses
  kCounting,  // ATLEAST/n, FIRST/n: before one clause
};

// Upper case only: "et" is a word.
Operator OperatorFromWord(std::string_view word);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_OPERATORS_H_
