// The words of one segment, in the order of their folded forms.
#ifndef VIGIE_MATCH_SEGMENT_WORDS_H_
#define VIGIE_MATCH_SEGMENT_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/segment.h"

namespace vigie::match {

// Words of letters alone, of 4 to 40 bytes, with the number of their articles,
// tombstoned ones included and hidden ones not. Immutable; thread-safe. About
// 45 bytes a word.
class SegmentWords {
 public:
  // Beyond it, those of the fewest articles are left out.
  static constexpr size_t kMaxWords = 1'000'000;
  // Of the accented forms of one folded form, the one that so many articles
  // have most often.
  static constexpr uint32_t kSampledArticles = 8'192;

  struct Word {
    std::string_view folded;
    std::string_view accented;
    uint32_t seen = 0;  // times, in the articles sampled
    uint32_t articles = 0;
  };

  // O(words x their logarithm + tokens sampled).
  explicit SegmentWords(const index::Segment& segment);

  size_t size() const { return words_.size(); }
  // REQUIRES i < size(). Views live as long as this.
  Word operator[](size_t i) const;
  // The first whose folded form is not before `form`. O(log words).
  size_t LowerBound(std::string_view form) const;

 private:
  struct Stored {
    uint32_t folded = 0;  // where it begins in text_
    uint32_t accented = 0;
    uint16_t folded_size = 0;
    uint16_t accented_size = 0;
    uint32_t seen = 0;
    uint32_t articles = 0;
  };
  void Add(const Word& word);

  std::string text_;
  std::vector<Stored> words_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SEGMENT_WORDS_H_
