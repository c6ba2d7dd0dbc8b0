// The segments of a snapshot as one collection: documents named by segment and
// number, entities and sources numbered across segments.
#ifndef VIGIE_MATCH_CATALOG_H_
#define VIGIE_MATCH_CATALOG_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entities/dictionary.h"
#include "index/segment.h"
#include "match/entity_names.h"
#include "match/local_numbers.h"
#include "match/term_facts.h"
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

// Immutable once made; thread-safe.
class Catalog {
 public:
  // `dictionary` may be null: labels then come from the segments. O(entities,
  // sources and attribute values of all segments). Without `keeps` nothing of
  // term_facts() is kept.
  Catalog(Segments segments,
          std::shared_ptr<const entities::Dictionary> dictionary,
          bool keeps = false);
  ~Catalog();

  const Segments& segments() const { return segments_; }
  const index::Segment& segment(DocRef ref) const {
    return *segments_[ref.segment];
  }
  const TermFacts& term_facts() const { return term_facts_; }
  std::string_view article_id(DocRef ref) const {
    return segment(ref).article_id(ref.doc);
  }
  // Tombstoned articles included, hidden ones not.
  uint64_t documents() const { return documents_; }
  std::optional<DocRef> FindLive(std::string_view article_id) const;

  // Entities that some segment lists, numbered from 0 in order of segments.
  const std::vector<CatalogEntity>& entities() const { return entities_; }
  uint32_t entity(uint32_t segment, uint32_t local) const {
    return entity_of_[segment][local];
  }
  std::optional<uint32_t> FindEntity(std::string_view id) const;
  // Its ordinal in one segment's own table.
  std::optional<uint32_t> FindLocalEntity(uint32_t segment,
                                          std::string_view id) const;
  // From the dictionary when no article mentions it; when unknown, `id` as it
  // came.
  CatalogEntity DescribeEntity(std::string_view id) const;
  // Empty: not known.
  std::string WikidataId(const CatalogEntity& entity) const;

  const std::vector<std::string>& sources() const { return sources_; }
  // FoldName of each source, in the order of sources().
  const std::vector<std::string>& folded_sources() const {
    return folded_sources_;
  }
  uint32_t source(DocRef ref) const {
    return source_of_[ref.segment][segment(ref).source(ref.doc)];
  }
  std::optional<uint32_t> FindSource(std::string_view name) const;
  // Of entities(); made by the first who asks.
  const EntityNames& names() const;

  // Attribute values that some segment lists, numbered from 0.
  const std::vector<index::AttributeValue>& attribute_values() const {
    return attributes_.values();
  }
  uint32_t attribute_value(uint32_t segment, uint32_t local) const {
    return attribute_of_[segment][local];
  }
  // The names of attributes as numbers: of a value, and of a name.
  uint32_t attribute_name(uint32_t value) const {
    return attribute_name_[value];
  }
  std::optional<uint32_t> FindAttributeName(std::string_view name) const;
  std::optional<uint32_t> FindAttributeValue(std::string_view name,
                                             std::string_view value) const;

  // The values of `field`, a name of index/attribute_columns.h, that a document
  // has, as numbers of field values; `numbers` is cleared before. Articles
  // written before the columns had them are read once, by the first who asks.
  void ReadField(std::string_view field, DocRef ref,
                 std::vector<uint32_t>* numbers) const;
  // Whether the attribute columns of every article have them.
  bool has_fields() const;
  std::optional<uint32_t> FindFieldValue(std::string_view field,
                                         std::string_view value) const;
  // REQUIRES a number that one of the two above gave.
  std::string_view field_value(uint32_t number) const;

 private:
  struct Lazy;
  // Sources and attribute values of all segments.
  void AddValues();
  void AddEntities();
  void AddEntities(const index::Segment& segment);
  // Says what the dictionary has of it. REQUIRES a dictionary.
  void Describe(CatalogEntity* entity) const;
  void AddSources(const index::Segment& segment);
  void AddAttributes(const index::Segment& segment);
  // Whether the columns have its author, section and language.
  bool HasFields(DocRef ref) const;

  Segments segments_;
  std::shared_ptr<const entities::Dictionary> dictionary_;
  const TermFacts term_facts_;
  uint64_t documents_ = 0;
  std::vector<CatalogEntity> entities_;
  text::StringNumbers entity_ids_;
  std::vector<std::vector<uint32_t>> entity_of_;
  std::vector<LocalNumbers> local_of_;
  std::vector<std::string> sources_;
  std::vector<std::string> folded_sources_;
  std::unordered_map<std::string, uint32_t> source_by_name_;
  std::vector<std::vector<uint32_t>> source_of_;
  ValueNumbers attributes_;
  std::vector<uint16_t> attribute_name_;  // by value
  std::unordered_map<std::string_view, uint16_t> attribute_names_;
  std::vector<std::vector<uint32_t>> attribute_of_;
  std::unique_ptr<Lazy> lazy_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CATALOG_H_
