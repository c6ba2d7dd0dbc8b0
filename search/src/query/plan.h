// What a query asks, ready to run: names resolved, words analysed, dates made
// days. Pure data; match/ runs it.
#ifndef VIGIE_QUERY_PLAN_H_
#define VIGIE_QUERY_PLAN_H_

#include <cstdint>
#include <optional>
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
  kDate,        // articles with day in [day_begin, day_end)
  kAnd,         // children; at least one of them is not kNot
  kOr,          // children, none of them kNot
  kNot,         // children[0]; appears only as a child of kAnd
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
};

struct PlanNode {
  NodeKind kind = NodeKind::kNone;
  ByteRange range;  // of the query string, for explanations
  std::vector<TermSpec> terms;
  std::string value;
  std::vector<std::string> entity_ids;  // sorted
  EntityType entity_type = EntityType::kUnspecified;
  int32_t day_begin = 0;  // days since 1970-01-01, Europe/Paris
  int32_t day_end = 0;
  std::optional<Field> field;  // kWord, kPhrase, kPrefix: only this field
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
