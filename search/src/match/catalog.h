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
#include "match/article_totals.h"
#include "match/catalog_level.h"
#include "match/entity_names.h"
#include "match/held_by_segment.h"
#include "match/term_facts.h"

namespace vigie::match {

class OldFields;

// Immutable once made; thread-safe.
class Catalog {
 public:
  // `dictionary` may be null: labels then come from the segments. O(entities,
  // sources and attribute values of all segments), but for those that another
  // catalog has numbered (KeptLevels). Without `keeps` all is numbered anew and
  // nothing of term_facts() is kept.
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
  // Of one segment, worked out for the first who asks.
  const ArticleTotals& visible_totals(uint32_t segment) const {
    return totals_[segment]->Get([&] {
      return std::make_unique<const ArticleTotals>(
          TotalsOfVisible(*segments_[segment]));
    });
  }
  std::optional<DocRef> FindLive(std::string_view article_id) const;

  // Entities that some segment lists, numbered from 0 in order of segments.
  Layered<CatalogEntity> entities() const { return level_->entities(); }
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
    return source_number(ref.segment, segment(ref).source(ref.doc));
  }
  uint32_t source_number(uint32_t segment, uint32_t local) const {
    return source_of_[segment][local];
  }
  std::optional<uint32_t> FindSource(std::string_view name) const;
  // Of entities().
  const EntityNames& names() const { return *names_; }

  // Attribute values that some segment lists, numbered from 0.
  Layered<index::AttributeValue> attribute_values() const {
    return level_->values();
  }
  uint32_t attribute_value(uint32_t segment, uint32_t local) const {
    return value_of_[segment][local];
  }
  // The names of attributes as numbers: of a value, and of a name.
  uint32_t attribute_name(uint32_t value) const {
    return level_->value_names()[value];
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
  void AddLevel(const CatalogLevel& level);
  void AddSources(const index::Segment& segment);

  Segments segments_;
  std::shared_ptr<const entities::Dictionary> dictionary_;
  const TermFacts term_facts_;
  uint64_t documents_ = 0;
  std::shared_ptr<const CatalogLevel> level_;  // the upper of two, or one
  // By segment, of the levels.
  std::vector<const uint32_t*> entity_of_;
  std::vector<const LocalNumbers*> local_of_;
  std::vector<const uint32_t*> value_of_;
  std::vector<std::string> sources_;
  std::vector<std::string> folded_sources_;
  std::unordered_map<std::string, uint32_t> source_by_name_;
  std::vector<std::vector<uint32_t>> source_of_;
  std::unique_ptr<const EntityNames> names_;
  std::vector<HeldBySegment<ArticleTotals>::Pointer> totals_;
  std::unique_ptr<OldFields> old_fields_;  // null: every article has fields
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_CATALOG_H_
