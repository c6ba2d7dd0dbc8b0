#include "index/mention_columns.h"

#include <algorithm>

#include "index/columns_format.h"
#include "index/section_bytes.h"

namespace vigie::index {
namespace {

bool ComesBefore(const StoredMention& a, const StoredMention& b) {
  if (a.field != b.field) return a.field < b.field;
  if (a.begin != b.begin) return a.begin < b.begin;
  return a.end > b.end;
}

// Distinct entities that the article speaks of, most mentioned first.
std::vector<EntityCount> CountEntities(
    const std::vector<StoredMention>& mentions) {
  std::vector<uint32_t> entities;
  entities.reserve(mentions.size());
  for (const StoredMention& mention : mentions) {
    if (mention.role() != MentionRole::kCredit) {
      entities.push_back(mention.entity);
    }
  }
  std::sort(entities.begin(), entities.end());
  std::vector<EntityCount> counts;
  for (const uint32_t entity : entities) {
    if (counts.empty() || counts.back().entity != entity) {
      counts.push_back({entity, 0});
    }
    ++counts.back().mentions;
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const EntityCount& a, const EntityCount& b) {
                     return a.mentions > b.mentions;
                   });
  return counts;
}

}  // namespace

uint32_t MentionColumns::EntityOrdinal(const StoredEntity& entity) {
  const auto next = static_cast<uint32_t>(entities_.size());
  const auto [at, is_new] = ordinals_.emplace(std::string(entity.id), next);
  if (is_new) {
    entities_.push_back({at->first, std::string(entity.label), entity.type});
    AppendNumber(static_cast<uint32_t>(entity.type), &entity_bytes_);
    AppendNumber(Bytes32(entity.id), &entity_bytes_);
    AppendNumber(Bytes32(entity.label), &entity_bytes_);
    entity_bytes_.append(entity.id).append(entity.label);
  }
  return at->second;
}

void MentionColumns::Add(std::vector<StoredMention> mentions) {
  std::stable_sort(mentions.begin(), mentions.end(), ComesBefore);
  const std::vector<EntityCount> counts = CountEntities(mentions);
  counts_.insert(counts_.end(), counts.begin(), counts.end());
  mentions_.insert(mentions_.end(), mentions.begin(), mentions.end());
  mention_begin_.push_back(static_cast<uint32_t>(mentions_.size()));
  count_begin_.push_back(static_cast<uint32_t>(counts_.size()));
}

void MentionColumns::Append(const MentionColumns& other) {
  std::vector<uint32_t> ordinal_of;
  ordinal_of.reserve(other.entities_.size());
  for (const Entity& entity : other.entities_) {
    ordinal_of.push_back(EntityOrdinal({entity.id, entity.label, entity.type}));
  }
  for (size_t doc = 1; doc < other.mention_begin_.size(); ++doc) {
    std::vector<StoredMention> mentions(
        other.mentions_.begin() + other.mention_begin_[doc - 1],
        other.mentions_.begin() + other.mention_begin_[doc]);
    for (StoredMention& mention : mentions) {
      mention.entity = ordinal_of[mention.entity];
    }
    Add(std::move(mentions));
  }
}

}  // namespace vigie::index
