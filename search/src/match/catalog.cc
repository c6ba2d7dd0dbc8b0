#include "match/catalog.h"

#include <future>
#include <mutex>
#include <utility>

#include "analysis/analyzer.h"
#include "index/attribute_columns.h"
#include "match/old_fields.h"

namespace vigie::match {
namespace {

// So many, and the dictionary's ids are worth a table, and all a few threads.
constexpr size_t kMany = 8'192;
constexpr size_t kThreads = 4;

size_t EntitiesOf(const Segments& segments) {
  size_t entities = 0;
  for (const auto& segment : segments) entities += segment->entities().size();
  return entities;
}

}  // namespace

// Made when first asked for.
struct Catalog::Lazy {
  std::once_flag names_once;
  std::unique_ptr<const EntityNames> names;
  std::unique_ptr<OldFields> old_fields;  // null: every article has fields
};

Catalog::Catalog(Segments segments,
                 std::shared_ptr<const entities::Dictionary> dictionary,
                 bool keeps)
    : segments_(std::move(segments)),
      dictionary_(std::move(dictionary)),
      term_facts_(segments_, keeps ? KeptTerms::Shared() : nullptr),
      lazy_(std::make_unique<Lazy>()) {
  if (EntitiesOf(segments_) > kMany) {
    // Where no thread can be had, they wait for get().
    std::future<void> others = std::async([this] { AddValues(); });
    AddEntities();
    others.get();
  } else {
    AddValues();
    AddEntities();
  }
  std::vector<DocRef> old;
  for (uint32_t i = 0; i < segments_.size(); ++i) {
    for (uint32_t doc = 0; doc < segments_[i]->size(); ++doc) {
      if (!segments_[i]->hidden(doc) && !HasFields({i, doc})) {
        old.push_back({i, doc});
      }
    }
  }
  if (!old.empty()) {
    lazy_->old_fields = std::make_unique<OldFields>(
        std::move(old), static_cast<uint32_t>(attributes_.values().size()));
  }
}

Catalog::~Catalog() = default;

const EntityNames& Catalog::names() const {
  std::call_once(lazy_->names_once, [this] {
    std::vector<EntityNames::Source> sources;
    sources.reserve(entities_.size());
    for (const CatalogEntity& entity : entities_) {
      sources.push_back({entity.id, entity.label});
    }
    lazy_->names = std::make_unique<EntityNames>(sources, dictionary_.get());
  });
  return *lazy_->names;
}

void Catalog::AddValues() {
  for (const auto& segment : segments_) {
    documents_ += segment->visible();
    AddSources(*segment);
    AddAttributes(*segment);
  }
}

void Catalog::AddEntities() {
  std::vector<std::future<void>> others;
  const bool many = EntitiesOf(segments_) > kMany;
  if (many && dictionary_ != nullptr) {
    others.push_back(
        std::async([this] { dictionary_->gazetteer().IndexIds(); }));
  }
  for (const auto& segment : segments_) AddEntities(*segment);
  for (std::future<void>& other : others) other.get();
  others.clear();
  if (dictionary_ == nullptr) return;
  const size_t parts = many ? kThreads : 1;
  const auto describe = [this, parts](size_t part) {
    const size_t end = entities_.size() * (part + 1) / parts;
    for (size_t i = entities_.size() * part / parts; i < end; ++i) {
      Describe(&entities_[i]);
    }
  };
  for (size_t part = 1; part < parts; ++part) {
    others.push_back(std::async(describe, part));
  }
  describe(0);
  for (std::future<void>& other : others) other.get();
}

void Catalog::AddEntities(const index::Segment& segment) {
  std::vector<uint32_t>& numbers = entity_of_.emplace_back();
  numbers.reserve(segment.entities().size());
  if (segments_.size() == 1) {
    entity_ids_.Reserve(segment.entities().size());
    entities_.reserve(segment.entities().size());
  }
  for (const index::StoredEntity& stored : segment.entities()) {
    const auto [number, added] = entity_ids_.Add(stored.id);
    if (added) entities_.push_back({stored.id, stored.label, stored.type});
    numbers.push_back(number);
  }
  local_of_.emplace_back(numbers);
}

void Catalog::Describe(CatalogEntity* entity) const {
  entity->listed = dictionary_->FindById(entity->id);
  entity->unlisted = !entity->listed;
  if (entity->unlisted) return;
  entity->label = dictionary_->label(*entity->listed);
  entity->type = dictionary_->type(*entity->listed);
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

void Catalog::AddAttributes(const index::Segment& segment) {
  std::vector<uint32_t>& numbers = attribute_of_.emplace_back();
  const std::vector<index::AttributeValue>& values = segment.attribute_values();
  numbers.reserve(values.size());
  if (segments_.size() == 1) {
    attributes_.Reserve(values.size());
    attribute_name_.reserve(values.size());
  }
  std::string_view last_name;
  uint16_t last = 0;
  for (const index::AttributeValue& stored : values) {
    const auto [number, added] = attributes_.Add(stored);
    numbers.push_back(number);
    if (!added) continue;
    if (attribute_names_.empty() || stored.name != last_name) {
      const auto next = static_cast<uint16_t>(attribute_names_.size());
      last = attribute_names_.try_emplace(stored.name, next).first->second;
      last_name = stored.name;
    }
    attribute_name_.push_back(last);
  }
}

std::optional<uint32_t> Catalog::FindAttributeName(
    std::string_view name) const {
  const auto found = attribute_names_.find(name);
  if (found == attribute_names_.end()) return std::nullopt;
  return found->second;
}

std::optional<uint32_t> Catalog::FindAttributeValue(
    std::string_view name, std::string_view value) const {
  return attributes_.Find({name, value});
}

bool Catalog::HasFields(DocRef ref) const {
  const index::Span<uint32_t> listed = segment(ref).attributes(ref.doc);
  return listed.size > 0 &&
         segment(ref).attribute_values()[listed[listed.size - 1]].name ==
             index::kFieldLanguage;
}

bool Catalog::has_fields() const { return lazy_->old_fields == nullptr; }

void Catalog::ReadField(std::string_view field, DocRef ref,
                        std::vector<uint32_t>* numbers) const {
  numbers->clear();
  for (const uint32_t local : segment(ref).attributes(ref.doc)) {
    const uint32_t value = attribute_value(ref.segment, local);
    if (attribute_values()[value].name == field) numbers->push_back(value);
  }
  if (lazy_->old_fields != nullptr && !HasFields(ref)) {
    lazy_->old_fields->Read(*this, field, ref, numbers);
  }
}

std::optional<uint32_t> Catalog::FindFieldValue(std::string_view field,
                                                std::string_view value) const {
  const auto listed = FindAttributeValue(field, value);
  if (listed || lazy_->old_fields == nullptr) return listed;
  return lazy_->old_fields->Find(*this, field, value);
}

std::string_view Catalog::field_value(uint32_t number) const {
  return number < attributes_.values().size()
             ? attribute_values()[number].value
             : lazy_->old_fields->value(number);
}

std::optional<DocRef> Catalog::FindLive(std::string_view article_id) const {
  for (uint32_t i = 0; i < segments_.size(); ++i) {
    const auto doc = segments_[i]->FindArticle(article_id);
    if (doc && !segments_[i]->tombstoned(*doc)) return DocRef{i, *doc};
  }
  return std::nullopt;
}

std::optional<uint32_t> Catalog::FindEntity(std::string_view id) const {
  return entity_ids_.Find(id);
}

std::optional<uint32_t> Catalog::FindLocalEntity(uint32_t segment,
                                                 std::string_view id) const {
  const auto number = FindEntity(id);
  return number ? local_of_[segment].Find(*number) : std::nullopt;
}

CatalogEntity Catalog::DescribeEntity(std::string_view id) const {
  if (const auto number = FindEntity(id)) return entities_[*number];
  CatalogEntity entity{id, id, EntityType::kUnspecified};
  if (dictionary_ != nullptr) Describe(&entity);
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
