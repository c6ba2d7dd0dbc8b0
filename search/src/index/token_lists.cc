#include "index/token_lists.h"

#include <limits>

#include "index/structure.h"

namespace vigie::index {
namespace {

constexpr uint32_t kUnknown = std::numeric_limits<uint32_t>::max();

// Marks that change seldom hold until they are toggled, marks that would
// double the symbols of many words precede the word; the others are part of
// the symbol.
constexpr uint8_t kHeldMarks = kMarkQuoted;
constexpr uint8_t kAnnouncedMarks = kMarkSentence | kMarkParagraph;
constexpr uint8_t kSymbolMarks =
    static_cast<uint8_t>(~(kHeldMarks | kAnnouncedMarks));

}  // namespace

void TokenLists::Add(const AnalyzedField& title, const AnalyzedField& text) {
  uint8_t held_marks = 0;
  AddField(title, &held_marks);
  const uint64_t title_symbols = symbols_.size() - begin_.back();
  AddField(text, &held_marks);
  EndDocument(title.analyzed->positions, title_symbols);
}

// The number of the word of tokens[i], having brought what the next ones need
// into the cache, which holds no table of words.
uint32_t TokenLists::AddWord(const std::vector<analysis::Token>& tokens,
                             size_t i) {
  constexpr size_t kPrefetched = 4;
  const size_t ahead = hashes_.size() - 1 - i;
  if (ahead >= 3 * kPrefetched) {
    words_.PrefetchSlot(hashes_[i + 3 * kPrefetched]);
    words_.PrefetchRow(hashes_[i + 2 * kPrefetched]);
    words_.PrefetchBytes(hashes_[i + kPrefetched]);
  }
  const analysis::Token& token = tokens[i];
  return words_.Add({token.exact, token.form, token.stem}, hashes_[i]);
}

void TokenLists::AddField(const AnalyzedField& field, uint8_t* held_marks) {
  constexpr uint16_t kLaidOver = analysis::kJoin | analysis::kVariant;
  marks_.clear();
  AppendMarks(*field.analyzed, field.text, &marks_);
  const std::vector<analysis::Token>& tokens = field.analyzed->tokens;
  hashes_.clear();
  for (const analysis::Token& token : tokens) {
    hashes_.push_back(WordTable::HashOf({token.exact, token.form, token.stem}));
  }
  for (size_t i = 0; i < tokens.size(); ++i) {
    const analysis::Token& token = tokens[i];
    const uint32_t word = AddWord(tokens, i);
    if ((token.flags & kLaidOver) != 0) {
      PushOverlay(token.length);
      Push({word, 0});
      continue;
    }
    const uint8_t marks = marks_[token.position];
    const uint8_t toggled = (marks ^ *held_marks) & kHeldMarks;
    if (toggled != 0) Push({kSpecialToggle, toggled});
    *held_marks ^= toggled;
    const uint8_t announced = marks & kAnnouncedMarks;
    if (announced != 0) Push({kSpecialMarks, announced});
    Push({word, static_cast<uint8_t>(marks & kSymbolMarks)});
  }
}

void TokenLists::Push(const Symbol& symbol) {
  symbols_.push_back(table_.Find(symbol));
  table_.Count(symbols_.back());
}

void TokenLists::PushOverlay(uint32_t length) {
  if (length <= 3) {
    Push({kSpecialOverlay1 + length - 1, 0});
    return;
  }
  Push({kSpecialOverlay, 0});
  long_overlay_ = symbols_.back();
  symbols_.push_back(length);
}

template <typename Renumber>
void TokenLists::PushAll(const Span<uint32_t>& symbols,
                         uint32_t their_long_overlay,
                         const Renumber& renumber) {
  for (size_t i = 0; i < symbols.size; ++i) {
    const uint32_t mine = renumber(symbols[i]);
    symbols_.push_back(mine);
    table_.Count(mine);
    if (symbols[i] != their_long_overlay || i + 1 == symbols.size) continue;
    long_overlay_ = mine;
    symbols_.push_back(symbols[++i]);
  }
}

void TokenLists::Add(const DocumentSymbols& document,
                     const MappedTokens& tokens, const Vocabulary& vocabulary,
                     std::vector<uint32_t>* symbol_of) {
  symbol_of->resize(tokens.symbols(), kUnknown);
  const auto renumber = [&](uint32_t number) {
    uint32_t& mine = (*symbol_of)[number];
    if (mine == kUnknown) {
      Symbol symbol = tokens.symbol(number);
      if (symbol.word < kSpecials) {
        symbol.word = words_.Add({vocabulary.exact(symbol.word),
                                  vocabulary.form(symbol.word),
                                  vocabulary.stem(symbol.word)});
      }
      mine = table_.Find(symbol);
    }
    return mine;
  };
  PushAll({document.symbols.data(), document.symbols.size()},
          tokens.long_overlay(), renumber);
  EndDocument(document.title_positions, document.title_symbols);
}

void TokenLists::Append(const TokenLists& other) {
  std::vector<uint32_t> symbol_of(other.table_.size(), kUnknown);
  const auto renumber = [&](uint32_t number) {
    uint32_t& mine = symbol_of[number];
    if (mine == kUnknown) {
      Symbol symbol = other.table_.symbol(number);
      if (symbol.word < kSpecials) {
        symbol.word = words_.Add(other.words_.at(symbol.word));
      }
      mine = table_.Find(symbol);
    }
    return mine;
  };
  for (uint32_t doc = 0; doc < other.documents(); ++doc) {
    const uint64_t begin = other.begin_[doc];
    PushAll({other.symbols_.data() + begin, other.begin_[doc + 1] - begin},
            other.long_overlay_, renumber);
    EndDocument(other.title_positions_[doc], other.title_symbols_[doc]);
  }
}

void TokenLists::EndDocument(uint32_t title_positions, uint64_t title_symbols) {
  title_positions_.push_back(title_positions);
  title_symbols_.push_back(static_cast<uint32_t>(title_symbols));
  begin_.push_back(symbols_.size());
}

TokenLists::View TokenLists::at(uint32_t doc) const {
  const uint32_t* begin = symbols_.data() + begin_[doc];
  const size_t size = begin_[doc + 1] - begin_[doc];
  const uint32_t title = title_symbols_[doc];
  return {title_positions_[doc], {begin, title}, {begin + title, size - title}};
}

uint64_t TokenLists::memory_bytes() const {
  return words_.memory_bytes() + table_.memory_bytes() +
         symbols_.capacity() * sizeof(uint32_t) + begin_.capacity() * 16;
}

}  // namespace vigie::index
