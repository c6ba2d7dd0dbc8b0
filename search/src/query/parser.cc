#include "query/parser.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/leaf.h"
#include "query/lexer.h"
#include "query/planner.h"
#include "query/printer.h"

namespace vigie::query {
namespace {

Status TooDeep() {
  return Status(StatusCode::kInvalidArgument,
                "the query nests deeper than " +
                    std::to_string(QueryLimits::kDepth) +
                    " parentheses; write it with fewer",
                "QUERY_TOO_COMPLEX");
}

uint32_t DeepestParenthesis(const std::vector<Lexeme>& lexemes) {
  uint32_t depth = 0;
  uint32_t deepest = 0;
  for (const Lexeme& lexeme : lexemes) {
    if (lexeme.kind == LexemeKind::kOpen) deepest = std::max(deepest, ++depth);
    if (lexeme.kind == LexemeKind::kClose) --depth;
  }
  return deepest;
}

bool IsOperator(LexemeKind kind) {
  return kind == LexemeKind::kAnd || kind == LexemeKind::kOr ||
         kind == LexemeKind::kNot;
}

// OR alone is the word "or": a query made of operators only is read as words.
void ReadLoneOperatorsAsWords(std::string_view query,
                              std::vector<Lexeme>& lexemes,
                              Diagnostics& diagnostics) {
  const bool lone =
      std::all_of(lexemes.begin(), lexemes.end(),
                  [](const Lexeme& lexeme) { return IsOperator(lexeme.kind); });
  if (!lone) return;
  const auto hyphen = [query](const Lexeme& lexeme) {
    return query[lexeme.range.begin] == '-';
  };
  lexemes.erase(std::remove_if(lexemes.begin(), lexemes.end(), hyphen),
                lexemes.end());
  for (Lexeme& lexeme : lexemes) {
    const ByteRange range = lexeme.range;
    std::string text(query.substr(range.begin, range.size()));
    for (char& c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    lexeme.kind = LexemeKind::kWord;
    lexeme.words = {{std::move(text), range}};
    diagnostics.Add(WarningCode::kMisplacedOperator, range,
                    {"Opérateur sans rien à relier : lu comme un mot.",
                     "Operator with nothing to join: read as a word."});
  }
}

class Parser {
 public:
  Parser(const std::vector<Lexeme>& lexemes, QueryOptions::Operator joiner,
         Diagnostics& diagnostics)
      : lexemes_(lexemes), joiner_(joiner), diagnostics_(diagnostics) {}

  // Recursion is bounded by the depth of parentheses, checked before.
  std::optional<AstNode> ParseOr(std::optional<QueryField> field) {
    return ParseChain(field, LexemeKind::kOr);
  }

 private:
  struct Clause {
    AstNode node;
    bool negated = false;
    bool bare = false;  // a word that may join the words beside it
  };

  bool At(LexemeKind kind) const {
    return at_ < lexemes_.size() && lexemes_[at_].kind == kind;
  }

  std::optional<AstNode> ParseChain(std::optional<QueryField> field,
                                    LexemeKind link);
  std::optional<AstNode> ParseRun(std::optional<QueryField> field);
  std::optional<Clause> ParseClause(std::optional<QueryField> field);
  std::optional<AstNode> ParseGroup(std::optional<QueryField> field);
  AstNode JoinRun(std::vector<Clause> clauses) const;
  void WarnMisplaced(const Lexeme& lexeme);

  const std::vector<Lexeme>& lexemes_;
  QueryOptions::Operator joiner_;
  Diagnostics& diagnostics_;
  size_t at_ = 0;
};

void Parser::WarnMisplaced(const Lexeme& lexeme) {
  diagnostics_.Add(WarningCode::kMisplacedOperator, lexeme.range,
                   {"Il manque à cet opérateur de quoi relier : ignoré.",
                    "This operator has nothing to join on one side: ignored."});
}

std::optional<AstNode> Parser::ParseChain(std::optional<QueryField> field,
                                          LexemeKind link) {
  std::vector<AstNode> parts;
  const Lexeme* before = nullptr;
  while (true) {
    std::optional<AstNode> part = link == LexemeKind::kOr
                                      ? ParseChain(field, LexemeKind::kAnd)
                                      : ParseRun(field);
    const bool another = At(link);
    if (part) {
      parts.push_back(*std::move(part));
    } else if (before != nullptr) {
      WarnMisplaced(*before);
    } else if (another) {
      WarnMisplaced(lexemes_[at_]);
    }
    if (!another) break;
    before = &lexemes_[at_++];
  }
  if (parts.empty()) return std::nullopt;
  return link == LexemeKind::kOr ? MakeOr(std::move(parts))
                                 : MakeAnd(std::move(parts));
}

std::optional<AstNode> Parser::ParseRun(std::optional<QueryField> field) {
  std::vector<Clause> clauses;
  bool joins = false;  // whether the last clause takes a further bare word
  while (at_ < lexemes_.size() && !At(LexemeKind::kAnd) &&
         !At(LexemeKind::kOr) && !At(LexemeKind::kClose)) {
    std::optional<Clause> clause = ParseClause(field);
    if (!clause) continue;
    if (joins && clause->bare && !clause->negated) {
      AstNode& words = clauses.back().node;
      words.words.push_back(std::move(clause->node.words.front()));
      words.range.end = clause->node.range.end;
      continue;
    }
    joins = clause->bare && !clause->negated;
    clauses.push_back(*std::move(clause));
  }
  if (clauses.empty()) return std::nullopt;
  return JoinRun(std::move(clauses));
}

AstNode Parser::JoinRun(std::vector<Clause> clauses) const {
  std::vector<AstNode> positive;
  std::vector<AstNode> all;
  for (Clause& clause : clauses) {
    (clause.negated ? all : positive).push_back(std::move(clause.node));
  }
  if (!positive.empty()) {
    AstNode joined = joiner_ == QueryOptions::Operator::kAnd
                         ? MakeAnd(std::move(positive))
                         : MakeOr(std::move(positive));
    all.insert(all.begin(), std::move(joined));
  }
  return MakeAnd(std::move(all));
}

// Always consumes something.
std::optional<Parser::Clause> Parser::ParseClause(
    std::optional<QueryField> field) {
  const Lexeme& first = lexemes_[at_];
  bool negated = false;
  for (; At(LexemeKind::kNot); ++at_) negated = !negated;
  const Lexeme* named = nullptr;
  for (; At(LexemeKind::kField); ++at_) named = &lexemes_[at_];
  if (named != nullptr) field = named->field;
  if (at_ == lexemes_.size() || IsOperator(lexemes_[at_].kind) ||
      At(LexemeKind::kClose)) {
    if (named != nullptr) {
      diagnostics_.Add(WarningCode::kMissingValue, named->range,
                       {"Il manque une valeur à ce champ : ignoré.",
                        "This field has no value: ignored."});
    } else {
      WarnMisplaced(first);
    }
    return std::nullopt;
  }
  const Lexeme& lexeme = lexemes_[at_];
  std::optional<AstNode> node;
  if (lexeme.kind == LexemeKind::kOpen) {
    node = ParseGroup(field);
  } else {
    node = MakeLeaf(lexeme, field, diagnostics_);
    ++at_;
  }
  if (!node) return std::nullopt;
  if (named != nullptr) node->range.begin = named->range.begin;
  Clause clause;
  clause.bare = lexeme.kind == LexemeKind::kWord && !lexeme.exact &&
                named == nullptr && node->kind != AstKind::kType &&
                node->kind != AstKind::kDate;
  // A negation may cancel one inside the parentheses.
  const ByteRange range = {first.range.begin, node->range.end};
  clause.node = negated ? MakeNot(*std::move(node), range) : *std::move(node);
  clause.negated = clause.node.kind == AstKind::kNot;
  return clause;
}

std::optional<AstNode> Parser::ParseGroup(std::optional<QueryField> field) {
  const ByteRange open = lexemes_[at_++].range;
  std::optional<AstNode> node = ParseOr(field);
  const ByteRange close = lexemes_[at_++].range;
  if (!node) {
    diagnostics_.Add(WarningCode::kEmptyClause, {open.begin, close.end},
                     {"Rien entre les parenthèses : ignoré.",
                      "Nothing between the parentheses: ignored."});
    return std::nullopt;
  }
  return node;
}

}  // namespace

Result<AstNode> Parse(std::string_view query, QueryOptions::Operator joiner,
                      Diagnostics& diagnostics) {
  std::vector<Lexeme> lexemes = Lex(query, diagnostics);
  if (DeepestParenthesis(lexemes) > QueryLimits::kDepth) return TooDeep();
  ReadLoneOperatorsAsWords(query, lexemes, diagnostics);
  std::optional<AstNode> ast =
      Parser(lexemes, joiner, diagnostics).ParseOr(std::nullopt);
  if (!ast) return AstNode();
  if (PrintedDepth(*ast) > QueryLimits::kDepth) return TooDeep();
  return *std::move(ast);
}

}  // namespace vigie::query
