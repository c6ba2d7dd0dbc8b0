// Leaves of words, phrases and prefixes -> nodes of the plan.
#ifndef VIGIE_QUERY_TEXT_READER_H_
#define VIGIE_QUERY_TEXT_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "query/ast.h"
#include "query/leaf_text.h"
#include "query/names.h"
#include "query/plan.h"

namespace vigie::query {

// A leaf as understood.
struct TextReading {
  PlanNode node;
  // Nothing but grammatical words, which a conjunction with more to it does
  // not require.
  bool stop_words = false;
};

// Joins `nodes` by `kind` (kAnd or kOr): a single one stays itself.
// REQUIRES at least one.
PlanNode JoinNodes(NodeKind kind, std::vector<PlanNode> nodes, ByteRange range);
// Readings of one thing, most telling first; children that are alternatives
// themselves are taken apart. REQUIRES at least one.
PlanNode MakeAlternatives(std::vector<PlanNode> readings, ByteRange range);

// Reads the text leaves of one query.
class TextReader {
 public:
  TextReader(const QueryOptions& options, NameResolver& names)
      : join_(options.default_operator == QueryOptions::Operator::kAnd
                  ? NodeKind::kAnd
                  : NodeKind::kOr),
        expand_(options.expand),
        names_(names) {}

  // The leaf's words, of `text` made from it; nullopt when it holds no word.
  // REQUIRES kWords, kPhrase or kPrefix.
  // `placed`: for an operator that asks where words stand, so that a name of
  // several words is read as a phrase.
  std::optional<TextReading> Read(const AstNode& leaf, const LeafText& text,
                                  bool placed);

  // Acronyms and what they were read as, in order.
  std::vector<QueryExpansion> TakeExpansions() {
    return std::move(expansions_);
  }

 private:
  struct Part {
    PlanNode node;
    bool stop_word = false;
    double weight = 1;  // WeightOf
  };

  Part ReadPart(const AstNode& leaf, const LeafText& text, size_t* first);
  TextReading ReadWords(const AstNode& leaf, const LeafText& text);
  TextReading ReadPhrase(const AstNode& leaf, const LeafText& text);
  TextReading ReadPrefix(const AstNode& leaf, const LeafText& text);
  TextReading ReadSpacedPrefix(const AstNode& leaf);
  // The words of units [first, last), without looking for names.
  TextReading JoinUnits(const LeafText& text, size_t first, size_t last);
  // The same as a phrase.
  TextReading SpellUnits(const LeafText& text, size_t first, size_t last);
  TextReading JoinParts(std::vector<Part> parts, ByteRange range) const;
  PlanNode UnitNode(const LeafText& text, const WordUnit& unit, bool exact);
  // The longest name that begins at unit `first` and ends at `*last` or after
  // it: its entity; `*last` becomes the unit after it.
  std::optional<PlanNode> FindName(const LeafText& text, size_t first,
                                   size_t* last);

  NodeKind join_;
  bool expand_;
  std::vector<QueryExpansion> expansions_;
  bool placed_ = false;  // of the leaf being read
  NameResolver& names_;
};

}  // namespace vigie::query

#endif  // VIGIE_QUERY_TEXT_READER_H_
