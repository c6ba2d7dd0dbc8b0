#include <algorithm>
#include <cstring>

#include "index/mapped_tokens.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

// Behind the bits of a SymbolSet lie those that symbols have by their lowest
// bits alone, which the nearest cache holds and which tell nearly all apart;
// and behind these, what symbols mean that begin with each byte.
constexpr size_t kLowSymbols = 16'384;
// Words that lie over others are frequent, so that the specials before them,
// which mostly take one byte, are passed over without a jump; their bits are
// not set.
constexpr size_t kFirstBytes = 256;
constexpr uint8_t kCounts = 1;  // a word, or what its bit tells apart
constexpr uint8_t kKeeps = 2;   // changes marks alone
constexpr uint32_t kLength =
    2;  // shift: positions that the next word lies over

constexpr size_t kLowWords = kLowSymbols / 64;
constexpr size_t kExtraWords = kLowWords + kFirstBytes / sizeof(uint64_t);

bool HasBit(const uint64_t* bits, uint64_t at) {
  return (bits[at / 64] >> (at % 64) & 1U) != 0;
}

uint8_t MeaningOf(uint32_t special) {
  if (special == kSpecialMarks || special == kSpecialToggle) return kKeeps;
  if (special < kSpecialOverlay1 || special > kSpecialOverlay3) return kCounts;
  return static_cast<uint8_t>((special - kSpecialOverlay1 + 1) << kLength);
}

}  // namespace

// One pass over a document's bytes. How many bytes a symbol would take that
// began at each of them is worked out first, many at a time: what is left of
// the way from symbol to symbol is one addition. Symbols that are not sought
// only count.
class MappedTokens::SoughtScan {
 public:
  SoughtScan(const MappedTokens& column, uint32_t doc, const SymbolSet& sought,
             SoughtTokens* out)
      : column_(column.sections_),
        sizes_(column.sizes_),
        sought_(sought.data()),
        low_(sought_ + sought.size() - kExtraWords),
        meanings_(reinterpret_cast<const uint8_t*>(low_ + kLowWords)),
        out_(out) {
    const std::string_view bytes = column.BytesOf(doc);
    first_ = reinterpret_cast<const uint8_t*>(bytes.data());
    size_ = bytes.size();
    readable_ = column_.bytes.size() -
                static_cast<size_t>(bytes.data() - column_.bytes.data());
    out_->found.clear();
    out_->marks.clear();
    if (out_->sizes.size() < size_) out_->sizes.resize(size_);
    const auto two = static_cast<uint16_t>(column_.code.two);
    const auto three = static_cast<uint16_t>(column_.code.three);
    const auto four = static_cast<uint16_t>(column_.code.four);
    uint8_t* const sizes = out_->sizes.data();
    for (size_t i = 0; i < size_; ++i) {
      const uint16_t byte = first_[i];
      sizes[i] = static_cast<uint8_t>(1 + (byte >= two) + (byte >= three) +
                                      (byte >= four));
    }
  }

  void Run(uint32_t text_marks) {
    const uint8_t* text = first_;
    out_->title_positions = TakeVarint(&text, first_ + size_);
    at_ = static_cast<size_t>(text - first_);
    ReadMarked(uint64_t{out_->title_positions} + text_marks);
    Read();
    out_->positions = position_;
    out_->title_positions = std::min(out_->title_positions, position_);
    const auto outside = [this](const OverlaidToken& token) {
      return token.length > position_ - token.position;
    };
    out_->found.erase(
        std::remove_if(out_->found.begin(), out_->found.end(), outside),
        out_->found.end());
  }

 private:
  // Where symbols begin of which four bytes can be read.
  size_t EndOfReadable() const {
    return std::min(size_, readable_ - std::min<size_t>(readable_, 3));
  }

  // Takes symbols, marks and all, while there are fewer positions than `end`.
  void ReadMarked(uint64_t end) {
    const size_t last = EndOfReadable();
    while (position_ < end) {
      uint64_t symbol = 0;
      if (length_ == 0 && at_ < last && meanings_[first_[at_]] == kCounts &&
          out_->sizes[at_] <= size_ - at_ && !Stops(symbol = SymbolAt(at_))) {
        at_ += out_->sizes[at_];
        ++position_;
      } else {
        if (!Next(&symbol)) return;
        const uint32_t before = position_;
        Take(symbol);
        if (position_ == before) continue;
      }
      out_->marks.push_back(column_.symbol_marks[symbol] | next_marks_ |
                            held_marks_);
      next_marks_ = 0;
    }
  }

  // Takes what is left.
  void Read() {
    do {
      PassOver();
    } while (TakeNext());
  }

  // Up to a symbol that is sought or that only TakeSpecial understands.
  void PassOver() {
    const uint8_t* const sizes = out_->sizes.data();
    const size_t last = EndOfReadable();
    size_t at = at_;
    uint32_t position = position_;
    uint32_t length = length_;
    uint32_t counted = 0;
    while (at < last && !Stops(SymbolAt(at))) {
      const uint32_t meaning = meanings_[first_[at]];
      counted = meaning & kCounts & (length == 0 ? 1U : 0U);
      position += counted;
      length = ((meaning & kKeeps) != 0 ? length : 0) | meaning >> kLength;
      at += sizes[at];
    }
    // The last one may have been cut by the end.
    if (at > size_) position -= counted;
    at_ = std::min(at, size_);
    position_ = position;
    length_ = length;
  }

  bool TakeNext() {
    uint64_t symbol = 0;
    if (!Next(&symbol)) return false;
    Take(symbol);
    return true;
  }

  bool IsSought(uint64_t symbol) const {
    return HasBit(low_, symbol % kLowSymbols) && HasBit(sought_, symbol);
  }

