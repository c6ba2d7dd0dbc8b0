#include "match/catalog.h"

#include <utility>

#include "analysis/analyzer.h"
#include "match/old_fields.h"
#include "match/posting_cache.h"

namespace vigie::match {

Catalog::Catalog(Segments segments,
                 std::shared_ptr<const entities::Dictionary> dictionary,
                 bool keeps)
    : segments_(std::move(segments)),
      dictionary_(std::move(dictionary)),
      term_facts_(segments_, keeps ? KeptTerms::Shared() : nullptr) {
  for (const auto& segment : segments_) {
    documents_ += segment->visible();
    AddSources(*segment);
  }
  std::shared_ptr<const CatalogLevel> below =
      keeps ? KeptLevels::OfThisProcess().For(segments_, dictionary_) : nullptr;
  const size_t first = below ? below->segments().size() : 0;
  level_ = std::make_shared<const CatalogLevel>(
      below,
      Segments(segments_.begin() + static_cast<ptrdiff_t>(first),
               segments_.end()),
      dictionary_);
  names_ = std::make_unique<EntityNames>(*this, dictionary_.get(), keeps);
  totals_ = HeldBySegment<ArticleTotals>::HoldAll(segments_, keeps, ContentKey);
  std::vector<DocRef> old;
  if (below) {
    AddLevel(*below);
    old = below->without_fields();
  }
  AddLevel(*level_);
  for (const DocRef& doc : level_->without_fields()) {
    old.push_back({static_cast<uint32_t>(first) + doc.segment, doc.doc});
  }
  if (!old.empty()) {
    old_fields_ = std::make_unique<OldFields>(
        std::move(old), static_cast<uint32_t>(attribute_values().size()));
  }
}

Catalog::~Catalog() = default;

void Catalog::AddLevel(const CatalogLevel& level) {
  for (size_t i = 0; i < level.segments().size(); ++i) {
    entity_of_.push_back(level.entity_numbers(i).data());
    local_of_.push_back(&level.local_entities(i));
    value_of_.push_back(level.value_numbers(i).data());
  }
}

void Catalog::AddSources(const index::Segment& segment) {
  std::vector<uint32_t>& numbers = source_of_.emplace_back();
  numbers.reserve(segment.sources().size());
  for (const std::string& name : segment.sources()) {
    const auto [entry, added] = source_by_name_.try_emplace(
        name, static_cast<uint32_t>(sources_.size()));
    if (added) {
      sources_.push_back(name);
      folded_sources_.push_back(analysis::FoldName(name));
    }
    numbers.push_back(entry->second);
  }
}

std::optional<uint32_t> Catalog::FindAttributeName(
    std::string_view name) const {
  const auto found = level_->names().find(name);
  if (found == level_->names().end()) return std::nullopt;
  return found->second;
}

std::optional<uint32_t> Catalog::FindAttributeValue(
    std::string_view name, std::string_view value) const {
  return level_->FindValue({name, value});
}

bool Catalog::has_fields() const { return old_fields_ == nullptr; }

void Catalog::ReadField(std::string_view field, DocRef ref,
                        std::vector<uint32_t>* numbers) const {
  numbers->clear();
  for (const uint32_t local : segment(ref).attributes(ref.doc)) {
    const uint32_t value = attribute_value(ref.segment, local);
    if (attribute_values()[value].name == field) numbers->push_back(value);
  }
  if (old_fields_ != nullptr &&
      !CatalogLevel::HasFields(segment(ref), ref.doc)) {
    old_fields_->Read(*this, field, ref, numbers);
  }
}

std::optional<uint32_t> Catalog::FindFieldValue(std::string_view field,
                                                std::string_view value) const {
  const auto listed = FindAttributeValue(field, value);
  if (listed || old_fields_ == nullptr) return listed;
  return old_fields_->Find(*this, field, value);
}

std::string_view Catalog::field_value(uint32_t number) const {
  return number < attribute_values().size() ? attribute_values()[number].value
                                            : old_fields_->value(number);
}

std::optional<DocRef> Catalog::FindLive(std::string_view article_id) const {
  for (uint32_t i = 0; i < segments_.size(); ++i) {
    const auto doc = segments_[i]->FindArticle(article_id);
    if (doc && !segments_[i]->tombstoned(*doc)) return DocRef{i, *doc};
  }
  return std::nullopt;
}

std::optional<uint32_t> Catalog::FindEntity(std::string_view id) const {
  return level_->FindEntity(id);
}

std::optional<uint32_t> Catalog::FindLocalEntity(uint32_t segment,
                                                 std::string_view id) const {
  const auto number = FindEntity(id);
  return number ? local_of_[segment]->Find(*number) : std::nullopt;
}

CatalogEntity Catalog::DescribeEntity(std::string_view id) const {
  if (const auto number = FindEntity(id)) return entities()[*number];
  CatalogEntity entity{id, id, EntityType::kUnspecified};
  if (dictionary_ != nullptr) CatalogLevel::Describe(*dictionary_, &entity);
  if (entity.listed) entity.id = dictionary_->id(*entity.listed);
  entity.unlisted = false;
  return entity;
}

std::string Catalog::WikidataId(const CatalogEntity& entity) const {
  return entity.listed ? dictionary_->wikidata_id(*entity.listed) : "";
}

std::optional<uint32_t> Catalog::FindSource(std::string_view name) const {
  const auto found = source_by_name_.find(std::string(name));
  if (found == source_by_name_.end()) return std::nullopt;
  return found->second;
}

}  // namespace vigie::match
