#include "query/operators.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "query/characters.h"
#include "text/normal_form.h"

namespace vigie::query {
namespace {

struct Numbered {
  std::string_view name;  // folded
  AstKind kind;
  bool ordered;
  uint32_t usual;  // without a number; 0: not an operator without one
};

// French names are words too: only a number makes them operators.
constexpr std::array<Numbered, 9> kNumbered = {{
    {"near", AstKind::kNear, false, kUsualDistance},
    {"pres", AstKind::kNear, false, 0},
    {"proche", AstKind::kNear, false, 0},
    {"adj", AstKind::kNear, true, kUsualGap},
    {"suivi", AstKind::kNear, true, 0},
    {"atleast", AstKind::kAtLeast, false, 0},
    {"aumoins", AstKind::kAtLeast, false, 0},
    {"first", AstKind::kFirst, false, 0},
    {"premiers", AstKind::kFirst, false, 0},
}};

constexpr size_t kLongestName = 32;  // bytes, of any operator with its number

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

uint32_t LargestOf(AstKind kind) {
  if (kind == AstKind::kNear) return kMaxDistance;
  return kind == AstKind::kAtLeast ? kMaxAtLeast : kMaxFirst;
}

// `digits`, put within [1, the largest of `kind`]. REQUIRES digits alone.
PositionalOperator WithNumber(AstKind kind, std::string_view digits) {
  const uint32_t largest = LargestOf(kind);
  uint32_t number = 0;
  for (const char digit : digits) {
    number =
        std::min(number * 10 + static_cast<uint32_t>(digit - '0'), largest + 1);
  }
  PositionalOperator found;
  found.kind = kind;
  found.number = std::clamp(number, 1U, largest);
  found.out_of_bounds = found.number != number;
  return found;
}

// Lower case without accents, or "" when a letter is in lower case already.
std::string FoldUpperCase(std::string_view word) {
  if (word.size() > kLongestName) return "";
  for (uint32_t at = 0; at < word.size();) {
    const Character next = CharacterAt(word, at);
    if (IsLowerCase(next.code)) return "";
    at += next.size;
  }
  text::NormalText normal;
  text::Normalize(word, 0, &normal);
  std::string folded;
  text::AppendFolded(normal.lower, &folded);
  return folded;
}

std::optional<PositionalOperator> Positional(std::string_view folded) {
  if (folded == "same-s" || folded == "meme-phrase") {
    return PositionalOperator{AstKind::kSameSentence};
  }
  if (folded == "same-p" || folded == "meme-paragraphe") {
    return PositionalOperator{AstKind::kSameParagraph};
  }
  const size_t slash = folded.find('/');
  for (const Numbered& operation : kNumbered) {
    if (folded.substr(0, slash) != operation.name) continue;
    PositionalOperator found;
    if (slash == std::string_view::npos) {
      if (operation.usual == 0) return std::nullopt;
      found.kind = operation.kind;
      found.number = operation.usual;
    } else {
      const std::string_view digits = folded.substr(slash + 1);
      if (digits.empty() ||
          !std::all_of(digits.begin(), digits.end(), IsDigit)) {
        return std::nullopt;
      }
      found = WithNumber(operation.kind, digits);
    }
    found.ordered = operation.ordered;
    return found;
  }
  return std::nullopt;
}

}  // namespace

OperatorWord OperatorFromWord(std::string_view word) {
  if (word == "ET" || word == "AND") return {Operator::kAnd, {}};
  if (word == "OU" || word == "OR") return {Operator::kOr, {}};
  if (word == "SAUF" || word == "NOT") return {Operator::kNot, {}};
  const auto positional = Positional(FoldUpperCase(word));
  if (!positional) return {};
  const bool counting = positional->kind == AstKind::kAtLeast ||
                        positional->kind == AstKind::kFirst;
  return {counting ? Operator::kCounting : Operator::kNearness, *positional};
}

CountSuffix CountSuffixOf(std::string_view text) {
  size_t digits = text.size();
  while (digits > 0 && IsDigit(text[digits - 1])) --digits;
  if (digits == text.size() || digits < 2 ||
      text.substr(digits - 2, 2) != ">=") {
    return {text.size(), {}};
  }
  return {digits - 2, WithNumber(AstKind::kAtLeast, text.substr(digits))};
}

std::string OperatorText(const AstNode& node) {
  switch (node.kind) {
    case AstKind::kNear:
      return (node.ordered ? "ADJ/" : "NEAR/") + std::to_string(node.number);
    case AstKind::kSameSentence:
      return "SAME-S";
    case AstKind::kSameParagraph:
      return "SAME-P";
    case AstKind::kAtLeast:
      return "ATLEAST/" + std::to_string(node.number);
    case AstKind::kFirst:
      return "FIRST/" + std::to_string(node.number);
    default:
      assert(false);
      return "";
  }
}

}  // namespace vigie::query
