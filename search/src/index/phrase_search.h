// Looks for a phrase in the bytes of the token column.
#ifndef VIGIE_INDEX_PHRASE_SEARCH_H_
#define VIGIE_INDEX_PHRASE_SEARCH_H_

#include <array>
#include <cstdint>
#include <vector>

#include "index/mapped_tokens.h"
#include "index/symbol_sieve.h"

namespace vigie::index {

// Of one word of the phrase, the rarest, a sieve tells where its symbols may
// begin; only there is anything decoded. Symbols have no mark where they
// begin: those before a place are found by reading from several bytes ahead
// until all readings fall together. Of one thread.
class PhraseSearch {
 public:
  static constexpr size_t kMostPlaces = 64;

  // Codes of the words that may stand at each place, none: any word may.
  // REQUIRES at most kMostPlaces, the first and the last with `codes`, and
  // `tokens`, IsSound, to outlive it. O(symbols found log symbols found).
  PhraseSearch(const MappedTokens& tokens,
               const std::vector<std::vector<uint32_t>>& places);

  // Whether words of all places stand next to each other in the title or in
  // the text; tokens that lie over others stand where these begin. Of bytes
  // that no writer makes something is said. O(bytes / 32 + places tried).
  bool Holds(uint32_t doc);
  // Asks memory for a document that will be searched soon: most of the time
  // that Holds takes otherwise.
  void Prefetch(uint32_t doc) const;

 private:
  struct Sought {
    uint32_t symbol = 0;
    uint64_t places = 0;  // a bit each
  };
  struct Read {
    uint64_t symbol = 0;
    uint32_t size = 0;  // bytes
  };
  // The bytes of one article: some more can be read behind them.
  struct Bytes {
    const uint8_t* first = nullptr;
    size_t size = 0;
    size_t symbols = 0;  // where the first symbol begins
    uint32_t title_positions = 0;
  };
  enum class Verdict : uint8_t { kNo, kYes, kUnknown };
  class Reading;

  void AddPlace(const std::vector<uint32_t>& codes, uint64_t place);
  void ChooseAnchor();
  Bytes BytesOf(uint32_t doc);

  bool MayBeSought(uint64_t symbol) const {
    return (low_[symbol % kLowSymbols / 64] >> (symbol % 64) & 1U) != 0;
  }
  uint64_t PlacesOf(uint64_t symbol) const;
  Read ReadAt(const uint8_t* at) const;
  bool MayBeFollowed(const uint8_t* at) const;
  bool MayStandAt(const Bytes& bytes, size_t at) const;
  size_t Synchronise(const Bytes& bytes, size_t from) const;
  size_t TextBegin(const Bytes& bytes) const;
  Verdict StandsFrom(size_t from, size_t anchor, const Bytes& bytes) const;
  Verdict StandsAt(size_t anchor, const Bytes& bytes) const;
  bool HoldsAnywhere(const Bytes& bytes) const;

  static constexpr size_t kLowSymbols = 16'384;

  const MappedTokens& tokens_;
  std::vector<Sought> sought_;  // by symbol, distinct
  // The symbols of sought_ and the specials, by their lowest bits.
  std::array<uint64_t, kLowSymbols / 64> low_{};
  uint64_t anything_ = 0;  // places that any word may have
  uint64_t last_ = 0;      // the last place
  uint64_t anchor_ = 0;    // the place that the sieve looks for
  uint64_t next_ = 0;      // the one behind it; 0: any word may stand there
  // By first byte of a symbol: whether it may be of that place, or special.
  enum Follows : uint8_t { kNext = 1, kSpecial = 2 };
  std::array<uint8_t, 256> follows_{};
  uint32_t before_anchor_ = 0;  // places
  uint32_t places_ = 0;
  SymbolSieve sieve_;
  std::vector<uint32_t> masks_;
  std::vector<uint8_t> padded_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_PHRASE_SEARCH_H_
