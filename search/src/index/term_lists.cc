#include "index/term_lists.h"

#include <algorithm>
#include <utility>

#include "index/schema.h"
#include "index/sorted_texts.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

// Hands (term, wdf) of each token of a document to `sink`.
template <typename Sink>
void ForEachToken(const TokenLists& lists, uint32_t doc, const TermTable& table,
                  TermScope scope, const Sink& sink) {
  const uint32_t long_overlay = lists.long_overlay();
  const auto hand = [&](const Span<uint32_t>& symbols, uint32_t wdf) {
    for (const uint32_t* at = symbols.begin(); at != symbols.end(); ++at) {
      const uint32_t term = table.term_of[*at];
      if (term != kNoTerm) {
        sink(term, wdf);
      } else if (*at == long_overlay) {
        ++at;
      }
    }
  };
  const TokenLists::View tokens = lists.at(doc);
  hand(tokens.title, kTitleWdf);
  if (scope == TermScope::kArticle) hand(tokens.text, kTextWdf);
}

std::vector<std::string_view> TextsOf(const WordTable& words, TermKind kind) {
  std::vector<std::string_view> texts;
  texts.reserve(words.size());
  for (uint32_t word = 0; word < words.size(); ++word) {
    texts.push_back(kind == TermKind::kForm ? words.at(word).form
                                            : words.at(word).stem);
  }
  return texts;
}

// A list while it is written: all but the wdf of its last document.
struct OpenList {
  uint32_t next = 0;  // document after the last; 0: none yet
  uint32_t wdf = 0;   // of the last
  char* at = nullptr;
};

}  // namespace

TermTable MakeTermTable(const TokenLists& tokens, TermKind kind) {
  const std::vector<std::string_view> texts = TextsOf(tokens.words(), kind);
  TermTable table;
  std::vector<uint32_t> term_of_word(texts.size());
  for (const uint32_t word : SortTexts(
           static_cast<uint32_t>(texts.size()),
           [&texts](uint32_t at) { return texts[at]; },
           [](uint32_t a, uint32_t b) { return a < b; })) {
    if (table.terms.empty() || table.terms.back() != texts[word]) {
      table.terms.push_back(texts[word]);
    }
    term_of_word[word] = static_cast<uint32_t>(table.terms.size() - 1);
  }
  const SymbolTable& symbols = tokens.table();
  table.term_of.reserve(symbols.size());
  for (uint32_t number = 0; number < symbols.size(); ++number) {
    const uint32_t word = symbols.symbol(number).word;
    table.term_of.push_back(word < kSpecials ? term_of_word[word] : kNoTerm);
  }
  return table;
}

std::vector<TermSize> MeasureTerms(const TokenLists& tokens,
                                   const TermTable& table, TermScope scope) {
  // In one place, since every token changes one.
  struct Open {
    TermSize size;
    uint32_t next = 0;  // as of OpenList
    uint32_t wdf = 0;
    void Close() {
      size.bytes += VarintBytes(wdf);
      size.occurrences += wdf;
      size.most_wdf = std::max(size.most_wdf, wdf);
    }
  };
  std::vector<Open> open(table.terms.size());
  for (uint32_t doc = 0; doc < tokens.documents(); ++doc) {
    ForEachToken(tokens, doc, table, scope, [&](uint32_t term, uint32_t wdf) {
      Open& list = open[term];
      if (list.next == doc + 1) {
        list.wdf += wdf;
        return;
      }
      if (list.next == 0) {
        list.size.first = doc;
      } else {
        list.Close();
        list.size.bytes += VarintBytes(doc - list.next);
      }
      ++list.size.documents;
      list.next = doc + 1;
      list.wdf = wdf;
    });
  }
  std::vector<TermSize> sizes;
  sizes.reserve(open.size());
  for (Open& list : open) {
    if (list.next != 0) list.Close();
    sizes.push_back(list.size);
  }
  return sizes;
}

std::vector<TermRange> PlanRanges(const std::vector<TermSize>& sizes,
                                  uint64_t most) {
  std::vector<TermRange> ranges;
  uint64_t bytes = 0;
  for (uint32_t term = 0; term < sizes.size(); ++term) {
    if (ranges.empty() || bytes + sizes[term].bytes > most) {
      ranges.push_back({term, term});
      bytes = 0;
    }
    ranges.back().last = term + 1;
    bytes += sizes[term].bytes;
  }
  return ranges;
}

TermLists MakeTermLists(const TokenLists& tokens, const TermTable& table,
                        TermScope scope, const std::vector<TermSize>& sizes,
                        const TermRange& range) {
  TermLists lists;
  lists.range = range;
  const uint32_t terms = range.last - range.first;
  lists.begin.resize(terms + size_t{1});
  for (uint32_t i = 0; i < terms; ++i) {
    lists.begin[i + 1] = lists.begin[i] + sizes[range.first + i].bytes;
  }
  lists.bytes.resize(lists.begin.back());
  std::vector<OpenList> open(terms);
  for (uint32_t i = 0; i < terms; ++i) {
    open[i].at = lists.bytes.data() + lists.begin[i];
  }
  for (uint32_t doc = 0; doc < tokens.documents(); ++doc) {
    ForEachToken(tokens, doc, table, scope, [&](uint32_t term, uint32_t wdf) {
      const uint32_t i = term - range.first;
      if (i >= terms) return;
      OpenList& list = open[i];
      if (list.next == doc + 1) {
        list.wdf += wdf;
        return;
      }
      if (list.next != 0) {
        list.at = PutVarint(list.wdf, list.at);
        list.at = PutVarint(doc - list.next, list.at);
      }
      list.next = doc + 1;
      list.wdf = wdf;
    });
  }
  for (const OpenList& list : open) {
    if (list.next != 0) PutVarint(list.wdf, list.at);
  }
  return lists;
}

}  // namespace vigie::index
