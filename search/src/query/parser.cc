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
#include "query/spaced_prefix.h"

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
         kind == LexemeKind::kNot || kind == LexemeKind::kNearness ||
         kind == LexemeKind::kCounting || kind == LexemeKind::kSuffix;
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

bool SameOperator(const AstNode& node, const PositionalOperator& link) {
  return node.kind == link.kind && node.number == link.number &&
         node.ordered == link.ordered;
}

AstNode MakePositional(const PositionalOperator& operation, ByteRange range) {
  AstNode node;
  node.kind = operation.kind;
  node.range = range;
  node.number = operation.number;
  node.ordered = operation.ordered;
  return node;
}

// `left` and `right` joined by `link`; `chain`: `left` is of that very
// operator and takes `right` as a further child.
AstNode Linked(AstNode left, AstNode right, const PositionalOperator& link,
               bool chain) {
  const ByteRange range = {left.range.begin, right.range.end};
  if (!chain) {
    AstNode node = MakePositional(link, range);
    node.children.push_back(std::move(left));
    left = std::move(node);
  }
  left.range = range;
  left.children.push_back(std::move(right));
  return left;
}

AstNode MakeCounted(AstNode part, const Lexeme& count) {
  const ByteRange range = {std::min(count.range.begin, part.range.begin),
                           std::max(count.range.end, part.range.end)};
  AstNode node = MakePositional(count.positional, range);
  node.children.push_back(std::move(part));
  return node;
}

class Parser {
 public:
  Parser(const std::vector<Lexeme>& lexemes, QueryOptions::Operator joiner,
         Diagnostics& diagnostics)
      : lexemes_(lexemes), joiner_(joiner), diagnostics_(diagnostics) {}

  // Recursion is bounded by the depth of parentheses, checked before.
  std::optional<AstNode> ParseOr(const Scope& scope) {
    return ParseChain(scope, LexemeKind::kOr);
  }

 private:
  // What stands before the parts of a clause.
  struct Prefixes {
    Scope first;                    // of the first part
    Scope rest;                     // of the further ones
    const Lexeme* field = nullptr;  // the last one
    const Lexeme* count = nullptr;  // the operator that counts
  };

  struct Clause {
    AstNode node;
    bool negated = false;
    bool bare = false;  // a word that may join the words beside it
  };

  bool AtPart() const;
  bool At(LexemeKind kind) const {
    return at_ < lexemes_.size() && lexemes_[at_].kind == kind;
  }

