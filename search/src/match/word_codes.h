// Words looked for in the token columns of segments.
#ifndef VIGIE_MATCH_WORD_CODES_H_
#define VIGIE_MATCH_WORD_CODES_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "index/segment.h"
#include "index/token_column.h"

namespace vigie::match {

// What a token must be.
struct SoughtWord {
  enum class By : uint8_t {
    kFormOrStem,  // its folded form is `form` or its stem is `stem`
    kStem,        // its stem is `stem`
    kExact,       // its accented form is `form`
    kForms,       // its folded form is one of `forms`
  };
  By by = By::kFormOrStem;
  std::string form;
  std::string stem;
  std::vector<std::string> forms;

  friend bool operator<(const SoughtWord& a, const SoughtWord& b) {
    return std::tie(a.by, a.form, a.stem, a.forms) <
           std::tie(b.by, b.form, b.stem, b.forms);
  }
};

// Distinct words, numbered from 0.
class SoughtWords {
 public:
  uint32_t Add(SoughtWord word);
  const std::vector<SoughtWord>& words() const { return words_; }

 private:
  std::map<SoughtWord, uint32_t> numbers_;
  std::vector<SoughtWord> words_;
};

// Which codes of one segment are which words. Immutable.
class WordCodes {
 public:
  // O(words log vocabulary + vocabulary / 64).
  WordCodes(const std::vector<SoughtWord>& words,
            const index::Vocabulary& vocabulary);

  bool any(uint32_t code) const {
    return (sought_[code / 64] >> (code % 64) & 1U) != 0;
  }
  // Calls `take` with the number of each word that `code` is. REQUIRES
  // any(code).
  template <typename Take>
  void Visit(uint32_t code, const Take& take) const {
    const uint32_t rank = RankOf(code);
    for (uint32_t at = first_word_[rank]; at < first_word_[rank + 1]; ++at) {
      take(words_[at]);
    }
  }

 private:
  // Of a code with its bit set, the number of such codes before it.
  uint32_t RankOf(uint32_t code) const {
    const uint64_t before =
        sought_[code / 64] & ((uint64_t{1} << (code % 64)) - 1);
    return sought_before_[code / 64] +
           static_cast<uint32_t>(__builtin_popcountll(before));
  }

  std::vector<uint64_t> sought_;         // bit set, by code
  std::vector<uint32_t> sought_before_;  // bits set before each element
  std::vector<uint32_t> first_word_;     // by rank, and one more, into words_
  std::vector<uint32_t> words_;
};

// Where a word stands in an article.
struct Standing {
  uint32_t position = 0;  // as in DocumentTokens
  uint32_t length = 1;
};

// Where words stand in one article at a time. Of one thread; reuse it.
class WordPlaces {
 public:
  // `words` is the number of them that `codes` knows. O(tokens).
  void Read(const index::DocumentTokens& tokens, const WordCodes& codes,
            size_t words);
  // By rising position; of tokens at one position the longest.
  const std::vector<Standing>& of(uint32_t word) const { return places_[word]; }
  // The words that stand anywhere, in no order.
  const std::vector<uint32_t>& present() const { return touched_; }

 private:
  void AddOverlaid(const index::OverlaidToken& token, uint32_t word);

  std::vector<std::vector<Standing>> places_;
  std::vector<uint32_t> touched_;  // words whose places are not empty
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_WORD_CODES_H_
