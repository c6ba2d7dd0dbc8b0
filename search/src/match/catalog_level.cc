#include "match/catalog_level.h"

#include <algorithm>
#include <future>
#include <utility>

#include "index/attribute_columns.h"
#include "match/posting_cache.h"

namespace vigie::match {
namespace {

// So many entities, and the dictionary's ids are worth a table, and all a few
// threads; so many rows, and they are worth a level that is kept.
constexpr size_t kMany = 8'192;
constexpr size_t kThreads = 4;

size_t EntitiesOf(const Segments& segments) {
  size_t entities = 0;
  for (const auto& segment : segments) entities += segment->entities().size();
  return entities;
}

size_t RowsOf(const index::Segment& segment) {
  return segment.entities().size() + segment.attribute_values().size();
}

}  // namespace

CatalogLevel::CatalogLevel(
    std::shared_ptr<const CatalogLevel> below, Segments segments,
    std::shared_ptr<const entities::Dictionary> dictionary)
    : below_(std::move(below)),
      segments_(std::move(segments)),
      dictionary_(std::move(dictionary)) {
  if (below_) names_ = below_->names_;
  const auto add_values = [this] {
    for (const auto& segment : segments_) AddValues(*segment);
  };
  if (EntitiesOf(segments_) > kMany) {
    // Where no thread can be had, they wait for get().
    std::future<void> others = std::async(add_values);
    AddEntities();
    others.get();
  } else {
    add_values();
    AddEntities();
  }
  for (uint32_t i = 0; i < segments_.size(); ++i) {
    for (uint32_t doc = 0; doc < segments_[i]->size(); ++doc) {
      if (!segments_[i]->hidden(doc) && !HasFields(*segments_[i], doc)) {
        without_fields_.push_back({i, doc});
      }
    }
  }
}

void CatalogLevel::AddEntities() {
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
      Describe(*dictionary_, &entities_[i]);
    }
  };
  for (size_t part = 1; part < parts; ++part) {
    others.push_back(std::async(describe, part));
  }
  describe(0);
  for (std::future<void>& other : others) other.get();
}

void CatalogLevel::AddEntities(const index::Segment& segment) {
  const auto first =
      static_cast<uint32_t>(below_ ? below_->entities_.size() : 0);
  std::vector<uint32_t>& numbers = entity_of_.emplace_back();
  numbers.reserve(segment.entities().size());
  if (segments_.size() == 1) {
    entity_ids_.Reserve(segment.entities().size());
    entities_.reserve(segment.entities().size());
  }
  for (const index::StoredEntity& stored : segment.entities()) {
    if (below_) {
      if (const auto known = below_->entity_ids_.Find(stored.id)) {
        numbers.push_back(*known);
        continue;
      }
    }
    const auto [number, added] = entity_ids_.Add(stored.id);
    if (added) entities_.push_back({stored.id, stored.label, stored.type});
    numbers.push_back(first + number);
  }
  local_of_.emplace_back(numbers);
}

void CatalogLevel::Describe(const entities::Dictionary& dictionary,
                            CatalogEntity* entity) {
  entity->listed = dictionary.FindById(entity->id);
  entity->unlisted = !entity->listed;
  if (entity->unlisted) return;
  entity->label = dictionary.label(*entity->listed);
  entity->type = dictionary.type(*entity->listed);
}

void CatalogLevel::AddValues(const index::Segment& segment) {
  const auto first =
      static_cast<uint32_t>(below_ ? below_->values_.values().size() : 0);
  std::vector<uint32_t>& numbers = value_of_.emplace_back();
  const std::vector<index::AttributeValue>& values = segment.attribute_values();
  numbers.reserve(values.size());
  if (segments_.size() == 1) {
    values_.Reserve(values.size());
    value_names_.reserve(values.size());
  }
  std::optional<std::string_view> last_name;
  uint16_t last = 0;
  for (const index::AttributeValue& stored : values) {
    if (below_) {
      if (const auto known = below_->values_.Find(stored)) {
        numbers.push_back(*known);
        continue;
      }
    }
    const auto [number, added] = values_.Add(stored);
    numbers.push_back(first + number);
    if (!added) continue;
    if (last_name != stored.name) {
      const auto next = static_cast<uint16_t>(names_.size());
      last = names_.try_emplace(stored.name, next).first->second;
      last_name = stored.name;
    }
    value_names_.push_back(last);
  }
}

std::optional<uint32_t> CatalogLevel::FindEntity(std::string_view id) const {
  if (!below_) return entity_ids_.Find(id);
  if (const auto known = below_->entity_ids_.Find(id)) return known;
  const auto own = entity_ids_.Find(id);
  if (!own) return std::nullopt;
  return *own + static_cast<uint32_t>(below_->entities_.size());
}

std::optional<uint32_t> CatalogLevel::FindValue(
    const index::AttributeValue& value) const {
  if (!below_) return values_.Find(value);
  if (const auto known = below_->values_.Find(value)) return known;
  const auto own = values_.Find(value);
  if (!own) return std::nullopt;
  return *own + static_cast<uint32_t>(below_->values_.values().size());
}

bool CatalogLevel::HasFields(const index::Segment& segment, uint32_t doc) {
  const index::Span<uint32_t> listed = segment.attributes(doc);
  return listed.size > 0 &&
         segment.attribute_values()[listed[listed.size - 1]].name ==
             index::kFieldLanguage;
}

KeptLevels::LevelPtr KeptLevels::For(
    const Segments& segments,
    const std::shared_ptr<const entities::Dictionary>& dictionary) {
  size_t rows = 0;
  for (const auto& segment : segments) rows += RowsOf(*segment);
  if (rows < kMany) return nullptr;
  std::vector<std::string> contents;
  size_t first = 0;  // rows of the first contents.size() segments
  for (const auto& segment : segments) {
    if (4 * first >= 3 * rows) break;
    contents.push_back(ContentKey(*segment));
    first += RowsOf(*segment);
  }
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const Held& held : held_) {
      const LevelPtr level = held.level.lock();
      if (!level || level->dictionary() != dictionary.get() ||
          held.contents.size() > contents.size() ||
          !std::equal(held.contents.begin(), held.contents.end(),
                      contents.begin())) {
        continue;
      }
      size_t have = 0;
      for (const auto& segment : level->segments()) have += RowsOf(*segment);
      if (2 * have >= rows) return level;
    }
  }
  // Two that make the same at once both have theirs.
  auto level = std::make_shared<const CatalogLevel>(
      nullptr,
      Segments(segments.begin(),
               segments.begin() + static_cast<ptrdiff_t>(contents.size())),
      dictionary);
  const std::lock_guard<std::mutex> lock(mutex_);
  held_.erase(
      std::remove_if(held_.begin(), held_.end(),
                     [](const Held& held) { return held.level.expired(); }),
      held_.end());
  held_.push_back({std::move(contents), level});
  return level;
}

KeptLevels& KeptLevels::OfThisProcess() {
  static auto* const kept = new KeptLevels();  // lives until the end
  return *kept;
}

}  // namespace vigie::match
