#include <algorithm>
#include <array>
#include <cstring>

#include "index/mapped_tokens.h"
#include "index/symbol_set.h"
#include "index/varint.h"

namespace vigie::index {
namespace {

// Articles of more bytes are passed over from two places at once.
constexpr size_t kSplitFrom = 192;
// In so many bytes, readings that begin at any byte have fallen together.
constexpr size_t kTogetherIn = 64;
constexpr size_t kMostSymbolBytes = 4;

bool HasBit(const uint64_t* bits, uint64_t at) {
  return (bits[at / 64] >> (at % 64) & 1U) != 0;
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
        starts_(sought.data()),
        meanings_(reinterpret_cast<const uint8_t*>(starts_ + kStartWords)),
        members_(starts_ + kHeadWords),
        last_member_(sought.size() - kHeadWords - 1),
        out_(out) {
    const std::string_view bytes = column.BytesOf(doc);
    first_ = reinterpret_cast<const uint8_t*>(bytes.data());
    size_ = bytes.size();
    readable_ = column_.bytes.size() -
                static_cast<size_t>(bytes.data() - column_.bytes.data());
    out_->found.clear();
    out_->marks.clear();
    if (out_->sizes.size() < size_) out_->sizes.resize(size_);
    const From two(column_.code.two);
    const From three(column_.code.three);
    const From four(column_.code.four);
    uint8_t* const sizes = out_->sizes.data();
    for (size_t i = 0; i < size_; ++i) {
      const uint8_t byte = first_[i];
      sizes[i] = static_cast<uint8_t>(1 + two.Holds(byte) + three.Holds(byte) +
                                      four.Holds(byte));
    }
  }

  void Run(uint32_t text_marks) {
    const uint8_t* text = first_;
    out_->title_positions = TakeVarint(&text, first_ + size_);
    Walk walk;
    walk.at = static_cast<size_t>(text - first_);
    walk.found = &out_->found;
    ReadMarked(uint64_t{out_->title_positions} + text_marks, &walk);
    if (!ReadFromTwoPlaces(&walk)) Read(&walk);
    const uint32_t positions = walk.position;
    out_->positions = positions;
    out_->title_positions = std::min(out_->title_positions, positions);
    const auto outside = [positions](const OverlaidToken& token) {
      return token.length > positions - token.position;
    };
    out_->found.erase(
        std::remove_if(out_->found.begin(), out_->found.end(), outside),
        out_->found.end());
  }

 private:
  // Bytes from one on, told by bytes alone, of which a vector holds more.
  struct From {
    explicit From(uint32_t byte)
        : first(static_cast<uint8_t>(std::min<uint32_t>(byte, UINT8_MAX))),
          any(byte <= UINT8_MAX ? 1 : 0) {}
    uint8_t Holds(uint8_t byte) const {
      return static_cast<uint8_t>(byte >= first) & any;
    }
    uint8_t first = 0;
    uint8_t any = 0;
  };

  // What was read up to a symbol.
  struct Walk {
    size_t at = 0;
    uint32_t position = 0;
    uint32_t length = 0;  // of the next word, when it lies over others; else 0
    std::vector<OverlaidToken>* found = nullptr;
  };

  // Where symbols begin of which four bytes can be read.
  size_t EndOfReadable() const {
    return std::min(size_, readable_ - std::min<size_t>(readable_, 3));
  }

  // Takes symbols, marks and all, while there are fewer positions than `end`.
  void ReadMarked(uint64_t end, Walk* walk) {
    const size_t last = EndOfReadable();
    while (walk->position < end) {
      uint64_t symbol = 0;
      const size_t at = walk->at;
      if (walk->length == 0 && at < last && meanings_[first_[at]] == kCounts &&
          out_->sizes[at] <= size_ - at && !Stops(at)) {
        symbol = SymbolAt(at);
        walk->at += out_->sizes[at];
        ++walk->position;
      } else {
        if (!Next(walk, &symbol)) return;
        const uint32_t before = walk->position;
        Take(symbol, walk);
        if (walk->position == before) continue;
      }
      out_->marks.push_back(column_.symbol_marks[symbol] | next_marks_ |
                            held_marks_);
      next_marks_ = 0;
    }
  }

  // Takes what is left.
  void Read(Walk* walk) {
    const size_t last = EndOfReadable();
    do {
      PassOver(last, walk);
      // The last one may have been cut by the end.
      if (walk->at > size_) {
        walk->position -= counted_;
        walk->at = size_;
      }
    } while (TakeNext(walk));
  }

  // Takes what is left, the later half of it from where symbols are seen to
  // begin: the way from each to the next takes longer than what is done there.
  // False when that could not be told; then some of it may be taken.
  bool ReadFromTwoPlaces(Walk* walk) {
    if (walk->at >= size_ || size_ - walk->at < kSplitFrom) return false;
    const size_t middle = Together(walk->at + (size_ - walk->at) / 2);
    const size_t last = std::min(EndOfReadable(), size_ - kMostSymbolBytes);
    if (middle >= last) return false;
    thread_local std::vector<OverlaidToken> found;
    found.clear();
    Walk later;
    later.at = middle;
    later.position = 1;  // so that a word may lie over what was before
    later.found = &found;
    bool more = true;  // of the later half
    while (more && walk->at < middle && later.at < last) {
      PassOverBoth(middle, last, walk, &later);
      if (later.at < last && Stops(later.at)) more = TakeNext(&later);
      if (walk->at < middle && Stops(walk->at) && !TakeNext(walk)) return true;
    }
    while (walk->at < middle) {
      PassOver(middle, walk);
      if (walk->at < middle && !TakeNext(walk)) return true;
    }
    if (walk->at != middle || walk->length > 0 || walk->position == 0) {
      return false;
    }
    if (more) Read(&later);
    const uint32_t before = walk->position - 1;
    for (const OverlaidToken& token : found) {
      out_->found.push_back(
          {token.position + before, token.length, token.code});
    }
    walk->position = later.position + before;
    return true;
  }

  // A place from `from` on at which a symbol begins, whatever byte before began
  // one; the end when there is none near.
  size_t Together(size_t from) const {
    const size_t end = from + kTogetherIn;
    if (end > size_) return size_;
    std::array<size_t, kMostSymbolBytes> at{};
    for (size_t i = 0; i < at.size(); ++i) at[i] = from + i;
    for (size_t furthest = at.back(); furthest < end;) {
      bool together = true;
      for (size_t& reading : at) {
        while (reading < furthest) reading += out_->sizes[reading];
        together = together && reading == furthest;
      }
      if (together) return furthest;
      furthest = *std::max_element(at.begin(), at.end());
    }
    return size_;
  }

  // Up to `last`, or to a symbol that may be sought or that only TakeSpecial
  // understands.
  void PassOver(size_t last, Walk* walk) {
    const uint8_t* const sizes = out_->sizes.data();
    Walk here = *walk;
    uint32_t counted = 0;
    while (here.at < last && !Stops(here.at)) {
      const uint32_t meaning = meanings_[first_[here.at]];
      counted = meaning & kCounts & (here.length == 0 ? 1U : 0U);
      here.position += counted;
      here.length =
          ((meaning & kKeeps) != 0 ? here.length : 0) | meaning >> kLength;
      here.at += sizes[here.at];
    }
    counted_ = counted;
    *walk = here;
  }

  // Both, until one of them is there.
  void PassOverBoth(size_t last_a, size_t last_b, Walk* walk_a,
                    Walk* walk_b) const {
    const uint8_t* const sizes = out_->sizes.data();
    const uint8_t* const first = first_;
    const uint8_t* const meanings = meanings_;
    size_t at_a = walk_a->at;
    size_t at_b = walk_b->at;
    uint32_t position_a = walk_a->position;
    uint32_t position_b = walk_b->position;
    uint32_t length_a = walk_a->length;
    uint32_t length_b = walk_b->length;
    while (at_a < last_a && at_b < last_b && !Stops(at_a) && !Stops(at_b)) {
      const uint32_t meaning_a = meanings[first[at_a]];
      const uint32_t meaning_b = meanings[first[at_b]];
      at_a += sizes[at_a];
      at_b += sizes[at_b];
      position_a += meaning_a & kCounts & (length_a == 0 ? 1U : 0U);
      position_b += meaning_b & kCounts & (length_b == 0 ? 1U : 0U);
      length_a =
          ((meaning_a & kKeeps) != 0 ? length_a : 0) | meaning_a >> kLength;
      length_b =
          ((meaning_b & kKeeps) != 0 ? length_b : 0) | meaning_b >> kLength;
    }
    walk_a->at = at_a;
    walk_b->at = at_b;
    walk_a->position = position_a;
    walk_b->position = position_b;
    walk_a->length = length_a;
    walk_b->length = length_b;
  }

  bool TakeNext(Walk* walk) {
    uint64_t symbol = 0;
    if (!Next(walk, &symbol)) return false;
    Take(symbol, walk);
    return true;
  }

  // Of what is sought, and of specials; of others 0.
  uint64_t MemberOf(uint64_t symbol) const {
    for (size_t at = symbol & last_member_;; at = (at + 1) & last_member_) {
      const uint64_t member = members_[at];
      if (member == 0 || static_cast<uint32_t>(member) == symbol + 1) {
        return member;
      }
    }
  }

  uint64_t SymbolOf(uint32_t bytes, uint32_t size) const {
    return (uint64_t{bytes} >> (32 - 8 * size)) + sizes_.added[size];
  }

  // Of what begins there. REQUIRES at < EndOfReadable().
  bool Stops(size_t at) const {
    uint16_t start = 0;
    std::memcpy(&start, first_ + at, sizeof(start));
    return HasBit(starts_, start);
  }

  // REQUIRES at < EndOfReadable().
  uint64_t SymbolAt(size_t at) const {
    uint32_t bytes = 0;
    std::memcpy(&bytes, first_ + at, sizeof(bytes));
    return SymbolOf(__builtin_bswap32(bytes), out_->sizes[at]);
  }

  // False at the end, and before a symbol that is cut or unknown.
  bool Next(Walk* walk, uint64_t* symbol) const {
    if (walk->at >= size_) return false;
    const uint32_t size = out_->sizes[walk->at];
    if (size > size_ - walk->at) return false;
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < size; ++i) {
      bytes |= static_cast<uint32_t>(first_[walk->at + i]) << (24 - 8 * i);
    }
    *symbol = SymbolOf(bytes, size);
    if (*symbol >= column_.symbol_words.size) return false;
    walk->at += size;
    return true;
  }

