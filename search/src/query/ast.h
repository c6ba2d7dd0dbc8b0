// The syntax tree of a query: what was typed, before names and words are
// understood.
#ifndef VIGIE_QUERY_AST_H_
#define VIGIE_QUERY_AST_H_

#include <string>
#include <vector>

#include "query/dates.h"
#include "query/plan.h"

namespace vigie::query {

enum class AstKind : uint8_t {
  kEmpty,    // the empty query: every article
  kAll,      // a lone *
  kWords,    // bare words that no operator parts, or one `=word`
  kPhrase,   // between quotation marks; `exact`: ="..."
  kPrefix,   // words[0] without its star
  kEntity,   // the name in `words`
  kConcept,  // the name in `words`, concepts only
  kType,     // `type`, or an unknown one in `words`
  kSource,   // the name in `words`
  kDate,     // `days`
  kAnd,      // at least two children, none of them kAnd, the kNot ones last
  kOr,       // at least two children, none of them kOr
  kNot,      // one child, not kNot
};

// A piece of the query without white space or quotation marks inside.
struct AstWord {
  std::string text;
  ByteRange range;  // of the query string; as long as `text`
};

struct AstNode {
  AstKind kind = AstKind::kEmpty;
  ByteRange range;  // of the query string
  std::vector<AstWord> words;
  bool exact = false;           // kWords (one word), kPhrase
  Zone zone = Zone::kAnywhere;  // kWords, kPhrase, kPrefix
  EntityType type = EntityType::kUnspecified;
  DayRange days;
  std::vector<AstNode> children;
};

// Equal but for ranges.
bool operator==(const AstNode& a, const AstNode& b);
inline bool operator!=(const AstNode& a, const AstNode& b) { return !(a == b); }

// The words of a leaf, joined by single spaces.
std::string JoinedText(const AstNode& leaf);

// Conjunction, disjunction and negation in the normal form that AstKind
// states. REQUIRES at least one part.
AstNode MakeAnd(std::vector<AstNode> parts);
AstNode MakeOr(std::vector<AstNode> parts);
AstNode MakeNot(AstNode part, ByteRange range);

}  // namespace vigie::query

#endif  // VIGIE_QUERY_AST_H_
