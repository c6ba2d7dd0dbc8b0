#include "index/phrase_search.h"

#include <algorithm>
#include <cstring>

#include "index/varint.h"

namespace vigie::index {
namespace {

// Bytes that may be read behind those of an article.
constexpr size_t kReadBehind = 2 * SymbolSieve::kBlock;

// How far before a place reading begins: further ahead by so many bytes for
// each place of the phrase.
constexpr size_t kAhead = 32;
constexpr size_t kAheadOfPlace = 4;

// Of so many bytes in a row a symbol begins at one.
constexpr uint32_t kMostGap = 8;

}  // namespace

// Reads symbols in order. The phrase stands where bit i of the state says that
// it does up to its place i.
class PhraseSearch::Reading {
 public:
  // From a place where a symbol begins. Unless that is the article's first,
  // what comes before the second word may lie over others unnoticed: it is not
  // looked at.
  Reading(const PhraseSearch& search, const Bytes& bytes, size_t at)
      : search_(search),
        bytes_(bytes),
        at_(at),
        blind_(at != bytes.symbols),
        text_(blind_ ? UINT32_MAX : bytes.title_positions) {}

  size_t at() const { return at_; }
  // Words that do not lie over others, those that were not looked at left out.
  uint32_t positions() const { return positions_; }
  bool found() const { return (state_ & search_.last_) != 0; }

  // Takes a symbol; false at the end, and before one that is cut or unknown.
  bool Step() {
    if (at_ >= bytes_.size) return false;
    const Read read = search_.ReadAt(bytes_.first + at_);
    if (read.size > bytes_.size - at_ ||
        read.symbol >= search_.tokens_.symbols()) {
      return false;
    }
    at_ += read.size;
    uint64_t places = 0;
    if (search_.MayBeSought(read.symbol)) {
      const uint32_t word =
          search_.tokens_.symbol(static_cast<uint32_t>(read.symbol)).word;
      if (word >= kSpecials) {
        TakeSpecial(word);
        return true;
      }
      places = search_.PlacesOf(read.symbol);
    }
    TakeWord(places);
    return true;
  }

 private:
  void TakeSpecial(uint32_t special) {
    if (special == kSpecialMarks || special == kSpecialToggle) return;
    over_ = special <= kSpecialOverlay3;
    if (special != kSpecialOverlay) return;
    const uint8_t* at = bytes_.first + at_;
    over_ = TakeVarint(&at, bytes_.first + bytes_.size) != 0;
    at_ = static_cast<size_t>(at - bytes_.first);
  }

  void TakeWord(uint64_t places) {
    if (over_) {
      over_ = false;
      if (positions_ > 0) Extend(seen_ | places);
      return;
    }
    if (blind_) {
      blind_ = false;
      return;
    }
    // Places of the title do not go on in the text.
    before_ = positions_ == text_ ? 0 : state_;
    ++positions_;
    Extend(places);
  }

  void Extend(uint64_t places) {
    seen_ = places;
    state_ = (before_ << 1 | 1) & (places | search_.anything_);
  }