  void Take(uint64_t symbol, Walk* walk) {
    const uint64_t member = MemberOf(symbol);
    const bool sought = member != 0;
    const auto word = static_cast<uint32_t>(member >> kMemberWord);
    if (word >= kSpecials) {
      return TakeSpecial(word, column_.symbol_marks[symbol], walk);
    }
    if (walk->length == 0) {
      if (sought) walk->found->push_back({walk->position, 1, word});
      ++walk->position;
      return;
    }
    if (sought && walk->position > 0) {
      walk->found->push_back({walk->position - 1, walk->length, word});
    }
    walk->length = 0;
  }

  void TakeSpecial(uint32_t special, uint8_t marks, Walk* walk) {
    if (special == kSpecialMarks) {
      next_marks_ |= marks;
    } else if (special == kSpecialToggle) {
      held_marks_ ^= marks;
    } else if (special <= kSpecialOverlay3) {
      walk->length = special - kSpecialOverlay1 + 1;
    } else if (special == kSpecialOverlay) {
      const uint8_t* at = first_ + walk->at;
      walk->length = TakeVarint(&at, first_ + size_);
      walk->at = static_cast<size_t>(at - first_);
    } else {
      walk->length = 0;
    }
  }

  const Sections& column_;
  const SymbolSizes& sizes_;
  const uint64_t* starts_;   // by first two bytes, the second one first
  const uint8_t* meanings_;  // by first byte
  const uint64_t* members_;
  const size_t last_member_;
  SoughtTokens* out_;
  const uint8_t* first_ = nullptr;  // of the document's bytes
  size_t size_ = 0;
  size_t readable_ = 0;   // bytes of the column from there on
  uint32_t counted_ = 0;  // positions of the symbol passed over last
  uint8_t next_marks_ = 0;
  uint8_t held_marks_ = 0;
};

void MappedTokens::ReadSought(uint32_t doc, const SymbolSet& sought,
                              uint32_t text_marks, SoughtTokens* tokens) const {
  SoughtScan(*this, doc, sought, tokens).Run(text_marks);
}

}  // namespace vigie::index
