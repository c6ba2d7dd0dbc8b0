#include "query/definitions.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "analysis/analyzer.h"
#include "entities/acronyms.h"
#include "entities/lattice.h"

namespace vigie::query {
namespace {

constexpr size_t kLongestForm = 14;  // words

struct Definition {
  size_t first_words = 0;  // last words of the first clause; 0: no definition
  bool acronym_first = false;
};

bool AreBareWords(const AstNode& node) {
  return node.kind == AstKind::kWords && !node.exact &&
         node.zone == Zone::kAnywhere && !node.words.empty();
}

// Whether `acronym` is one in capitals that [first, last) of `words` spell out.
bool SpellsOut(const std::string& acronym, const std::vector<AstWord>& words,
               size_t first, size_t last) {
  std::string text = acronym;
  for (size_t i = first; i < last; ++i) text += ' ' + words[i].text;
  const analysis::AnalyzedText analyzed = analysis::Analyze(text);
  const entities::Lattice lattice(text, analyzed);
  if (lattice.positions() < 3 || lattice.plain(0).range.end != acronym.size() ||
      (lattice.plain(0).flags & analysis::kAllCaps) == 0) {
    return false;
  }
  return entities::SpellsOut(lattice, {1, lattice.positions()}, 0);
}

Definition FindDefinition(const AstNode& first, const AstNode& second) {
  if (!AreBareWords(first) || !AreBareWords(second)) return {};
  const std::vector<AstWord>& words = first.words;
  if (second.words.size() > 1) {
    const bool found =
        second.words.size() <= kLongestForm &&
        SpellsOut(words.back().text, second.words, 0, second.words.size());
    return {found ? size_t{1} : 0, true};
  }
  const size_t most = std::min(words.size(), kLongestForm);
  for (size_t count = 2; count <= most; ++count) {
    if (SpellsOut(second.words.front().text, words, words.size() - count,
                  words.size())) {
      return {count, false};
    }
  }
  return {};
}

size_t CountWords(const PlanNode& node) {
  if (node.alternatives || node.children.empty()) return node.optional ? 0 : 1;
  size_t count = 0;
  for (const PlanNode& child : node.children) count += CountWords(child);
  return count;
}

// Into the leaves: a disjunction inside another one is taken apart.
void Scale(double factor, PlanNode* node) {
  if (node->alternatives || node->children.empty()) {
    node->weight *= factor;
    return;
  }
  for (PlanNode& child : node->children) Scale(factor, &child);
}

}  // namespace

std::vector<OrClause> SetLongFormsApart(const std::vector<AstNode>& clauses) {
  std::vector<OrClause> apart;
  for (const AstNode& clause : clauses) {
    Definition definition;
    if (!apart.empty()) definition = FindDefinition(apart.back().node, clause);
    const size_t words = definition.first_words;
    if (words > 0 && !definition.acronym_first) {
      OrClause& before = apart.back();
      OrClause long_form = {before.node, true};
      std::vector<AstWord>& left = before.node.words;
      long_form.node.words.assign(
          left.end() - static_cast<std::ptrdiff_t>(words), left.end());
      long_form.node.range.begin = long_form.node.words.front().range.begin;
      left.resize(left.size() - words);
      if (left.empty()) {
        before = std::move(long_form);
      } else {
        before.node.range.end = left.back().range.end;
        apart.push_back(std::move(long_form));
      }
    }
    apart.push_back({clause, words > 0 && definition.acronym_first});
  }
  return apart;
}

void WeighAsOneWord(PlanNode* long_form) {
  const size_t words = std::max<size_t>(1, CountWords(*long_form));
  Scale(1.0 / static_cast<double>(words), long_form);
}

}  // namespace vigie::query
