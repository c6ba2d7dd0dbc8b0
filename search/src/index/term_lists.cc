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

TermLists MakeTermLists(const TokenLists& tokens, const TermTable& table,
                        TermScope scope) {
  TermLists lists;
  lists.begin.resize(table.terms.size() + 1);
  std::vector<uint32_t> last(table.terms.size());  // document + 1
  for (uint32_t doc = 0; doc < tokens.documents(); ++doc) {
    ForEachToken(tokens.at(doc), table, scope, [&](uint32_t term, uint32_t) {
      if (last[term] == doc + 1) return;
      last[term] = doc + 1;
      ++lists.begin[term + 1];
    });
  }
  for (size_t term = 1; term < lists.begin.size(); ++term) {
    lists.begin[term] += lists.begin[term - 1];
  }
  lists.postings.resize(lists.begin.back());
  std::vector<uint64_t> next(lists.begin.begin(), lists.begin.end() - 1);
  std::fill(last.begin(), last.end(), 0);
  for (uint32_t doc = 0; doc < tokens.documents(); ++doc) {
    ForEachToken(tokens.at(doc), table, scope,
                 [&](uint32_t term, uint32_t wdf) {
                   if (last[term] != doc + 1) {
                     last[term] = doc + 1;
                     lists.postings[next[term]++] = {doc, wdf};
                   } else {
                     lists.postings[next[term] - 1].wdf += wdf;
                   }
                 });
  }
  return lists;
}

}  // namespace vigie::index
