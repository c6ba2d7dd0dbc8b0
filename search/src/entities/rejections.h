// Why names of an entity that stand in an article are no mentions of it.
#ifndef VIGIE_ENTITIES_REJECTIONS_H_
#define VIGIE_ENTITIES_REJECTIONS_H_

#include <string>
#include <vector>

#include "entities/candidate.h"
#include "entities/recognizer.h"
#include "vigie/completeness.h"

namespace vigie::entities {

struct Rejection {
  Field field = Field::kText;
  ByteRange range;
  uint32_t sentence = 0;  // index into the field's sentences
  RejectionRule rule = RejectionRule::kUnspecified;
  // The entity that has the place, or kNoEntity.
  static constexpr uint32_t kNoEntity = 0xFFFFFFFF;
  uint32_t other = kNoEntity;
};

// Of an article, with the unlisted entities that it makes known.
struct Explained {
  std::vector<Rejection> rejections;
  std::vector<Entity> unlisted;
  std::string IdOf(const Dictionary& dictionary, uint32_t entity) const {
    return entity < dictionary.size() ? std::string(dictionary.id(entity))
                                      : unlisted[entity - dictionary.size()].id;
  }
};

// What is known of one article.
struct RejectionCase {
  const Patterns& patterns;
  const Evidence& evidence;
  const Scorer& scorer;
  const std::vector<FoundMention>& mentions;  // that stand
};

// Every place of the words of a name of `entity`, whatever their case and
// accents, that no mention of it covers; the longest of those that overlap, in
// text order. O(words * names of the entity).
std::vector<Rejection> FindRejections(const RejectionCase& article,
                                      uint32_t entity,
                                      const std::vector<std::string>& names);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_REJECTIONS_H_
