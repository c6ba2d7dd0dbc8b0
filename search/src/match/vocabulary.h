// The words of a snapshot, to find those near a word that it does not hold.
#ifndef VIGIE_MATCH_VOCABULARY_H_
#define VIGIE_MATCH_VOCABULARY_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "match/catalog.h"

namespace vigie::match {

// Edits between two folded words, or `limit` + 1 when there are more: a letter
// put in, left out or replaced, and two neighbours exchanged, cost 1; the
// first letter costs 2. O(letters squared).
uint32_t TypoDistance(std::string_view a, std::string_view b, uint32_t limit);

// Edits that a word of so many letters may have: 0 under 5, 1 to 8, then 2.
uint32_t TypoLimit(size_t letters);

struct NearWord {
  std::string word;  // lower case, accents kept
  uint32_t distance = 0;
  uint32_t articles = 0;
};

// Words of letters alone, of 4 to 40 bytes, with the number of their articles.
// Immutable; thread-safe. About 45 bytes a word.
class Vocabulary {
 public:
  // Words kept; beyond it, those of one article go first.
  static constexpr size_t kMaxWords = 1'000'000;

  // Of the accented forms of one folded form the most frequent is kept, as
  // kSampledArticles of each segment have it. Of visible articles alone.
  explicit Vocabulary(const Segments& segments);
  static constexpr uint32_t kSampledArticles = 8'192;

  // Words within TypoLimit of the folded `form`, at most `count`: by rising
  // distance, falling articles, bytes. O(words of one first letter).
  std::vector<NearWord> Near(std::string_view form, size_t count) const;
  // The most frequent words whose folded forms begin with `form`, at most
  // `count`: by falling articles, bytes. O(words that do).
  std::vector<NearWord> StartingWith(std::string_view form, size_t count) const;
  // Articles of the most frequent word whose folded form is `form`.
  uint32_t Articles(std::string_view form) const;
  size_t size() const { return words_.size(); }
  size_t bytes() const { return text_.size() + words_.size() * sizeof(Word); }

 private:
  struct Word {
    uint32_t folded = 0;  // where it begins in text_
    uint32_t accented = 0;
    uint16_t folded_size = 0;
    uint16_t accented_size = 0;
    uint32_t articles = 0;
  };
  std::string_view folded(const Word& word) const {
    return std::string_view(text_).substr(word.folded, word.folded_size);
  }
  void Add(std::string_view form, std::string_view accented, uint32_t articles);
  std::vector<Word>::const_iterator LowerBound(std::string_view form) const;

  std::string text_;
  std::vector<Word> words_;  // by folded form
};

// Made by the first who asks. Thread-safe.
class LazyVocabulary {
 public:
  explicit LazyVocabulary(const Catalog& catalog) : catalog_(catalog) {}
  const Vocabulary& Get();

 private:
  const Catalog& catalog_;
  std::mutex mutex_;
  std::unique_ptr<const Vocabulary> vocabulary_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_VOCABULARY_H_
