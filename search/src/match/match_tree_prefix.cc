// Which words the prefixes of a plan stand for.
#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

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

// Words of one segment.
struct TreeBuilder::PrefixSearch {
  const index::PostingReader& postings;
  const std::string& prefix;  // of the terms

  bool AnyTerm(const std::string& start) const {
    bool any = false;
    postings.VisitTerms(start, [&any](std::string_view, uint32_t) {
      any = true;
      return false;
    });
    return any;
  }
};

// Where a word may have a hyphen that the prefix has not, the words with one
// are looked for apart: one look-up for each letter.
void TreeBuilder::AddWordsWith(const PrefixSearch& search,
                               const std::string& start,
                               std::string_view letters, SegmentTerms* found) {
  const std::string& prefix = search.prefix;
  std::string word = prefix + start;
  for (size_t i = 0; i < letters.size(); ++i) {
    poll_.TickOrThrow();
    word += letters[i];
    if (i + 1 == letters.size()) break;
    for (const char joint : {'-', '\''}) {
      if (!search.AnyTerm(word + joint)) continue;
      AddWordsWith(search, word.substr(prefix.size()) + joint,
                   letters.substr(i + 1), found);
    }
  }
  search.postings.VisitTerms(word,
                             [&](std::string_view term, uint32_t articles) {
                               poll_.TickOrThrow();
                               found->Add(term.substr(prefix.size()), articles);
                               return true;
                             });
}

namespace {

using CountedWord = std::pair<std::string_view, uint64_t>;

// Adds up those of one word, which stand together, into the first of them.
void AddUp(std::vector<CountedWord>* words) {
  size_t kept = 0;
  for (size_t i = 0; i < words->size(); ++i) {
    if (kept > 0 && (*words)[kept - 1].first == (*words)[i].first) {
      (*words)[kept - 1].second += (*words)[i].second;
    } else {
      (*words)[kept++] = (*words)[i];
    }
  }
  words->resize(kept);
}

// By falling number of articles, then bytes.
TermFamily MostFrequent(const std::vector<SegmentTermsPtr>& lists) {
  std::vector<CountedWord> words;
  for (const SegmentTermsPtr& list : lists) {
    // Each is nearly in order, and the first is most of them.
    const auto middle = static_cast<std::ptrdiff_t>(words.size());
    for (size_t i = 0; i < list->size(); ++i) {
      words.emplace_back(list->term(i), list->articles(i));
    }
    if (!std::is_sorted(words.begin() + middle, words.end())) {
      std::sort(words.begin() + middle, words.end());
    }
    if (middle > 0 && list->size() > 0) {
      std::inplace_merge(words.begin(), words.begin() + middle, words.end());
    }
  }
  AddUp(&words);
  const size_t kept = std::min<size_t>(words.size(), kWordsPerPrefix);
  std::partial_sort(
      words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept),
      words.end(), [](const CountedWord& a, const CountedWord& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
      });
  TermFamily family;
  family.size = words.size();
  for (size_t i = 0; i < kept; ++i) family.terms.emplace_back(words[i].first);
  return family;
}

}  // namespace

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
      "words " + form + letters,
      {[&](const index::Segment& segment) {
         SegmentTerms words;
         AddWordsWith({segment.postings(), form}, "", letters, &words);
         return words;
       },
       MostFrequent});
  PrefixExpansion expansion{node.range, {}, false};
  const size_t kept = std::min<size_t>(family->terms.size(), words_left_);
  const auto first = family->terms.begin();
  expansion.words.assign(first, first + static_cast<std::ptrdiff_t>(kept));
  expansion.cut = kept < family->size;
  words_left_ -= static_cast<uint32_t>(kept);
  return expansion;
}

}  // namespace vigie::match
