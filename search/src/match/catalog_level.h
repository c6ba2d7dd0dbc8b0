// Entities and attribute values of segments, numbered: the part of a catalog
// that later revisions with the same segments have too.
#ifndef VIGIE_MATCH_CATALOG_LEVEL_H_
#define VIGIE_MATCH_CATALOG_LEVEL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entities/dictionary.h"
#include "index/segment.h"
#include "match/local_numbers.h"
#include "match/value_numbers.h"
#include "text/view_numbers.h"
#include "vigie/mention.h"

namespace vigie::match {

using Segments = std::vector<std::shared_ptr<const index::Segment>>;

// A document of the snapshot: which segment, which document in it.
struct DocRef {
  uint32_t segment = 0;
  uint32_t doc = 0;
};

// Views live as long as the catalog.
struct CatalogEntity {
  std::string_view id;
  std::string_view label;  // French, as the dictionary in force has it
  EntityType type = EntityType::kUnspecified;
  bool unlisted = false;           // not of the dictionary
  std::optional<uint32_t> listed;  // its number in the dictionary
};

// By number: those of the level below, then a level's own.
template <typename T>
class Layered {
 public:
  Layered(const std::vector<T>* below, const std::vector<T>& own)
      : below_(below),
        own_(own),
        first_(below == nullptr ? 0 : below->size()) {}

  size_t size() const { return first_ + own_.size(); }
  const T& operator[](size_t number) const {
    return number < first_ ? (*below_)[number] : own_[number - first_];
  }

 private:
  const std::vector<T>* below_;  // null: none
  const std::vector<T>& own_;
  size_t first_;
};

// Of some segments that follow each other in a collection. What the level below
// has keeps its number; the rest is numbered after it, in order of segments: a
// collection has the same numbers by one level as by two. Immutable once made;
// thread-safe.
class CatalogLevel {
 public:
  // Of the segments from below's on. `below` and `dictionary` may be null; that
  // of `below` is the same. O(entities, values and documents of `segments`),
  // with four threads where there are many.
  CatalogLevel(std::shared_ptr<const CatalogLevel> below, Segments segments,
               std::shared_ptr<const entities::Dictionary> dictionary);

  const Segments& segments() const { return segments_; }
  const entities::Dictionary* dictionary() const { return dictionary_.get(); }

  Layered<CatalogEntity> entities() const {
    return {below_ ? &below_->entities_ : nullptr, entities_};
  }
  std::optional<uint32_t> FindEntity(std::string_view id) const;
  Layered<index::AttributeValue> values() const {
    return {below_ ? &below_->values_.values() : nullptr, values_.values()};
  }
  std::optional<uint32_t> FindValue(const index::AttributeValue& value) const;
  // By value: the name of its attribute as a number.
  Layered<uint16_t> value_names() const {
    return {below_ ? &below_->value_names_ : nullptr, value_names_};
  }
  // Those of the level below included.
  const std::unordered_map<std::string_view, uint16_t>& names() const {
    return names_;
  }

  // Of segment `i` of segments(): numbers by its own.
  const std::vector<uint32_t>& entity_numbers(size_t i) const {
    return entity_of_[i];
  }
  const std::vector<uint32_t>& value_numbers(size_t i) const {
    return value_of_[i];
  }
  const LocalNumbers& local_entities(size_t i) const { return local_of_[i]; }

  // Whether the columns of the document have its author, section and language.
  static bool HasFields(const index::Segment& segment, uint32_t doc);
  // Documents whose columns do not, segments numbered as in segments().
  const std::vector<DocRef>& without_fields() const { return without_fields_; }

  // Says what the dictionary has of it. REQUIRES a dictionary.
  static void Describe(const entities::Dictionary& dictionary,
                       CatalogEntity* entity);

 private:
  void AddEntities();
  void AddEntities(const index::Segment& segment);
  void AddValues(const index::Segment& segment);

  const std::shared_ptr<const CatalogLevel> below_;  // has none below itself
  const Segments segments_;                          // views are of theirs
  const std::shared_ptr<const entities::Dictionary> dictionary_;
  std::vector<CatalogEntity> entities_;
  text::StringNumbers entity_ids_;
  std::vector<std::vector<uint32_t>> entity_of_;
  std::vector<LocalNumbers> local_of_;
  ValueNumbers values_;
  std::vector<uint16_t> value_names_;
  std::unordered_map<std::string_view, uint16_t> names_;
  std::vector<std::vector<uint32_t>> value_of_;
  std::vector<DocRef> without_fields_;
};

// Levels that some catalog holds. Thread-safe.
class KeptLevels {
 public:
  using LevelPtr = std::shared_ptr<const CatalogLevel>;

  // A level of the first of `segments` with at least half of their entities and
  // values: one that is held, else a new one with three quarters. Null where
  // they are few.
  LevelPtr For(const Segments& segments,
               const std::shared_ptr<const entities::Dictionary>& dictionary);

  static KeptLevels& OfThisProcess();

 private:
  struct Held {
    std::vector<std::string> contents;  // ContentKey, by segment
    std::weak_ptr<const CatalogLevel> level;
  };
  std::mutex mutex_;
  std::vector<Held> held_;  // guarded by mutex_
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CATALOG_LEVEL_H_
