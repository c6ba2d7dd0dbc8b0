#include <algorithm>
#include <array>
#include <cstring>

#include "index/mapped_tokens.h"
#include "index/sought_blocks.h"
#include "index/sought_walk.h"
#include "index/symbol_set.h"

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

// How many bytes a symbol would take that began at each byte is worked out
// first, many at a time: what is left of the way from symbol to symbol is one
// addition. Symbols that are not sought only count.
class SymbolScan : private SoughtWalk {
 public:
  SymbolScan(const Column& column, const SymbolSet& sought, SoughtTokens* out)
      : SoughtWalk(column,
                   {sought.data() + kHeadWords, sought.size() - kHeadWords},
                   out),
        starts_(sought.data() + kStartsAt),
        meanings_(reinterpret_cast<const uint8_t*>(starts_ + kStartWords)) {
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

  void Run(TextMarks text) {
    Walk walk = Begin();
    ReadMarked(MarkedBy(text), &walk);
    TellLead(text);
    if (!ReadFromTwoPlaces(&walk)) Read(&walk);
    Finish(walk);
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
      out_->marks.push_back(TakeMarks(symbol));
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

  // Of what begins there. REQUIRES at < EndOfReadable().
  bool Stops(size_t at) const {
    uint16_t start = 0;
    std::memcpy(&start, first_ + at, sizeof(start));
    return HasBit(starts_, start);
  }

  const uint64_t* starts_;   // by first two bytes, the second one first
  const uint8_t* meanings_;  // by first byte
  uint32_t counted_ = 0;     // positions of the symbol passed over last
};

}  // namespace

void MappedTokens::ReadSought(uint32_t doc, const SymbolSet& sought,
                              TextMarks text, SoughtTokens* tokens) const {
  const SoughtWalk::Column column = {sections_, sizes_, BytesOf(doc)};
  if (IsByBlock(sought)) {
    ReadSoughtBlocks(column, sought, text, tokens);
  } else {
    SymbolScan(column, sought, tokens).Run(text);
  }
}

}  // namespace vigie::index
