#include "query/operators.h"

#include <algorithm>

namespace vigie::query {
namespace {

// Whether `word` is `name`, a slash and a number.
bool IsNumbered(std::string_view word, std::string_view name) {
  if (word.substr(0, name.size()) != name) return false;
  word.remove_prefix(name.size());
  return word.size() >= 2 && word.front() == '/' &&
         std::all_of(word.begin() + 1, word.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Operator OperatorFromWord(std::string_view word) {
  if (word == "ET" || word == "AND") return Operator::kAnd;
  if (word == "OU" || word == "OR") return Operator::kOr;
  if (word == "SAUF" || word == "NOT") return Operator::kNot;
  if (word == "SAME-S" || word == "SAME-P" || IsNumbered(word, "NEAR") ||
      IsNumbered(word, "ADJ")) {
    return Operator::kNearness;
  }
  if (IsNumbered(word, "ATLEAST") || IsNumbered(word, "FIRST")) {
    return Operator::kCounting;
  }
  return Operator::kNone;
}

}  // namespace vigie::query
