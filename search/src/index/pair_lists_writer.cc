#include "index/pair_lists_writer.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "analysis/lexicon.h"
#include "index/bit_count.h"
#include "index/term_lists.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

// What a symbol is, where it is no frequent stem.
constexpr uint32_t kRare = 0xFFFFFFFF;
constexpr uint32_t kOverlay = 0xFFFFFFFE;
constexpr uint32_t kMarks = 0xFFFFFFFD;
constexpr uint32_t kFirstOfThese = kMarks;

// Of so many words of documents one is looked at for how many have both.
constexpr uint32_t kSampled = 16;
constexpr uint32_t kWordBits = 64;

// A pair that stands in fewer is not worth its place.
constexpr uint32_t kFewestBeside = 2;

bool IsGrammatical(std::string_view stem) {
  const auto entry = analysis::FindInLexicon(stem);
  return entry && (entry->flags & analysis::kLexStopWord) != 0;
}

// Stems that may be in pairs, numbered by their lowest codes.
struct FrequentStems {
  std::vector<uint32_t> words;       // the lowest code of each
  std::vector<uint32_t> of_symbols;  // number of a stem, or one of the above
};

std::vector<uint64_t> CountOccurrences(const SymbolTable& symbols,
                                       const TermTable& stems) {
  std::vector<uint64_t> counts(stems.terms.size());
  for (uint32_t symbol = 0; symbol < symbols.size(); ++symbol) {
    const uint32_t stem = stems.term_of[symbol];
    if (stem != kNoTerm) counts[stem] += symbols.count(symbol);
  }
  return counts;
}

FrequentStems FindFrequent(const TokenLists& lists,
                           const std::vector<uint32_t>& code_of) {
  const TermTable stems = MakeTermTable(lists, TermKind::kStem);
  const SymbolTable& symbols = lists.table();
  const std::vector<uint64_t> counts = CountOccurrences(symbols, stems);
  const uint32_t fewest = FewestWithBoth(lists.documents());
  std::vector<uint32_t> lowest(stems.terms.size(), kRare);
  for (uint32_t symbol = 0; symbol < symbols.size(); ++symbol) {
    const uint32_t stem = stems.term_of[symbol];
    if (stem == kNoTerm || counts[stem] < fewest) continue;
    lowest[stem] = std::min(lowest[stem], code_of[symbols.symbol(symbol).word]);
  }
  FrequentStems frequent;
  for (uint32_t stem = 0; stem < lowest.size(); ++stem) {
    if (lowest[stem] == kRare) continue;
    if (IsGrammatical(stems.terms[stem])) {
      lowest[stem] = kRare;
    } else {
      frequent.words.push_back(lowest[stem]);
    }
  }
  std::sort(frequent.words.begin(), frequent.words.end());
  frequent.of_symbols.assign(symbols.size(), kRare);
  for (uint32_t symbol = 0; symbol < symbols.size(); ++symbol) {
    const uint32_t stem = stems.term_of[symbol];
    if (stem == kNoTerm) {
      const bool over = symbols.symbol(symbol).word >= kSpecialOverlay1;
      frequent.of_symbols[symbol] = over ? kOverlay : kMarks;
    } else if (lowest[stem] != kRare) {
      const auto at = std::lower_bound(frequent.words.begin(),
                                       frequent.words.end(), lowest[stem]);
      frequent.of_symbols[symbol] =
          static_cast<uint32_t>(at - frequent.words.begin());
    }
  }
  return frequent;
}

// Hands neighbours to a sink, document after document.
class PairReader {
 public:
  PairReader(const TokenLists& lists, const FrequentStems& stems)
      : lists_(lists), stems_(stems) {}

  // `one(stem)` for each frequent stem, `two(first, second)` for each two that
  // stand side by side.
  template <typename One, typename Two>
  void Read(uint32_t doc, const One& one, const Two& two) {
    const TokenLists::View tokens = lists_.at(doc);
    ReadField(tokens.title, one, two);
    ReadField(tokens.text, one, two);
  }

 private:
  template <typename One, typename Two>
  void ReadField(const Span<uint32_t>& symbols, const One& one,
                 const Two& two) {
    const uint32_t long_overlay = lists_.long_overlay();
    bool over = false;
    before_.clear();
    here_.clear();
    for (const uint32_t* at = symbols.begin(); at != symbols.end(); ++at) {
      const uint32_t stem = stems_.of_symbols[*at];
      if (stem == kMarks) continue;
      if (stem == kOverlay) {
        over = true;
        if (*at == long_overlay) ++at;
        continue;
      }
      if (!over) {
        before_.swap(here_);
        here_.clear();
      }
      over = false;
      if (stem >= kFirstOfThese) continue;
      one(stem);
      for (const uint32_t first : before_) two(first, stem);
      here_.push_back(stem);
    }
  }

  const TokenLists& lists_;
  const FrequentStems& stems_;
  std::vector<uint32_t> before_;  // stems at the position before
  std::vector<uint32_t> here_;
};

