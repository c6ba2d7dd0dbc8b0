// Words looked for in the token columns of segments.
#ifndef VIGIE_MATCH_WORD_CODES_H_
#define VIGIE_MATCH_WORD_CODES_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
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

// Appends the codes that are that word. O(log vocabulary + found).
void FindCodes(const SoughtWord& word, const index::Vocabulary& vocabulary,
               std::vector<uint32_t>* codes);

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
  // O(words (log vocabulary + log words) + symbols / 64).
  WordCodes(const std::vector<SoughtWord>& words,
            const index::Segment& segment);

  // What Segment::ReadSought finds them by.
  const index::SymbolSet& sought() const { return sought_; }
  // Calls `take` with the number of each word that `code` is. O(words found).
  template <typename Take>
  void Visit(uint32_t code, const Take& take) const {
    for (uint32_t at = First(code);
         at < codes_.size() && codes_[at].first == code; ++at) {
      take(codes_[at].second);
    }
  }

 private:
  using CodeWord = std::pair<uint32_t, uint32_t>;
  static constexpr uint32_t kNone = UINT32_MAX;

  void FillSlots();
  uint32_t SlotOf(uint32_t code) const {
    return code * 2'654'435'761U >> slot_shift_;
  }
  uint32_t mask() const { return static_cast<uint32_t>(slots_.size() - 1); }
  // The place in codes_ of the first pair of `code`, or kNone.
  uint32_t First(uint32_t code) const {
    for (uint32_t slot = SlotOf(code);; slot = (slot + 1) & mask()) {
      const uint32_t at = slots_[slot];
      if (at == kNone || codes_[at].first == code) return at;
    }
  }

  std::vector<CodeWord> codes_;  // sorted, distinct
  // Places in codes_ by hash of the code, a power of two of them, half of them
  // kNone at least: each token of an article is looked up.
  std::vector<uint32_t> slots_;
  uint32_t slot_shift_ = 0;
  index::SymbolSet sought_;
};

// Where a word stands in an article.
struct Standing {
  uint32_t position = 0;  // as in SoughtTokens
  uint32_t length = 1;
};

// Where words stand in one article at a time. Of one thread; reuse it.
class WordPlaces {
 public:
  // `tokens` are those that `codes` seeks, and `words` the number of words that
  // it knows. O(tokens found).
  void Read(const index::SoughtTokens& tokens, const WordCodes& codes,
            size_t words);
  // By rising position; of tokens at one position the longest.
  const std::vector<Standing>& of(uint32_t word) const { return places_[word]; }
  // The words that stand anywhere, in no order.
  const std::vector<uint32_t>& present() const { return touched_; }

 private:
  std::vector<std::vector<Standing>> places_;
  std::vector<uint32_t> touched_;  // words whose places are not empty
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_WORD_CODES_H_