  const PhraseSearch& search_;
  const Bytes& bytes_;
  size_t at_;
  bool blind_;
  uint32_t text_;      // position where the text begins
  bool over_ = false;  // the next word lies over others
  uint32_t positions_ = 0;
  uint64_t before_ = 0;  // the state of the position before
  uint64_t seen_ = 0;    // places of the words at this position
  uint64_t state_ = 0;
};

PhraseSearch::PhraseSearch(const MappedTokens& tokens,
                           const std::vector<std::vector<uint32_t>>& places)
    : tokens_(tokens),
      last_(uint64_t{1} << (places.size() - 1)),
      places_(static_cast<uint32_t>(places.size())),
      sieve_({}) {
  for (size_t i = 0; i < places.size(); ++i) {
    const uint64_t place = uint64_t{1} << i;
    if (places[i].empty()) anything_ |= place;
    AddPlace(places[i], place);
  }
  std::sort(
      sought_.begin(), sought_.end(),
      [](const Sought& a, const Sought& b) { return a.symbol < b.symbol; });
  size_t kept = 0;
  for (size_t i = 0; i < sought_.size(); ++i) {
    if (kept > 0 && sought_[kept - 1].symbol == sought_[i].symbol) {
      sought_[kept - 1].places |= sought_[i].places;
    } else {
      sought_[kept++] = sought_[i];
    }
  }
  sought_.resize(kept);
  ChooseAnchor();
  const auto add_low = [this](uint32_t symbol) {
    low_[symbol % kLowSymbols / 64] |= uint64_t{1} << (symbol % 64);
  };
  for (const Sought& sought : sought_) add_low(sought.symbol);
  for (const uint32_t special : tokens.specials()) add_low(special);
}

void PhraseSearch::AddPlace(const std::vector<uint32_t>& codes,
                            uint64_t place) {
  std::vector<uint32_t> symbols;
  for (const uint32_t code : codes) tokens_.AppendSymbols(code, &symbols);
  for (const uint32_t symbol : symbols) sought_.push_back({symbol, place});
}

// The rarest word: symbols are numbered by falling frequency, which falls about
// as their numbers rise. One before a place that is known is ruled out more
// cheaply.
void PhraseSearch::ChooseAnchor() {
  constexpr double kUnfollowed = 8;
  std::array<double, kMostPlaces> cost{};
  for (const Sought& sought : sought_) {
    for (uint64_t left = sought.places; left != 0; left &= left - 1) {
      cost[static_cast<size_t>(__builtin_ctzll(left))] +=
          1.0 / (1.0 + sought.symbol);
    }
  }
  const auto next_of = [this](uint64_t place) {
    return place == last_ ? 0 : (place << 1) & ~anything_;
  };
  double least = 0;
  for (uint32_t i = 0; i < places_; ++i) {
    const uint64_t place = uint64_t{1} << i;
    if ((anything_ & place) != 0) continue;
    if (next_of(place) == 0) cost[i] *= kUnfollowed;
    if (anchor_ != 0 && cost[i] >= least) continue;
    least = cost[i];
    anchor_ = place;
    next_ = next_of(place);
    before_anchor_ = i;
  }
  std::vector<SymbolStart> starts;
  for (const Sought& sought : sought_) {
    if ((sought.places & anchor_) != 0) {
      starts.push_back(StartOf(sought.symbol, tokens_.code()));
    }
  }
  sieve_ = SymbolSieve(std::move(starts));
  for (const Sought& sought : sought_) {
    if ((sought.places & next_) == 0) continue;
    follows_[StartOf(sought.symbol, tokens_.code()).bytes[0]] |= kNext;
  }
  for (const uint32_t special : tokens_.specials()) {
    follows_[StartOf(special, tokens_.code()).bytes[0]] |= kNext | kSpecial;
  }
}

PhraseSearch::Bytes PhraseSearch::BytesOf(uint32_t doc) {
  const std::string_view column = tokens_.column();
  const std::string_view view = tokens_.BytesOf(doc);
  Bytes bytes;
  bytes.first = reinterpret_cast<const uint8_t*>(view.data());
  bytes.size = view.size();
  if (static_cast<size_t>(column.data() + column.size() - view.data()) <
      view.size() + kReadBehind) {
    padded_.assign(view.size() + kReadBehind, 0);
    std::copy(view.begin(), view.end(), padded_.begin());
    bytes.first = padded_.data();
  }
  const uint8_t* at = bytes.first;
  bytes.title_positions = TakeVarint(&at, bytes.first + bytes.size);
  bytes.symbols = static_cast<size_t>(at - bytes.first);
  return bytes;
}

uint64_t PhraseSearch::PlacesOf(uint64_t symbol) const {
  if (!MayBeSought(symbol)) return 0;
  const auto found =
      std::lower_bound(sought_.begin(), sought_.end(), symbol,
                       [](const Sought& sought, uint64_t wanted) {
                         return sought.symbol < wanted;
                       });
  return found != sought_.end() && found->symbol == symbol ? found->places : 0;
}

PhraseSearch::Read PhraseSearch::ReadAt(const uint8_t* at) const {
  uint32_t bytes = 0;
  std::memcpy(&bytes, at, sizeof(bytes));
  const MappedTokens::SymbolSizes& sizes = tokens_.sizes();
  Read read;
  read.size = sizes.of[*at];
  read.symbol = (uint64_t{__builtin_bswap32(bytes)} >> (32 - 8 * read.size)) +
                sizes.added[read.size];
  return read;
}

// Rules nearly all places out that MayStandAt does, by the first bytes of the
// two symbols behind the one at `at`.
bool PhraseSearch::MayBeFollowed(const uint8_t* at) const {
  const MappedTokens::SymbolSizes& sizes = tokens_.sizes();
  const uint8_t* const next = at + sizes.of[*at];
  const uint8_t* const after = next + sizes.of[*next];
  return ((follows_[*next] & kNext) | (follows_[*after] & kSpecial)) != 0;
}

// If a symbol begins there, whether it is one of the anchor's and may stand
// before one of the next place, which may lie over the word that follows.
bool PhraseSearch::MayStandAt(const Bytes& bytes, size_t at) const {
  const Read anchor = ReadAt(bytes.first + at);
  if ((PlacesOf(anchor.symbol) & anchor_) == 0) return false;
  if (next_ == 0) return true;
  at += anchor.size;
  bool over = false;
  bool followed = false;
  while (at < bytes.size) {
    const Read next = ReadAt(bytes.first + at);
    if (!MayBeSought(next.symbol)) {
      if (followed && !over) return false;
      followed = followed || !over;
      over = false;
    } else {
      if (next.symbol >= tokens_.symbols()) return false;
      const uint32_t word =
          tokens_.symbol(static_cast<uint32_t>(next.symbol)).word;
      if (word == kSpecialOverlay) return true;
      if (word < kSpecials) {
        if (followed && !over) return false;
        followed = followed || !over;
        over = false;
        if (followed && (PlacesOf(next.symbol) & next_) != 0) return true;
      } else if (word >= kSpecialOverlay1) {
        over = true;
      }
    }
    at += next.size;
  }
  return false;
}

// The first place behind `from` where all readings that begin at `from` or up
// to kMostGap bytes later fall together: a symbol begins there. 0 when they do
// not soon, or a number between symbols may mislead them.
size_t PhraseSearch::Synchronise(const Bytes& bytes, size_t from) const {
  uint64_t begins = (uint64_t{1} << kMostGap) - 1;  // from `from` on
  while ((begins & (begins - 1)) != 0) {
    const auto at = static_cast<size_t>(__builtin_ctzll(begins));
    const Read read = ReadAt(bytes.first + from + at);
    if (at + read.size >= 64 || from + at + read.size > bytes.size ||
        read.symbol == tokens_.long_overlay()) {
      return 0;
    }
    begins &= begins - 1;
    begins |= uint64_t{1} << (at + read.size);
  }
  return from + static_cast<size_t>(__builtin_ctzll(begins));
}

// Where the first symbol behind the first word of the text begins.
size_t PhraseSearch::TextBegin(const Bytes& bytes) const {
  Reading reading(*this, bytes, bytes.symbols);
  while (reading.positions() <= bytes.title_positions && reading.Step()) {
  }
  return reading.at();
}

// Whether the phrase lies over the anchor, read from `from` on.
PhraseSearch::Verdict PhraseSearch::StandsFrom(size_t from, size_t anchor,
                                               const Bytes& bytes) const {
  Reading reading(*this, bytes, from);
  // Places before the anchor's are read, and what it may lie over.
  while (reading.at() < anchor) {
    if (!reading.Step()) return Verdict::kNo;
  }
  if (reading.at() != anchor) return Verdict::kNo;
  if (from != bytes.symbols && reading.positions() < before_anchor_ + 2) {
    return Verdict::kUnknown;
  }
  const uint32_t end = reading.positions() + places_ - before_anchor_ + 1;
  while (!reading.found() && reading.positions() <= end && reading.Step()) {
  }
  return reading.found() ? Verdict::kYes : Verdict::kNo;
}

PhraseSearch::Verdict PhraseSearch::StandsAt(size_t anchor,
                                             const Bytes& bytes) const {
  const size_t ahead = kAhead + kAheadOfPlace * before_anchor_;
  if (anchor < bytes.symbols + ahead) {
    return StandsFrom(bytes.symbols, anchor, bytes);
  }
  const size_t from = Synchronise(bytes, anchor - ahead);
  if (from == 0 || from > anchor) return Verdict::kUnknown;
  const Verdict verdict = StandsFrom(from, anchor, bytes);
  // In the title, or where it ends?
  return verdict == Verdict::kYes && from < TextBegin(bytes)
             ? StandsFrom(bytes.symbols, anchor, bytes)
             : verdict;
}

void PhraseSearch::Prefetch(uint32_t doc) const {
  constexpr size_t kLine = 64;
  constexpr size_t kMost = 64 * kLine;  // then the processor has noticed
  const std::string_view bytes = tokens_.BytesOf(doc);
  const size_t end = std::min(bytes.size(), kMost);
  for (size_t at = 0; at < end; at += kLine) {
    __builtin_prefetch(bytes.data() + at);
  }
}

bool PhraseSearch::Holds(uint32_t doc) {
  const Bytes bytes = BytesOf(doc);
  const size_t blocks =
      (bytes.size + SymbolSieve::kBlock - 1) / SymbolSieve::kBlock;
  if (masks_.size() < blocks) masks_.resize(blocks);
  sieve_.Sift(bytes.first, blocks, masks_.data());
  for (size_t block = 0; block < blocks; ++block) {
    for (uint32_t left = masks_[block]; left != 0; left &= left - 1) {
      const size_t at = block * SymbolSieve::kBlock +
                        static_cast<size_t>(__builtin_ctz(left));
      if (next_ != 0 && !MayBeFollowed(bytes.first + at)) continue;
      if (at < bytes.symbols || at >= bytes.size || !MayStandAt(bytes, at)) {
        continue;
      }
      const Verdict verdict = StandsAt(at, bytes);
      if (verdict == Verdict::kYes) return true;
      if (verdict == Verdict::kUnknown) return HoldsAnywhere(bytes);
    }
  }
  return false;
}

bool PhraseSearch::HoldsAnywhere(const Bytes& bytes) const {
  Reading reading(*this, bytes, bytes.symbols);
  while (!reading.found() && reading.Step()) {
  }
  return reading.found();
}

}  // namespace vigie::index
