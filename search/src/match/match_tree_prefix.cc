// Which words the prefixes of a plan stand for.
#include <algorithm>
#include <utility>

#include "index/posting_reader.h"
#include "match/match_tree.h"
#include "match/xapian_query.h"

namespace vigie::match {

using query::NodeKind;
using query::PlanNode;

void TreeBuilder::ExpandPrefixes(const PlanNode& node) {
  if (node.kind == NodeKind::kPrefix) {
    expansions_.push_back(Expand(node));
    prefix_words_[PrefixKey(node)] = expansions_.back().words;
  }
  for (const PlanNode& child : node.children) ExpandPrefixes(child);
}

bool TreeBuilder::AnyTerm(const std::string& start) const {
  bool any = false;
  for (const auto& segment : catalog_.segments()) {
    segment->postings().VisitTerms(start, [&any](std::string_view, uint32_t) {
      any = true;
      return false;
    });
    if (any) return true;
  }
  return false;
}

// Where a word may have a hyphen that the prefix has not, the words with one
// are looked for apart: one look-up for each letter.
void TreeBuilder::AddWordsWith(const std::string& prefix,
                               const std::string& start,
                               std::string_view letters, CountedWords* found) {
  std::string word = prefix + start;
  for (size_t i = 0; i < letters.size(); ++i) {
    poll_.TickOrThrow();
    word += letters[i];
    if (i + 1 == letters.size()) break;
    for (const char joint : {'-', '\''}) {
      if (!AnyTerm(word + joint)) continue;
      AddWordsWith(prefix, word.substr(prefix.size()) + joint,
                   letters.substr(i + 1), found);
    }
  }
  for (const auto& segment : catalog_.segments()) {
    segment->postings().VisitTerms(
        word, [&](std::string_view term, uint32_t articles) {
          poll_.TickOrThrow();
          (*found)[std::string(term.substr(prefix.size()))] += articles;
          return true;
        });
  }
}

// By falling number of articles, then bytes.
TermFamily TreeBuilder::WordsWith(const std::string& prefix,
                                  const std::string& letters) {
  CountedWords counts;
  AddWordsWith(prefix, "", letters, &counts);
  using Counted = std::pair<uint64_t, std::string>;
  std::vector<Counted> found;
  found.reserve(counts.size());
  for (auto& [word, articles] : counts) found.emplace_back(articles, word);
  const size_t kept = std::min<size_t>(found.size(), kWordsPerPrefix);
  std::partial_sort(
      found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept),
      found.end(), [](const Counted& a, const Counted& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
      });
  TermFamily family;
  family.size = found.size();
  for (size_t i = 0; i < kept; ++i) {
    family.terms.push_back(std::move(found[i].second));
  }
  return family;
}

PrefixExpansion TreeBuilder::Expand(const PlanNode& node) {
  const auto [known, is_new] =
      expanded_.emplace(PrefixKey(node), expansions_.size());
  if (!is_new) {
    PrefixExpansion again = expansions_[known->second];
    again.range = node.range;
    return again;
  }
  const std::string form(PrefixesOf(node).form);
  const std::string letters = PrefixLetters(node.value);
  const TermFacts::Family family = catalog_.term_facts().FamilyOf(
      "words " + form + letters, [&] { return WordsWith(form, letters); });
  PrefixExpansion expansion{node.range, {}, false};
  const size_t kept = std::min<size_t>(family->terms.size(), words_left_);
  const auto first = family->terms.begin();
  expansion.words.assign(first, first + static_cast<std::ptrdiff_t>(kept));
  expansion.cut = kept < family->size;
  words_left_ -= static_cast<uint32_t>(kept);
  return expansion;
}

}  // namespace vigie::match
