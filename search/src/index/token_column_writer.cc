#include "index/token_column_writer.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "index/sorted_texts.h"
#include "index/structure.h"
#include "index/symbol_table.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

// Marks that change seldom hold until they are toggled, marks that would
// double the symbols of many words precede the word; the others are part of
// the symbol.
constexpr uint8_t kHeldMarks = kMarkQuoted;
constexpr uint8_t kAnnouncedMarks = kMarkSentence | kMarkParagraph;
constexpr uint8_t kSymbolMarks =
    static_cast<uint8_t>(~(kHeldMarks | kAnnouncedMarks));

WordRow AddRow(const WordTable::Word& word, std::string* bytes) {
  WordRow row;
  row.bytes = static_cast<uint32_t>(bytes->size());
  row.exact_bytes = static_cast<uint8_t>(word.exact.size());
  row.form_bytes = static_cast<uint8_t>(word.form.size());
  row.stem_bytes = static_cast<uint8_t>(word.stem.size());
  bytes->append(word.exact);
  if (word.form == word.exact) {
    row.flags |= kFormIsExact;
  } else {
    bytes->append(word.form);
  }
  if (word.form.substr(0, word.stem.size()) == word.stem) {
    row.flags |= kStemInForm;
  } else {
    bytes->append(word.stem);
  }
  return row;
}

// Writes the vocabulary; returns the sealed code of each word of `table`.
std::vector<uint32_t> EncodeWords(const WordTable& table, EncodedTokens* out) {
  const std::vector<uint32_t> order = SortTexts(
      table.size(), [&](uint32_t word) { return table.at(word).exact; },
      [&](uint32_t a, uint32_t b) {
        const WordTable::Word word_a = table.at(a);
        const WordTable::Word word_b = table.at(b);
        return std::tie(word_a.stem, word_a.form) <
               std::tie(word_b.stem, word_b.form);
      });
  std::vector<uint32_t> code_of(table.size());
  std::vector<uint32_t> by_form;
  std::vector<uint32_t> by_stem;
  out->words.reserve(order.size());
  for (uint32_t code = 0; code < order.size(); ++code) {
    const WordTable::Word word = table.at(order[code]);
    code_of[order[code]] = code;
    out->words.push_back(AddRow(word, &out->word_bytes));
    if (word.form != word.exact) by_form.push_back(code);
    if (word.stem != word.form) by_stem.push_back(code);
  }
  const auto sort = [](const std::vector<uint32_t>& codes,
                       const auto& text_of) {
    std::vector<uint32_t> sorted;
    sorted.reserve(codes.size());
    for (const uint32_t i : SortTexts(
             static_cast<uint32_t>(codes.size()),
             [&](uint32_t at) { return text_of(codes[at]); },
             [](uint32_t a, uint32_t b) { return a < b; })) {
      sorted.push_back(codes[i]);
    }
    return sorted;
  };
  out->words_by_form =
      sort(by_form, [&](uint32_t code) { return table.at(order[code]).form; });
  out->words_by_stem =
      sort(by_stem, [&](uint32_t code) { return table.at(order[code]).stem; });
  return code_of;
}

// Hands a document's symbols to `sink`, in order; `length` stands after a
// kSpecialOverlay and is 0 elsewhere.
template <typename Sink>
void ForEachSymbol(const TokenLists::View& tokens, const Sink& sink) {
  uint8_t held = 0;
  const OverlaidToken* overlaid = tokens.overlaid.begin();
  for (uint32_t at = 0; at < tokens.codes.size; ++at) {
    const uint8_t marks = tokens.marks[at];
    const uint8_t toggled = (marks ^ held) & kHeldMarks;
    if (toggled != 0) sink({kSpecialToggle, toggled}, 0);
    held ^= toggled;
    const uint8_t announced = marks & kAnnouncedMarks;
    if (announced != 0) sink({kSpecialMarks, announced}, 0);
    sink({tokens.codes[at], static_cast<uint8_t>(marks & kSymbolMarks)}, 0);
    for (; overlaid != tokens.overlaid.end() && overlaid->position == at;
         ++overlaid) {
      if (overlaid->length <= 3) {
        sink({kSpecialOverlay1 + overlaid->length - 1, 0}, 0);
      } else {
        sink({kSpecialOverlay, 0}, overlaid->length);
      }
      sink({overlaid->code, 0}, 0);
    }
  }
}

void AppendSymbol(uint64_t symbol, const TokenCode& code, std::string* bytes) {
  const auto append = [bytes](uint64_t number, uint32_t first, int more) {
    bytes->push_back(static_cast<char>(first + (number >> (8 * more))));
    for (int i = more - 1; i >= 0; --i) {
      bytes->push_back(static_cast<char>(number >> (8 * i)));
    }
  };
  if (symbol < code.two) {
    bytes->push_back(static_cast<char>(symbol));
  } else if (symbol < code.first_of_three()) {
    append(symbol - code.two, code.two, 1);
  } else if (symbol < code.first_of_four()) {
    append(symbol - code.first_of_three(), code.three, 2);
  } else {
    append(symbol - code.first_of_four(), code.four, 3);
  }
}

// Writes the symbols by falling count; returns the place of each.
std::vector<uint32_t> EncodeSymbols(const SymbolTable& symbols,
                                    const std::vector<uint32_t>& code_of,
                                    EncodedTokens* out) {
  const auto sealed_word = [&](uint32_t number) {
    const uint32_t word = symbols.symbol(number).word;
    return word < kSpecials ? code_of[word] : word;
  };
  std::vector<uint32_t> order(symbols.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    if (symbols.count(a) != symbols.count(b)) {
      return symbols.count(a) > symbols.count(b);
    }
    const uint32_t word_a = sealed_word(a);
    const uint32_t word_b = sealed_word(b);
    if (word_a != word_b) return word_a < word_b;
    return symbols.symbol(a).marks < symbols.symbol(b).marks;
  });
  std::vector<uint32_t> place(symbols.size());
  std::vector<uint64_t> counts;
  counts.reserve(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    counts.push_back(symbols.count(order[i]));
    out->symbol_words.push_back(sealed_word(order[i]));
    out->symbol_marks.push_back(symbols.symbol(order[i]).marks);
  }
  out->code = ChooseCode(counts);
  return place;
}

}  // namespace

EncodedTokens EncodeTokens(const TokenLists& lists) {
  EncodedTokens out;
  const std::vector<uint32_t> code_of = EncodeWords(lists.words(), &out);
  SymbolTable symbols(lists.words().size());
  for (uint32_t doc = 0; doc < lists.documents(); ++doc) {
    ForEachSymbol(lists.at(doc),
                  [&](const Symbol& symbol, uint32_t /*length*/) {
                    symbols.Count(symbol);
                  });
  }
  const std::vector<uint32_t> place = EncodeSymbols(symbols, code_of, &out);
  out.begin.reserve(lists.documents() + 1);
  out.begin.push_back(0);
  out.bytes.reserve(lists.positions() * 2);
  for (uint32_t doc = 0; doc < lists.documents(); ++doc) {
    const TokenLists::View tokens = lists.at(doc);
    AppendVarint(tokens.title_positions, &out.bytes);
    ForEachSymbol(tokens, [&](const Symbol& symbol, uint32_t length) {
      AppendSymbol(place[symbols.Find(symbol)], out.code, &out.bytes);
      if (length > 0) AppendVarint(length, &out.bytes);
    });
    out.begin.push_back(out.bytes.size());
  }
  return out;
}

}  // namespace vigie::index
