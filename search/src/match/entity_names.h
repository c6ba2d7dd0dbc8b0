// The names of the entities that articles mention, by the beginnings of their
// words.
#ifndef VIGIE_MATCH_ENTITY_NAMES_H_
#define VIGIE_MATCH_ENTITY_NAMES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "entities/dictionary.h"
#include "match/held_by_segment.h"
#include "match/name_pattern.h"
#include "match/segment_names.h"

namespace vigie::match {

class Catalog;

// An entity with a name that fits.
struct NamedEntity {
  uint32_t entity = 0;  // as Catalog numbers it
  std::string alias;    // that fits, as listed; empty: its label
  bool first = false;   // the pattern's first word begins the name
};

// Of a snapshot. What segments had before is not read again. Thread-safe.
class EntityNames {
 public:
  // `catalog` and `dictionary`, which may be null, must outlive it. Without
  // `keeps` nothing is shared with other snapshots.
  EntityNames(const Catalog& catalog, const entities::Dictionary* dictionary,
              bool keeps);

  // Each entity once, by its number, with the best name: a label before an
  // alias. Of an empty pattern, none. O(words with the first beginning), and
  // the names of segments that were not asked yet.
  std::vector<NamedEntity> Find(const NamePattern& pattern) const;

 private:
  const Catalog& catalog_;
  const entities::Dictionary* dictionary_;
  std::vector<HeldBySegment<SegmentNames>::Pointer> held_;  // by segment
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ENTITY_NAMES_H_
