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
#include "match/held_by_segment.h"
#include "match/segment_words.h"

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

// The words of some segments (SegmentWords) as one: articles are added up, and
// the accented form is of the segment that saw it most often, the first of
// several. Thread-safe.
class Vocabulary {
 public:
  explicit Vocabulary(std::vector<const SegmentWords*> parts);

  // Words within TypoLimit of the folded `form`, at most `count`: by rising
  // distance, falling articles, bytes. O(words of one first letter).
  std::vector<NearWord> Near(std::string_view form, size_t count) const;
  // The most frequent words whose folded forms begin with `form`, at most
  // `count`: by falling articles, bytes. O(words that do).
  std::vector<NearWord> StartingWith(std::string_view form, size_t count) const;
  // Articles of the most frequent word whose folded form is `form`.
  uint32_t Articles(std::string_view form) const;

 private:
  // Every word of which `wanted(folded)` is true, of those that begin with
  // `start`, as one of all parts; in no order.
  template <typename Wanted>
  std::vector<SegmentWords::Word> Gather(std::string_view start,
                                         const Wanted& wanted) const;

  std::vector<const SegmentWords*> parts_;  // in order of segments
  size_t largest_ = 0;
};

// The vocabulary of a snapshot. What segments had before is not read again.
// Thread-safe.
class LazyVocabulary {
 public:
  // `catalog` must outlive it. Without `keeps` nothing is shared with other
  // snapshots.
  LazyVocabulary(const Catalog& catalog, bool keeps);
  // O(words and tokens sampled of segments that are new).
  const Vocabulary& Get();

 private:
  const Catalog& catalog_;
  std::vector<HeldBySegment<SegmentWords>::Pointer> held_;  // by segment
  std::once_flag once_;
  std::unique_ptr<const Vocabulary> vocabulary_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_VOCABULARY_H_
