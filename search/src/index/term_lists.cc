#include "index/term_lists.h"

#include <algorithm>
#include <utility>

#include "index/schema.h"
#include "index/sorted_texts.h"

namespace vigie::index {
namespace {

// Hands (term, wdf) of each token of a document to `sink`.
template <typename Sink>
void ForEachToken(const TokenLists::View& tokens, const TermTable& table,
                  TermScope scope, const Sink& sink) {
  const uint32_t title = tokens.title_positions;
  for (uint32_t at = 0; at < title; ++at) {
    sink(table.term_of[tokens.codes[at]], kTitleWdf);
  }
  if (scope == TermScope::kArticle) {
    for (uint32_t at = title; at < tokens.codes.size; ++at) {
      sink(table.term_of[tokens.codes[at]], kTextWdf);
    }
  }
  for (const OverlaidToken& token : tokens.overlaid) {
    if (token.position < title) {
      sink(table.term_of[token.code], kTitleWdf);
    } else if (scope == TermScope::kArticle) {
      sink(table.term_of[token.code], kTextWdf);
    }
  }
}

}  // namespace

TermTable MakeTermTable(const WordTable& words, TermKind kind) {
  const auto text_of = [&](uint32_t word) {
    return kind == TermKind::kForm ? words.at(word).form : words.at(word).stem;
  };
  TermTable table;
  table.term_of.resize(words.size());
  for (const uint32_t word :
       SortTexts(words.size(), text_of,
                 [](uint32_t a, uint32_t b) { return a < b; })) {
    const std::string_view text = text_of(word);
    if (table.terms.empty() || table.terms.back() != text) {
      table.terms.push_back(text);
    }
    table.term_of[word] = static_cast<uint32_t>(table.terms.size() - 1);
  }
  return table;
}

std::vector<uint32_t> CountDocuments(const TokenLists& tokens,
                                     const TermTable& table, TermScope scope) {
  std::vector<uint32_t> counts(table.terms.size());
  std::vector<uint32_t> last(table.terms.size());  // document + 1
  for (uint32_t doc = 0; doc < tokens.documents(); ++doc) {
    ForEachToken(tokens.at(doc), table, scope, [&](uint32_t term, uint32_t) {
      if (last[term] == doc + 1) return;
      last[term] = doc + 1;
      ++counts[term];
    });
  }
  return counts;
}

std::vector<TermRange> PlanRanges(const std::vector<uint32_t>& counts,
                                  uint64_t most) {
  std::vector<TermRange> ranges;
  uint64_t postings = 0;
  for (uint32_t term = 0; term < counts.size(); ++term) {
    if (ranges.empty() || postings + counts[term] > most) {
      ranges.push_back({term, term});
      postings = 0;
    }
    ranges.back().last = term + 1;
    postings += counts[term];
  }
  return ranges;
}

TermLists MakeTermLists(const TokenLists& tokens, const TermTable& table,
                        TermScope scope, const std::vector<uint32_t>& counts,
                        const TermRange& range) {
  TermLists lists;
  lists.range = range;
  const uint32_t terms = range.last - range.first;
  lists.begin.resize(terms + size_t{1});
  for (uint32_t i = 0; i < terms; ++i) {
    lists.begin[i + 1] = lists.begin[i] + counts[range.first + i];
  }
  lists.postings.resize(lists.begin.back());
  // Per term, the place of its next posting; the one before it is the last.
  std::vector<uint64_t> next(lists.begin.begin(), lists.begin.end() - 1);
  for (uint32_t doc = 0; doc < tokens.documents(); ++doc) {
    ForEachToken(tokens.at(doc), table, scope,
                 [&](uint32_t term, uint32_t wdf) {
                   const uint32_t i = term - range.first;
                   if (i >= terms) return;
                   if (next[i] > lists.begin[i] &&
                       lists.postings[next[i] - 1].doc == doc) {
                     lists.postings[next[i] - 1].wdf += wdf;
                   } else {
                     lists.postings[next[i]++] = {doc, wdf};
                   }
                 });
  }
  return lists;
}

}  // namespace vigie::index
