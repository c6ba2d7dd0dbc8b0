// Mentions and entities of a segment while it is made.
#ifndef VIGIE_INDEX_MENTION_COLUMNS_H_
#define VIGIE_INDEX_MENTION_COLUMNS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/segment.h"

namespace vigie::index {

// Not thread-safe.
class MentionColumns {
 public:
  // The ordinal of an entity here, a new one when its id was not there.
  uint32_t EntityOrdinal(const StoredEntity& entity);

  // The next document's mentions, in any order, with ordinals of this table.
  void Add(std::vector<StoredMention> mentions);
  // All documents of `other`, after those here.
  void Append(const MentionColumns& other);

  uint64_t mentions() const { return mentions_.size(); }

  // As columns_format.h lays them down.
  const std::string& entity_bytes() const { return entity_bytes_; }
  const std::vector<uint32_t>& count_begin() const { return count_begin_; }
  const std::vector<EntityCount>& counts() const { return counts_; }
  const std::vector<uint32_t>& mention_begin() const { return mention_begin_; }
  const std::vector<StoredMention>& stored() const { return mentions_; }

 private:
  struct Entity {
    std::string id;
    std::string label;
    EntityType type = EntityType::kUnspecified;
  };

  std::vector<Entity> entities_;
  std::unordered_map<std::string, uint32_t> ordinals_;  // by id
  std::string entity_bytes_;
  std::vector<uint32_t> count_begin_ = {0};
  std::vector<EntityCount> counts_;
  std::vector<uint32_t> mention_begin_ = {0};
  std::vector<StoredMention> mentions_;
};

}  // namespace vigie::index

#endif  // VIGIE_INDEX_MENTION_COLUMNS_H_