  uint64_t SymbolOf(uint32_t bytes, uint32_t size) const {
    return (uint64_t{bytes} >> (32 - 8 * size)) + sizes_.added[size];
  }

  bool Stops(uint64_t symbol) const {
    return symbol >= column_.symbol_words.size || IsSought(symbol);
  }

  // REQUIRES at < EndOfReadable().
  uint64_t SymbolAt(size_t at) const {
    uint32_t bytes = 0;
    std::memcpy(&bytes, first_ + at, sizeof(bytes));
    return SymbolOf(__builtin_bswap32(bytes), out_->sizes[at]);
  }

  // False at the end, and before a symbol that is cut or unknown.
  bool Next(uint64_t* symbol) {
    if (at_ >= size_) return false;
    const uint32_t size = out_->sizes[at_];
    if (size > size_ - at_) return false;
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < size; ++i) {
      bytes |= static_cast<uint32_t>(first_[at_ + i]) << (24 - 8 * i);
    }
    *symbol = SymbolOf(bytes, size);
    if (*symbol >= column_.symbol_words.size) return false;
    at_ += size;
    return true;
  }

  void Take(uint64_t symbol) {
    const uint32_t word = column_.symbol_words[symbol];
    if (word >= kSpecials) {
      return TakeSpecial(word, column_.symbol_marks[symbol]);
    }
    if (length_ == 0) {
      if (IsSought(symbol)) out_->found.push_back({position_, 1, word});
      ++position_;
      return;
    }
    if (IsSought(symbol) && position_ > 0) {
      out_->found.push_back({position_ - 1, length_, word});
    }
    length_ = 0;
  }

  void TakeSpecial(uint32_t special, uint8_t marks) {
    if (special == kSpecialMarks) {
      next_marks_ |= marks;
    } else if (special == kSpecialToggle) {
      held_marks_ ^= marks;
    } else if (special <= kSpecialOverlay3) {
      length_ = special - kSpecialOverlay1 + 1;
    } else if (special == kSpecialOverlay) {
      const uint8_t* at = first_ + at_;
      length_ = TakeVarint(&at, first_ + size_);
      at_ = static_cast<size_t>(at - first_);
    } else {
      length_ = 0;
    }
  }

  const Sections& column_;
  const SymbolSizes& sizes_;
  const uint64_t* sought_;
  const uint64_t* low_;
  const uint8_t* meanings_;  // by first byte
  SoughtTokens* out_;
  const uint8_t* first_ = nullptr;  // of the document's bytes
  size_t size_ = 0;
  size_t readable_ = 0;  // bytes of the column from there on
  size_t at_ = 0;
  uint32_t position_ = 0;
  uint32_t length_ = 0;  // of the next word, when it lies over others; else 0
  uint8_t next_marks_ = 0;
  uint8_t held_marks_ = 0;
};

void MappedTokens::OrderSymbols() {
  const Span<uint32_t>& words = sections_.symbol_words;
  const auto is_word = [](uint32_t word) { return word < kSpecials; };
  uint32_t last = 0;
  for (const uint32_t word : words) {
    if (is_word(word)) last = std::max(last, word);
  }
  // Every word has a symbol, unless the column is damaged.
  if (last >= words.size) return;
  first_symbol_.assign(last + size_t{2}, 0);
  for (const uint32_t word : words) {
    if (is_word(word)) ++first_symbol_[word + 1];
  }
  for (size_t i = 1; i < first_symbol_.size(); ++i) {
    first_symbol_[i] += first_symbol_[i - 1];
  }
  symbols_of_words_.resize(first_symbol_.back());
  std::vector<uint32_t> next = first_symbol_;
  for (uint32_t symbol = 0; symbol < words.size; ++symbol) {
    const uint32_t word = words[symbol];
    if (is_word(word)) {
      symbols_of_words_[next[word]++] = symbol;
    } else {
      specials_.push_back(symbol);
    }
  }
}

void MappedTokens::AppendSymbols(uint32_t word,
                                 std::vector<uint32_t>* symbols) const {
  if (word + size_t{1} >= first_symbol_.size()) return;
  symbols->insert(symbols->end(),
                  symbols_of_words_.begin() + first_symbol_[word],
                  symbols_of_words_.begin() + first_symbol_[word + 1]);
}

SymbolSet MappedTokens::SymbolsOf(const std::vector<uint32_t>& codes) const {
  SymbolSet set(sections_.symbol_words.size / 64 + 1 + kExtraWords);
  uint64_t* const low = set.data() + set.size() - kExtraWords;
  auto* const meanings = reinterpret_cast<uint8_t*>(low + kLowWords);
  std::fill_n(meanings, kFirstBytes, kCounts);
  const auto add = [&](uint32_t symbol) {
    set[symbol / 64] |= uint64_t{1} << (symbol % 64);
    low[symbol % kLowSymbols / 64] |= uint64_t{1} << (symbol % 64);
  };
  std::vector<uint32_t> symbols;
  for (const uint32_t code : codes) AppendSymbols(code, &symbols);
  for (const uint32_t symbol : symbols) add(symbol);
  for (const uint32_t special : specials_) {
    const uint8_t meaning = MeaningOf(sections_.symbol_words[special]);
    if (special < sections_.code.first_of_two() && meaning != kCounts) {
      meanings[special] = meaning;
    } else {
      add(special);
    }
  }
  return set;
}

void MappedTokens::ReadSought(uint32_t doc, const SymbolSet& sought,
                              uint32_t text_marks, SoughtTokens* tokens) const {
  SoughtScan(*this, doc, sought, tokens).Run(text_marks);
}

}  // namespace vigie::index
