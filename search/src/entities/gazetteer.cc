#include "entities/gazetteer.h"

// Words are short: half of the time would be the call.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>

#include "analysis/analyzer.h"
#include "text/view_numbers.h"

namespace vigie::entities {
namespace {

GazetteerHeader ReadHeader(std::string_view bytes) {
  GazetteerHeader header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  return header;
}

template <typename T>
bool BindTable(std::string_view bytes, const GazetteerTable& table,
               TableView<T>* view) {
  if (table.offset % alignof(uint64_t) != 0 || table.offset > bytes.size() ||
      table.count > (bytes.size() - table.offset) / sizeof(T)) {
    return false;
  }
  view->data = reinterpret_cast<const T*>(bytes.data() + table.offset);
  view->count = table.count;
  return true;
}

// Whether `begins` rises from 0 to `end`.
bool IsPartition(const TableView<uint32_t>& begins, uint64_t end) {
  return begins.count > 0 && begins[0] == 0 &&
         begins[begins.count - 1] == end &&
         std::is_sorted(begins.begin(), begins.end());
}

}  // namespace

bool Gazetteer::IsCompiled(std::string_view bytes) {
  return bytes.size() >= sizeof(GazetteerHeader) &&
         ReadHeader(bytes).magic == kGazetteerMagic;
}

bool Gazetteer::Bind(std::string_view bytes, const GazetteerHeader& header) {
  content_ = header.content;
  if (!BindTable(bytes, header.entities, &entities_) ||
      !BindTable(bytes, header.aliases, &aliases_) ||
      !BindTable(bytes, header.keys, &keys_) ||
      !BindTable(bytes, header.children, &children_) ||
      !BindTable(bytes, header.output_begins, &output_begins_) ||
      !BindTable(bytes, header.outputs, &outputs_) ||
      !BindTable(bytes, header.list_begins, &list_begins_) ||
      !BindTable(bytes, header.items, &items_) ||
      !BindTable(bytes, header.strings, &strings_) || entities_.count == 0 ||
      entities_.count > UINT32_MAX || aliases_.count >= kAnyGaps) {
    return false;
  }
  size_ = static_cast<uint32_t>(entities_.count - 1);
  ids_ = std::make_shared<Ids>();
  return true;
}

struct Gazetteer::Ids {
  std::once_flag once;
  std::atomic<bool> made{false};
  text::StringNumbers numbers;  // of the ids in order
};

bool Gazetteer::IsConsistent() const {
  if (strings_.count == 0 || strings_[0] != '\0' ||
      strings_[strings_.count - 1] != '\0') {
    return false;
  }
  const auto is_string = [&](uint32_t at) { return at < strings_.count; };
  const auto is_list = [&](uint32_t list) { return list < lists(); };
  for (uint64_t i = 0; i < entities_.count; ++i) {
    const GazetteerEntity& e = entities_[i];
    const uint32_t before = i == 0 ? 0 : entities_[i - 1].first_alias;
    if (!is_string(e.id) || !is_string(e.label) || !is_string(e.label_en) ||
        !is_string(e.subtype) || !is_list(e.pos) || !is_list(e.neg) ||
        e.type > static_cast<uint8_t>(EntityType::kConcept) ||
        e.first_alias < before || e.first_alias > aliases_.count) {
      return false;
    }
    if (i > 0 && i < size_ && string(entities_[i - 1].id) >= string(e.id)) {
      return false;
    }
  }
  const bool aliases_ok =
      std::all_of(aliases_.begin(), aliases_.end(), [&](const auto& a) {
        return is_string(a.text) && is_string(a.lead) && is_string(a.exact) &&
               is_list(a.need) && a.entity < size_ &&
               policy(a).case_policy <= CasePolicy::kAny;
      });
  const uint64_t nodes = output_begins_.count - 1;
  return aliases_ok && keys_.count == children_.count &&
         (keys_.count == 0 || std::count(keys_.begin(), keys_.end(), 0U) > 0) &&
         IsPartition(output_begins_, outputs_.count) &&
         IsPartition(list_begins_, items_.count) && nodes > 0 &&
         std::all_of(children_.begin(), children_.end(),
                     [&](uint32_t node) { return node < nodes; }) &&
         std::all_of(outputs_.begin(), outputs_.end(),
                     [&](uint32_t output) {
                       return (output & ~kAnyGaps) < aliases_.count;
                     }) &&
         std::all_of(items_.begin(), items_.end(), is_string);
}

Result<Gazetteer> Gazetteer::Open(std::string_view bytes,
                                  const std::string& source_name) {
  const Status damaged(StatusCode::kDataLoss,
                       source_name + " is damaged; compile it again",
                       "DICTIONARY_DAMAGED");
  if (!IsCompiled(bytes)) return damaged;
  const GazetteerHeader header = ReadHeader(bytes);
  if (header.version != kGazetteerVersion ||
      header.analyzer != WordHash(analysis::AnalyzerVersion())) {
    return Status(StatusCode::kFailedPrecondition,
                  source_name +
                      " was compiled by another version of Vigie; compile its "
                      "JSON Lines again",
                  "DICTIONARY_VERSION");
  }
  const std::string_view rest = bytes.substr(sizeof(header));
  Gazetteer gazetteer;
  if (header.content != XXH3_64bits(rest.data(), rest.size()) ||
      !gazetteer.Bind(bytes, header) || !gazetteer.IsConsistent()) {
    return damaged;
  }
  return gazetteer;
}

Gazetteer Gazetteer::OpenTrusted(std::string_view bytes) {
  Gazetteer gazetteer;
  if (!IsCompiled(bytes) || !gazetteer.Bind(bytes, ReadHeader(bytes))) {
    return {};
  }
  return gazetteer;
}

Entity Gazetteer::entity(uint32_t index) const {
  const GazetteerEntity& record = entities_[index];
  Entity entity;
  entity.id = string(record.id);
  entity.type = static_cast<EntityType>(record.type);
  entity.subtype = string(record.subtype);
  entity.label = string(record.label);
  entity.label_en = string(record.label_en);
  if (record.wikidata != 0) {
    entity.wikidata_id = "Q" + std::to_string(record.wikidata);
  }
  for (uint32_t i = record.first_alias; i < end_alias(index); ++i) {
    if (policy(aliases_[i]).kind != AliasKind::kLabel) {
      entity.aliases.emplace_back(text(i));
    }
  }
  return entity;
}

std::optional<uint32_t> Gazetteer::FindById(std::string_view id) const {
  if (size_ == 0) return std::nullopt;
  if (ids_->made.load(std::memory_order_acquire)) return ids_->numbers.Find(id);
  const GazetteerEntity* end = entities_.data + size_;
  const GazetteerEntity* found = std::lower_bound(
      entities_.data, end, id,
      [&](const GazetteerEntity& entity, std::string_view wanted) {
        return string(entity.id) < wanted;
      });
  if (found == end || string(found->id) != id) return std::nullopt;
  return static_cast<uint32_t>(found - entities_.data);
}

void Gazetteer::IndexIds() const {
  if (size_ == 0) return;
  std::call_once(ids_->once, [this] {
    ids_->numbers.Reserve(size_);
    for (uint32_t i = 0; i < size_; ++i) ids_->numbers.Add(id(i));
    ids_->made.store(true, std::memory_order_release);
  });
}

std::vector<std::string> Gazetteer::list(uint32_t index) const {
  std::vector<std::string> words;
  for (uint32_t i = list_begins_[index]; i < list_begins_[index + uint64_t{1}];
       ++i) {
    words.emplace_back(string(items_[i]));
  }
  return words;
}

EdgeFilter Gazetteer::FilterOfEdges() const {
  // At most half of the slots are taken.
  EdgeFilter filter(keys_.count / 2);
  for (const uint64_t key : keys_) {
    if (key != 0) filter.Add(key);
  }
  return filter;
}

uint64_t Gazetteer::WordHash(std::string_view form) {
  return XXH3_64bits(form.data(), form.size());
}

}  // namespace vigie::entities
