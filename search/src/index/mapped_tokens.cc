#include "index/mapped_tokens.h"

#include <algorithm>
#include <cstring>

#include "index/varint.h"

namespace vigie::index {
namespace {

// Takes symbols off the front of a document's bytes.
class SymbolReader {
 public:
  SymbolReader(std::string_view bytes, const MappedTokens::SymbolSizes& sizes,
               size_t symbols)
      : at_(reinterpret_cast<const uint8_t*>(bytes.data())),
        end_(at_ + bytes.size()),
        sizes_(sizes),
        symbols_(symbols) {}

  // False at the end, and before a symbol that is cut or unknown.
  bool Next(size_t* symbol) {
    if (at_ == end_) return false;
    const uint32_t size = sizes_.of[*at_];
    uint32_t bytes = 0;
    if (end_ - at_ >= 4) {
      std::memcpy(&bytes, at_, sizeof(bytes));
      bytes = __builtin_bswap32(bytes);
    } else {
      if (static_cast<uint32_t>(end_ - at_) < size) return false;
      for (uint32_t i = 0; i < size; ++i) {
        bytes |= static_cast<uint32_t>(at_[i]) << (24 - 8 * i);
      }
    }
    at_ += size;
    *symbol = (uint64_t{bytes} >> (32 - 8 * size)) + sizes_.added[size];
    return *symbol < symbols_;
  }

  uint32_t NextVarint() { return TakeVarint(&at_, end_); }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
  const MappedTokens::SymbolSizes& sizes_;
  size_t symbols_;
};

// Positions covered by what a special announces; 0 when it announces nothing.
uint32_t LengthOf(uint32_t special, SymbolReader* reader) {
  switch (special) {
    case kSpecialOverlay1:
      return 1;
    case kSpecialOverlay2:
      return 2;
    case kSpecialOverlay3:
      return 3;
    case kSpecialOverlay:
      return reader->NextVarint();
    default:
      return 0;
  }
}

// Those of a whole article lie inside of it.
void DropOutside(DocumentTokens* tokens) {
  const size_t positions = tokens->codes.size();
  tokens->title_positions = static_cast<uint32_t>(
      std::min<size_t>(tokens->title_positions, positions));
  if (tokens->overlaid.empty()) return;
  const auto outside = [positions](const OverlaidToken& token) {
    return token.length == 0 || token.length > positions - token.position;
  };
  tokens->overlaid.erase(
      std::remove_if(tokens->overlaid.begin(), tokens->overlaid.end(), outside),
      tokens->overlaid.end());
}

}  // namespace

MappedTokens::SymbolSizes::SymbolSizes(const TokenCode& code) {
  for (uint32_t first = 0; first < of.size(); ++first) {
    of[first] = static_cast<uint8_t>(first < code.two     ? 1
                                     : first < code.three ? 2
                                     : first < code.four  ? 3
                                                          : 4);
  }
  added[2] = code.two - (uint64_t{code.two} << 8);
  added[3] = code.first_of_three() - (uint64_t{code.three} << 16);
  added[4] = code.first_of_four() - (uint64_t{code.four} << 24);
}

MappedTokens::MappedTokens(const Sections& sections)
    : sections_(sections), sizes_(sections.code) {
  const Span<uint32_t>& words = sections.symbol_words;
  const uint32_t* found =
      std::find(words.begin(), words.end(), uint32_t{kSpecialOverlay});
  if (found != words.end()) {
    long_overlay_ = static_cast<uint32_t>(found - words.begin());
  }
  OrderSymbols();
}

bool MappedTokens::IsSound(uint32_t words) const {
  const TokenCode& code = sections_.code;
  const Span<uint64_t>& begin = sections_.begin;
  return code.two <= code.three && code.three <= code.four &&
         code.four <= 256 &&
         sections_.symbol_words.size == sections_.symbol_marks.size &&
         begin[0] == 0 && begin[begin.size - 1] == sections_.bytes.size() &&
         std::is_sorted(begin.begin(), begin.end()) &&
         std::all_of(sections_.symbol_words.begin(),
                     sections_.symbol_words.end(), [words](uint32_t word) {
                       return word < words || word >= kSpecials;
                     });
}

std::string_view MappedTokens::BytesOf(uint32_t doc) const {
  const uint64_t begin = sections_.begin[doc];
  // Zero, where a page of the file has become unreadable.
  const uint64_t end = std::max(begin, sections_.begin[doc + 1]);
  return sections_.bytes.substr(begin, end - begin);
}

void MappedTokens::ReadSymbols(uint32_t doc, DocumentSymbols* document) const {
  const std::string_view bytes = BytesOf(doc);
  SymbolReader reader(bytes, sizes_, sections_.symbol_words.size);
  document->symbols.clear();
  document->title_positions = reader.NextVarint();
  uint32_t positions = 0;
  bool overlaid = false;
  bool in_title = true;
  document->title_symbols = 0;
  const auto in_text = [&](uint32_t word) {
    const bool lies_over = word >= kSpecialOverlay1 && word <= kSpecialOverlay;
    return positions >= document->title_positions &&
           !(overlaid || (lies_over && positions > 0));
  };
  for (size_t symbol = 0; reader.Next(&symbol);) {
    const uint32_t word = sections_.symbol_words[symbol];
    if (in_title && in_text(word)) in_title = false;
    if (word < kSpecials) {
      if (!overlaid) ++positions;
      overlaid = false;
    } else {
      overlaid = word >= kSpecialOverlay1;
    }
    document->symbols.push_back(static_cast<uint32_t>(symbol));
    if (symbol == long_overlay_) {
      document->symbols.push_back(reader.NextVarint());
    }
    if (in_title) {
      document->title_symbols = static_cast<uint32_t>(document->symbols.size());
    }
  }
  document->title_positions = std::min(document->title_positions, positions);
}

void MappedTokens::Read(uint32_t doc, DocumentTokens* tokens) const {
  const std::string_view bytes = BytesOf(doc);
  SymbolReader reader(bytes, sizes_, sections_.symbol_words.size);
  tokens->overlaid.clear();
  tokens->codes.resize(bytes.size());
  tokens->marks.resize(bytes.size());
  tokens->title_positions = reader.NextVarint();
  uint32_t position = 0;
  uint8_t next_marks = 0;
  uint8_t held_marks = 0;
  uint32_t length = 0;
  for (size_t symbol = 0; reader.Next(&symbol);) {
    const uint32_t word = sections_.symbol_words[symbol];
    const uint8_t marks = sections_.symbol_marks[symbol];
    if (word < kSpecials) {
      if (length > 0) {
        if (position > 0) {
          tokens->overlaid.push_back({position - 1, length, word});
        }
        length = 0;
        continue;
      }
      tokens->codes[position] = word;
      tokens->marks[position++] = marks | next_marks | held_marks;
      next_marks = 0;
    } else if (word == kSpecialMarks) {
      next_marks |= marks;
    } else if (word == kSpecialToggle) {
      held_marks ^= marks;
    } else {
      length = LengthOf(word, &reader);
    }
  }
  tokens->codes.resize(position);
  tokens->marks.resize(position);
  DropOutside(tokens);
}

}  // namespace vigie::index