  std::optional<AstNode> ParseChain(const Scope& scope, LexemeKind link);
  std::optional<AstNode> ParseRun(const Scope& scope);
  std::optional<Clause> ParseClause(const Scope& scope);
  Prefixes ParsePrefixes(const Scope& scope);
  std::optional<AstNode> ParseNear(const Prefixes& prefixes);
  std::optional<AstNode> ParsePart(const Scope& scope);
  std::optional<AstNode> ParseGroup(const Scope& scope);
  AstNode JoinRun(std::vector<Clause> clauses) const;
  void WarnMisplaced(const Lexeme& lexeme);
  void WarnMissingValue(const Lexeme& field);

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

void Parser::WarnMissingValue(const Lexeme& field) {
  diagnostics_.Add(WarningCode::kMissingValue, field.range,
                   {"Il manque une valeur à ce champ : ignoré.",
                    "This field has no value: ignored."});
}

std::optional<AstNode> Parser::ParseChain(const Scope& scope, LexemeKind link) {
  std::vector<AstNode> parts;
  const Lexeme* before = nullptr;
  while (true) {
    std::optional<AstNode> part = link == LexemeKind::kOr
                                      ? ParseChain(scope, LexemeKind::kAnd)
                                      : ParseRun(scope);
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

std::optional<AstNode> Parser::ParseRun(const Scope& scope) {
  std::vector<Clause> clauses;
  bool joins = false;  // whether the last clause takes a further bare word
  while (at_ < lexemes_.size() && !At(LexemeKind::kAnd) &&
         !At(LexemeKind::kOr) && !At(LexemeKind::kClose)) {
    std::optional<Clause> clause = ParseClause(scope);
    if (!clause) continue;
    if (joins && clause->bare && !clause->negated) {
      AstNode& words = clauses.back().node;
      words.words.push_back(std::move(clause->node.words.front()));
      words.range.end = clause->node.range.end;
      continue;
    }
    if (joins && !clause->negated &&
        TakeCompoundHead(&clauses.back().node, &clause->node) &&
        clauses.back().node.words.empty()) {
      clauses.pop_back();
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
std::optional<Parser::Clause> Parser::ParseClause(const Scope& scope) {
  const Lexeme& first = lexemes_[at_];
  bool negated = false;
  for (; At(LexemeKind::kNot); ++at_) negated = !negated;
  const Prefixes prefixes = ParsePrefixes(scope);
  if (!AtPart()) {
    if (prefixes.field != nullptr) {
      WarnMissingValue(*prefixes.field);
    } else {
      WarnMisplaced(first);
    }
    if (prefixes.count != nullptr && prefixes.count != &first) {
      WarnMisplaced(*prefixes.count);
    }
    if (at_ < lexemes_.size() && &lexemes_[at_] == &first) ++at_;
    return std::nullopt;
  }
  const Lexeme& lexeme = lexemes_[at_];
  const size_t begin = at_;
  std::optional<AstNode> node = ParseNear(prefixes);
  if (!node) {
    if (prefixes.count != nullptr) WarnMisplaced(*prefixes.count);
    return std::nullopt;
  }
  Clause clause;
  clause.bare = lexeme.kind == LexemeKind::kWord && !lexeme.exact &&
                prefixes.field == nullptr && at_ == begin + 1 &&
                node->kind != AstKind::kType && node->kind != AstKind::kDate;
  if (prefixes.count != nullptr) {
    clause.bare = false;
    node = MakeCounted(*std::move(node), *prefixes.count);
  }
  // A negation may cancel one inside the parentheses.
  const ByteRange range = {first.range.begin, node->range.end};
  clause.node = negated ? MakeNot(*std::move(node), range) : *std::move(node);
  clause.negated = clause.node.kind == AstKind::kNot;
  return clause;
}

bool Parser::AtPart() const {
  return At(LexemeKind::kWord) || At(LexemeKind::kQuoted) ||
         At(LexemeKind::kPrefix) || At(LexemeKind::kStar) ||
         At(LexemeKind::kOpen);
}

// Of several counting operators the last one counts.
Parser::Prefixes Parser::ParsePrefixes(const Scope& scope) {
  Prefixes prefixes;
  prefixes.first = prefixes.rest = scope;
  for (; At(LexemeKind::kField) || At(LexemeKind::kCounting); ++at_) {
    const Lexeme& lexeme = lexemes_[at_];
    if (lexeme.kind == LexemeKind::kField) {
      prefixes.field = &lexeme;
      prefixes.first = Under(prefixes.first, lexeme.field);
      if (ZoneOfField(lexeme.field) != Zone::kAnywhere) {
        prefixes.rest = prefixes.first;
      }
    } else {
      if (prefixes.count != nullptr) WarnMisplaced(*prefixes.count);
      prefixes.count = &lexeme;
    }
  }
  return prefixes;
}

// Clauses that proximity operators join. Operators of one kind and number make
// one node; another one takes what stands before it as its first clause.
std::optional<AstNode> Parser::ParseNear(const Prefixes& prefixes) {
  std::optional<AstNode> node = ParsePart(prefixes.first);
  if (node && prefixes.field != nullptr) {
    node->range.begin = prefixes.field->range.begin;
  }
  bool chain = false;  // whether `node` may take a further clause
  while (At(LexemeKind::kNearness)) {
    const Lexeme& link = lexemes_[at_++];
    const Lexeme* field = nullptr;
    Scope inner = prefixes.rest;
    for (; At(LexemeKind::kField); ++at_) {
      field = &lexemes_[at_];
      inner = Under(inner, field->field);
    }
    if (!AtPart() && field != nullptr) {
      WarnMissingValue(*field);
      continue;
    }
    std::optional<AstNode> next;
    if (AtPart()) next = ParsePart(inner);
    if (next && field != nullptr) next->range.begin = field->range.begin;
    if (!node || !next) {
      WarnMisplaced(link);
      if (next) node = std::move(next);
      continue;
    }
    chain = chain && SameOperator(*node, link.positional);
    node = Linked(*std::move(node), *std::move(next), link.positional, chain);
    chain = true;
  }
  return node;
}

std::optional<AstNode> Parser::ParsePart(const Scope& scope) {
  const Lexeme& lexeme = lexemes_[at_];
  std::optional<AstNode> node;
  if (lexeme.kind == LexemeKind::kOpen) {
    node = ParseGroup(scope);
  } else {
    node = MakeLeaf(TakeValue(lexemes_, scope, &at_), scope, diagnostics_);
  }
  for (bool counted = false; At(LexemeKind::kSuffix); ++at_) {
    if (counted || !node) {
      WarnMisplaced(lexemes_[at_]);
      continue;
    }
    node = MakeCounted(*std::move(node), lexemes_[at_]);
    counted = true;
  }
  return node;
}

std::optional<AstNode> Parser::ParseGroup(const Scope& scope) {
  const ByteRange open = lexemes_[at_++].range;
  std::optional<AstNode> node = ParseOr(scope);
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
                      int32_t today, Diagnostics& diagnostics) {
  std::vector<Lexeme> lexemes = Lex(query, diagnostics);
  if (DeepestParenthesis(lexemes) > QueryLimits::kDepth) return TooDeep();
  ReadLoneOperatorsAsWords(query, lexemes, diagnostics);
  std::optional<AstNode> ast =
      Parser(lexemes, joiner, diagnostics)
          .ParseOr({Zone::kAnywhere, today, std::nullopt});
  if (!ast) return AstNode();
  if (PrintedDepth(*ast) > QueryLimits::kDepth) return TooDeep();
  return *std::move(ast);
}

}  // namespace vigie::query
