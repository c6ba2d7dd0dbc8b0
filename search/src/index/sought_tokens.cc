#include <algorithm>
#include <cstring>

#include "index/mapped_tokens.h"
#include "index/varint.h"

namespace vigie::index {

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
  // Takes symbols, marks and all, while there are fewer positions than `end`.
  void ReadMarked(uint64_t end) {
    uint64_t symbol = 0;
    while (position_ < end && Next(&symbol)) {
      const uint32_t before = position_;
      Take(symbol);
      if (position_ > before) {
        out_->marks.push_back(column_.symbol_marks[symbol] | next_marks_ |
                              held_marks_);
        next_marks_ = 0;
      }
    }
  }

  // Takes what is left.
  void Read() {
    while (length_ > 0 && TakeNext()) {
    }
    for (;;) {
      // Up to a symbol that is sought or special.
      const uint8_t* const sizes = out_->sizes.data();
      const size_t last =
          std::min(size_, readable_ - std::min<size_t>(readable_, 3));
      size_t at = at_;
      uint32_t position = position_;
      while (at < last) {
        const uint32_t size = sizes[at];
        uint32_t bytes = 0;
        std::memcpy(&bytes, first_ + at, sizeof(bytes));
        const uint64_t symbol = SymbolOf(__builtin_bswap32(bytes), size);
        if (symbol >= column_.symbol_words.size || IsSought(symbol)) break;
        at += size;
        ++position;
      }
      // The last one may have been cut by the end.
      if (at > size_) --position;
      at_ = std::min(at, size_);
      position_ = position;
      if (!TakeNext()) return;
      while (length_ > 0 && TakeNext()) {
      }
    }
  }

  bool TakeNext() {
    uint64_t symbol = 0;
    if (!Next(&symbol)) return false;
    Take(symbol);
    return true;
  }

  bool IsSought(uint64_t symbol) const {
    return (sought_[symbol / 64] >> (symbol % 64) & 1U) != 0;
  }

  uint64_t SymbolOf(uint32_t bytes, uint32_t size) const {
    return (uint64_t{bytes} >> (32 - 8 * size)) + sizes_.added[size];
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

SymbolSet MappedTokens::SymbolsOf(const std::vector<uint32_t>& codes) const {
  SymbolSet set(sections_.symbol_words.size / 64 + 1);
  const auto add = [&set](uint32_t symbol) {
    set[symbol / 64] |= uint64_t{1} << (symbol % 64);
  };
  for (const uint32_t code : codes) {
    if (code + size_t{1} >= first_symbol_.size()) continue;
    for (uint32_t at = first_symbol_[code]; at < first_symbol_[code + 1];
         ++at) {
      add(symbols_of_words_[at]);
    }
  }
  for (const uint32_t special : specials_) add(special);
  return set;
}

void MappedTokens::ReadSought(uint32_t doc, const SymbolSet& sought,
                              uint32_t text_marks, SoughtTokens* tokens) const {
  SoughtScan(*this, doc, sought, tokens).Run(text_marks);
}

}  // namespace vigie::index
