// The names of the entities of one segment, by the beginnings of their words.
#ifndef VIGIE_MATCH_SEGMENT_NAMES_H_
#define VIGIE_MATCH_SEGMENT_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entities/dictionary.h"
#include "index/segment.h"
#include "match/name_pattern.h"

namespace vigie::match {

// Labels in French and English, and aliases: of the dictionary, where it lists
// the entity. Immutable; thread-safe.
class SegmentNames {
 public:
  // A name that fits.
  struct Found {
    uint32_t entity = 0;  // the segment's ordinal
    uint8_t rank = 0;     // a label before an alias, then one that begins so
    uint32_t name = 0;    // for AliasOf
  };

  // `dictionary` may be null and must outlive this. O(names).
  SegmentNames(const index::Segment& segment,
               const entities::Dictionary* dictionary);

  // Appends the names that fit, in no order. REQUIRES a pattern that is not
  // empty. O(words with the first beginning).
  void Find(const NamePattern& pattern, std::vector<Found>* found) const;
  // As listed; empty: the name is a label.
  std::string AliasOf(uint32_t name) const;

 private:
  // One name; its folded words stand in text_, separated by spaces.
  struct Name {
    uint32_t entity = 0;
    uint32_t text = 0;  // where it begins in text_
    uint16_t size = 0;
    uint16_t alias = 0;  // 0: the label; else one more than its place
  };
  // A word of a name.
  struct Word {
    uint32_t text = 0;
    uint32_t name = 0;
  };

  void Add(uint32_t entity, std::string_view name, uint16_t alias);
  std::string_view FromWord(const Word& word) const;

  std::vector<uint32_t> listed_;  // number in the dictionary, or kUnlisted
  const entities::Dictionary* dictionary_;
  std::string text_;
  std::vector<Name> names_;
  std::vector<Word> words_;  // by their text
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SEGMENT_NAMES_H_