// A document's pair, of those that one stem begins: by second stem, then
// document.
struct Beside {
  uint32_t second = 0;
  uint32_t doc = 0;
  uint64_t order() const { return uint64_t{second} << 32 | doc; }
};

class PairsWriter {
 public:
  PairsWriter(const TokenLists& lists, const FrequentStems& stems)
      : lists_(lists),
        stems_(stems),
        sampled_words_(lists.documents() / (kWordBits * kSampled) + 1),
        fewest_(FewestWithBoth(lists.documents())),
        samples_(stems.words.size() * sampled_words_),
        begin_(stems.words.size() + 1) {}

  EncodedPairs Encode() {
    Count();
    Fill();
    EncodedPairs encoded;
    for (uint32_t first = 0; first < stems_.words.size(); ++first) {
      encoded.rows.push_back(
          {stems_.words[first], static_cast<uint32_t>(encoded.lists.size())});
      AppendLists(first, &encoded.lists);
    }
    return encoded;
  }

 private:
  // How many pairs begin with each stem, and which sampled documents have it.
  void Count() {
    PairReader reader(lists_, stems_);
    for (uint32_t doc = 0; doc < lists_.documents(); ++doc) {
      const uint32_t word = doc / kWordBits;
      const bool sampled = word % kSampled == 0;
      const uint64_t bit = uint64_t{1} << (doc % kWordBits);
      reader.Read(
          doc,
          [&](uint32_t stem) {
            if (sampled) samples_[SampleOf(stem) + word / kSampled] |= bit;
          },
          [&](uint32_t first, uint32_t) { ++begin_[first + 1]; });
    }
    for (size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    for (uint32_t stem = 0; stem < stems_.words.size(); ++stem) {
      sampled_.push_back(
          CountBits(samples_.data() + SampleOf(stem), sampled_words_));
    }
  }

  void Fill() {
    pairs_.resize(begin_.back());
    std::vector<uint64_t> next(begin_.begin(), begin_.end() - 1);
    PairReader reader(lists_, stems_);
    for (uint32_t doc = 0; doc < lists_.documents(); ++doc) {
      reader.Read(
          doc, [](uint32_t) {},
          [&](uint32_t first, uint32_t second) {
            pairs_[next[first]++] = {second, doc};
          });
    }
  }

  void AppendLists(uint32_t first, std::string* to) {
    Beside* const begin = pairs_.data() + begin_[first];
    Beside* end = pairs_.data() + begin_[first + 1];
    std::sort(begin, end, [](const Beside& a, const Beside& b) {
      return a.order() < b.order();
    });
    end = std::unique(begin, end, [](const Beside& a, const Beside& b) {
      return a.order() == b.order();
    });
    uint32_t next = 0;  // second stem after the last
    for (const Beside* at = begin; at != end;) {
      const Beside* const others = std::find_if(
          at, static_cast<const Beside*>(end),
          [at](const Beside& pair) { return pair.second != at->second; });
      if (others - at >= kFewestBeside && HaveBothOften(first, at->second)) {
        AppendVarint(at->second - next, to);
        AppendList(at, others, to);
        next = at->second + 1;
      }
      at = others;
    }
  }

  void AppendList(const Beside* begin, const Beside* end, std::string* to) {
    list_.clear();
    uint32_t next = 0;
    for (const Beside* at = begin; at != end; ++at) {
      AppendVarint(at->doc - next, &list_);
      next = at->doc + 1;
    }
    AppendVarint(static_cast<uint64_t>(end - begin), to);
    AppendVarint(list_.size(), to);
    to->append(list_);
  }

  size_t SampleOf(uint32_t stem) const { return stem * sampled_words_; }

  bool HaveBothOften(uint32_t first, uint32_t second) {
    if (std::min(sampled_[first], sampled_[second]) * kSampled < fewest_) {
      return false;
    }
    const uint64_t* const a = samples_.data() + SampleOf(first);
    const uint64_t* const b = samples_.data() + SampleOf(second);
    both_.resize(sampled_words_);
    for (size_t i = 0; i < sampled_words_; ++i) both_[i] = a[i] & b[i];
    return CountBits(both_.data(), both_.size()) * kSampled >= fewest_;
  }

  const TokenLists& lists_;
  const FrequentStems& stems_;
  const size_t sampled_words_;
  const uint32_t fewest_;
  std::vector<uint64_t> samples_;  // by stem: documents, the sampled words
  std::vector<uint64_t> sampled_;  // by stem: how many those are
  std::vector<uint64_t> both_;
  std::vector<uint64_t> begin_;  // by first stem, and one: into pairs_
  std::vector<Beside> pairs_;
  std::string list_;
};

}  // namespace

EncodedPairs EncodePairs(const TokenLists& lists,
                         const std::vector<uint32_t>& code_of) {
  if (lists.documents() < FewestWithBoth(lists.documents())) return {};
  const FrequentStems stems = FindFrequent(lists, code_of);
  return PairsWriter(lists, stems).Encode();
}

}  // namespace vigie::index
