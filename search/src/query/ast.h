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
  kEmpty,   // the empty query: every article
  kAll,     // a lone *
  kWords,   // bare words that no operator parts, or one `=word`
  kPhrase,  // between quotation marks; `exact`: ="..."
  // The last of `words`, without its star; before it perhaps one with which
  // compounds begin (semi cond*).
  kPrefix,
  kEntity,   // the name in `words`
  kConcept,  // the name in `words`, concepts only
  kMention,  // the name in `words`
  kType,     // `type`, or an unknown one in `words`
  kSource,   // the name in `words`
  kAuthor,   // the name in `words`
  kDate,     // `days`
  kAnd,      // at least two children, none of them kAnd, the kNot ones last
  kOr,       // at least two children, none of them kOr
  kNot,      // one child, not kNot

  // Two children or more: clauses that must stand near each other.
  kNear,           // within `number` words, in their order when `ordered`
  kSameSentence,   // in one sentence
  kSameParagraph,  // in one paragraph
  // One child.
  kAtLeast,  // at least `number` times
  kFirst,    // within the first `number` words
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
  bool exact = false;  // kWords (one word), kPhrase
  // kWords, kPhrase, kPrefix, kEntity, kConcept, kMention, kType.
  Zone zone = Zone::kAnywhere;
  EntityType type = EntityType::kUnspecified;
  DayRange days;
  uint32_t number = 0;   // kNear: a distance; kAtLeast, kFirst: a count
  bool ordered = false;  // kNear
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
