// What a query asks, ready to run: names resolved, words analysed, dates made
// days. Pure data; match/ runs it.
#ifndef VIGIE_QUERY_PLAN_H_
#define VIGIE_QUERY_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vigie/search.h"

namespace vigie::query {

enum class NodeKind : uint8_t {
  kAll,         // every article
  kNone,        // no article (e.g. entity: with an unknown name)
  kWord,        // terms[0]
  kPhrase,      // terms, each at its offset
  kPrefix,      // words whose folded form starts with `value`
  kEntity,      // articles mentioning any of `entity_ids`
  kEntityType,  // articles mentioning any entity of `entity_type`
  kSource,      // articles whose FoldName(source) equals `value`
  kAuthor,      // articles one of whose FoldName(author) equals `value`
  kDate,        // articles with day in [day_begin, day_end)
  kAnd,         // children; at least one is neither kNot nor optional
  kOr,          // children, none of them kNot
  kNot,         // children[0]; appears only as a child of kAnd

  // `value`, a name as typed: the mentions of `entity_ids`, when it resolves,
  // and its occurrences as a name: the sequence `terms` in that very case and
  // with those accents, not a proper part of a longer mention or of a
  // hyphenated compound.
  kMention,

  // The kinds below take operands that have places in an article: kWord,
  // kPhrase, kPrefix, kEntity, kEntityType, kMention, kNear, a kOr of such.

  // The distance of two places is the tokens between their nearest ends, in one
  // field; places that touch or lie one in another are at 0. A chain of places
  // of any children, each within `distance` of another in it, in which every
  // child has a place. Or, when `ordered`, one place of each child in their
  // order, each beginning after the one before it and within `distance` of it.
  kNear,
  kSameSentence,   // every child in one sentence
  kSameParagraph,  // every child in one paragraph
  // children[0] at least `count` times, counted in title and text, never in
  // indexing terms.
  kAtLeast,
  kFirst,  // children[0] ending within the first `count` words of the text
};

// The part of an article that a clause is confined to.
enum class Zone : uint8_t {
  kAnywhere,  // title and text
  kTitle,
  kText,
  kLead,   // the first paragraph of the text, to its 60th word at most
  kBody,   // the text after it
  kQuote,  // between quotation marks, in title or text
};

// A word as analysed, at an offset of positions inside its phrase. Without
// `exact`, form and stem are scored together, .3 and .7.
struct TermSpec {
  std::string form;
  std::string stem;
  std::string accented;  // lower case with accents, for exact
  uint32_t offset = 0;
  uint32_t length = 1;  // positions that the token covers
  bool exact = false;   // only this form: `=word`, or inside a `="..."`
  double weight = 1;    // of the word in the ranking: less for common words
};

struct PlanNode {
  NodeKind kind = NodeKind::kNone;
  ByteRange range;  // of the query string, for explanations
  // Of kEntity, the words that named it in the query, if it was by words alone.
  std::vector<TermSpec> terms;
  std::string value;
  std::vector<std::string> entity_ids;  // sorted
  EntityType entity_type = EntityType::kUnspecified;
  int32_t day_begin = 0;  // days since 1970-01-01, Europe/Paris
  int32_t day_end = 0;
  // Of kWord, kPhrase, kPrefix, kEntity, kEntityType, kMention.
  Zone zone = Zone::kAnywhere;
  uint32_t distance = 0;  // kNear
  bool ordered = false;   // kNear
  uint32_t count = 0;     // kAtLeast, kFirst
  double weight = 1;      // of what matches here, in the ranking
  // A child of kAnd: weighs where it matches and decides nothing.
  bool optional = false;
  // kOr only: the children are readings of one thing (a name as entity and as
  // text, a compound as join and as phrase), so that one mention that several
  // children match is one mention, and the widest reading wins.
  bool alternatives = false;
  std::vector<PlanNode> children;
};

struct Plan {
  PlanNode root;
  QueryUnderstanding understanding;
};

}  // namespace vigie::query

#endif  // VIGIE_QUERY_PLAN_H_
