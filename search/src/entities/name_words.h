// The words of one field as the sequence model reads them: one for each token
// position, with what lies between them.
#ifndef VIGIE_ENTITIES_NAME_WORDS_H_
#define VIGIE_ENTITIES_NAME_WORDS_H_

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "entities/word_facts.h"
#include "entities/word_numbers.h"

namespace vigie::entities {

enum class GapKind : uint8_t {
  kSpace,        // white space alone, or nothing
  kHyphen,       // a hyphen alone
  kElided,       // white space and an elided word: d'
  kPunctuation,  // anything else
};

// NameWord::listed is a label (model_format.h), or one of these.
inline constexpr uint8_t kNotListed = kOutside;
inline constexpr uint8_t kListedAsNoName = kLabels;

struct NameWord {
  uint32_t facts = 0;  // index into the book
  uint32_t gap = 0;    // hash of what lies before, white space apart
  GapKind gap_kind = GapKind::kSpace;
  bool hot = false;
  // Hot for opening a sentence alone: a grammatical word.
  bool weak = false;
  bool capital = false;          // begins with an upper-case letter
  bool starts_sentence = false;  // or a field, or follows a line end
  bool joins = true;             // a name may run on to it (JoinsWords)
  uint8_t listed = kNotListed;   // what the dictionary takes it for
  uint32_t from_run = 0;  // places since the first word of the run, below
  uint32_t to_run = 0;    // places to the last one
};

// The distinct words met so far. Thread-compatible.
class WordBook {
 public:
  explicit WordBook(const WordTable& table) : table_(table) {}

  // The number of a word, a new one when it was not there. `key`: KeyOf it.
  uint32_t Find(std::string_view surface, const analysis::Token& token,
                uint64_t key);
  static uint64_t KeyOf(std::string_view surface, const analysis::Token& token);
  // Brings what Find will read into the cache.
  void Prefetch(uint64_t key) const { numbers_.Prefetch(key); }
  const WordFacts& facts(uint32_t index) const { return facts_[index]; }
  bool hot(uint32_t index) const { return hot_[index] != 0; }
  uint32_t size() const { return static_cast<uint32_t>(facts_.size()); }
  // Lower-case forms are numbered from 0.
  uint32_t form(uint32_t index) const { return forms_[index]; }
  uint32_t form_count() const { return form_numbers_.size(); }
  // As WordNumbers::ForgetRare; forms are numbered anew.
  std::vector<uint32_t> ForgetRare(size_t most);

 private:
  void Tell(const WordFacts& facts);

  WordTable table_;
  WordNumbers<uint64_t> numbers_;
  std::vector<WordFacts> facts_;
  std::vector<uint32_t> forms_;  // by word
  std::vector<uint8_t> hot_;     // by word, as WordFacts says
  WordNumbers<uint32_t> form_numbers_;
};

// One word for each position, in order. Runs are capitalised words that follow
// each other in a sentence with a space or a hyphen at most between them; a
// word outside of runs has from_run = to_run = 0. O(bytes).
std::vector<NameWord> ReadWords(std::string_view text,
                                const analysis::AnalyzedText& analyzed,
                                WordBook* book);

// The plain token of each position.
std::vector<const analysis::Token*> PlainTokens(
    const analysis::AnalyzedText& analyzed);

// Half-open ranges of words, disjoint, in order, each within one sentence: the
// hot words and those near them. A weak word without a hot one near after it
// makes none. Names lie in islands alone.
struct Island {
  uint32_t begin = 0;
  uint32_t end = 0;
};
std::vector<Island> FindIslands(const std::vector<NameWord>& words);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_NAME_WORDS_H_
