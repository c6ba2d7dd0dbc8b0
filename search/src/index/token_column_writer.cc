#include "index/token_column_writer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <tuple>

#include "index/sorted_texts.h"
#include "index/symbol_table.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

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

// The bytes of a symbol.
struct Code {
  std::array<char, 4> bytes{};
  uint32_t size = 0;
};

Code CodeOf(uint64_t symbol, const TokenCode& code) {
  Code made;
  const auto make = [&made](uint64_t number, uint32_t first, int more) {
    made.bytes[0] = static_cast<char>(first + (number >> (8 * more)));
    for (int i = 1; i <= more; ++i) {
      made.bytes[i] = static_cast<char>(number >> (8 * (more - i)));
    }
    made.size = static_cast<uint32_t>(more) + 1;
  };
  if (symbol < code.two) {
    make(symbol, 0, 0);
  } else if (symbol < code.first_of_three()) {
    make(symbol - code.two, code.two, 1);
  } else if (symbol < code.first_of_four()) {
    make(symbol - code.first_of_three(), code.three, 2);
  } else {
    make(symbol - code.first_of_four(), code.four, 3);
  }
  return made;
}

// Writes the symbols by falling count; returns the code of each.
std::vector<Code> EncodeSymbols(const SymbolTable& symbols,
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
  std::vector<uint64_t> counts;
  counts.reserve(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    counts.push_back(symbols.count(order[i]));
    out->symbol_words.push_back(sealed_word(order[i]));
    out->symbol_marks.push_back(symbols.symbol(order[i]).marks);
  }
  out->code = ChooseCode(counts);
  std::vector<Code> codes(symbols.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    codes[order[i]] = CodeOf(i, out->code);
  }
  return codes;
}

// How many bytes the documents take at most.
uint64_t MostBytes(const TokenLists& lists, const std::vector<Code>& codes) {
  constexpr uint64_t kMostVarint = 5;
  uint64_t bytes = kMostVarint * lists.documents();
  for (uint32_t symbol = 0; symbol < codes.size(); ++symbol) {
    const uint64_t count = lists.table().count(symbol);
    bytes += count * codes[symbol].size;
    if (symbol == lists.long_overlay()) bytes += count * kMostVarint;
  }
  return bytes + sizeof(Code::bytes);
}

// Writes a field's symbols at `at`, where four more bytes than they take are
// free; returns their end.
char* WriteSymbols(const Span<uint32_t>& symbols,
                   const std::vector<Code>& codes, uint32_t long_overlay,
                   char* at) {
  for (const uint32_t* symbol = symbols.begin(); symbol != symbols.end();
       ++symbol) {
    const Code& code = codes[*symbol];
    std::memcpy(at, code.bytes.data(), code.bytes.size());
    at += code.size;
    if (*symbol == long_overlay) at = PutVarint(*++symbol, at);
  }
  return at;
}

}  // namespace

EncodedTokens EncodeTokens(const TokenLists& lists) {
  EncodedTokens out;
  out.code_of = EncodeWords(lists.words(), &out);
  const std::vector<Code> codes =
      EncodeSymbols(lists.table(), out.code_of, &out);
  out.begin.reserve(lists.documents() + size_t{1});
  out.begin.push_back(0);
  out.bytes.resize(MostBytes(lists, codes));
  char* at = out.bytes.data();
  for (uint32_t doc = 0; doc < lists.documents(); ++doc) {
    const TokenLists::View tokens = lists.at(doc);
    at = PutVarint(tokens.title_positions, at);
    at = WriteSymbols(tokens.title, codes, lists.long_overlay(), at);
    at = WriteSymbols(tokens.text, codes, lists.long_overlay(), at);
    out.begin.push_back(static_cast<uint64_t>(at - out.bytes.data()));
  }
  out.bytes.resize(out.begin.back());
  return out;
}

}  // namespace vigie::index
