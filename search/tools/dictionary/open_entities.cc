#include "tools/dictionary/open_entities.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <tuple>

#include "analysis/analyzer.h"
#include "tools/dictionary/entity_ids.h"

namespace vigie::tools {
namespace {

bool IsWikidata(const std::string& id) {
  return id.size() > 1 && id[0] == 'Q' && id[1] >= '1' && id[1] <= '9';
}

std::string KeyOf(EntityType type, std::string_view name) {
  return std::string(EntityTypeName(type)) + '\n' + analysis::FoldName(name);
}

// Of two namesakes the better known one mostly came to Wikidata first: its
// number is lower (Liverpool in England, not in Nova Scotia).
uint64_t WikidataNumber(const OpenEntity& entity) {
  constexpr uint64_t kNone = UINT64_MAX;
  if (!IsWikidata(entity.wikidata_id)) return kNone;
  return std::strtoull(entity.wikidata_id.c_str() + 1, nullptr, 10);
}

bool Outranks(const OpenEntity& a, const OpenEntity& b) {
  if (a.kind.priority != b.kind.priority) {
    return a.kind.priority < b.kind.priority;
  }
  return a.kind.type == EntityType::kPlace &&
         WikidataNumber(a) < WikidataNumber(b);
}

bool NeedsContext(Verdict verdict) { return verdict == Verdict::kContext; }

}  // namespace

void OpenEntities::Add(std::string_view file, const OpenRow& row) {
  const std::optional<OpenKind> kind = KindOf(file, row);
  if (!kind.has_value()) return;
  if (own_.wikidata_ids.count(row.id) > 0) return;
  const uint32_t index = EntityFor(row, *kind);
  OpenEntity& entity = entities_[index];
  for (const std::string& name : {row.canonical, row.alias}) {
    const bool known =
        std::any_of(entity.names.begin(), entity.names.end(),
                    [&](const OpenName& have) { return have.text == name; });
    if (known) continue;
    const Verdict verdict = judge_.Judge(name, entity.kind);
    if (verdict != Verdict::kDrop) entity.names.push_back({name, verdict});
  }
}

// By Wikidata id, by the id of its list, else by type and normal form.
uint32_t OpenEntities::EntityFor(const OpenRow& row, const OpenKind& kind) {
  const std::string name_key = KeyOf(kind.type, row.canonical);
  const bool has_id = row.id.size() > 1;
  const std::string id_key = has_id ? row.id : name_key;
  const auto by_id = by_key_.find(id_key);
  if (by_id != by_key_.end()) return by_id->second;
  const auto by_name = by_key_.find(name_key);
  if (by_name != by_key_.end()) {
    OpenEntity& known = entities_[by_name->second];
    // Two Wikidata ids are two things, whatever they are called.
    const bool other = IsWikidata(row.id) && !known.wikidata_id.empty();
    if (!other) {
      if (IsWikidata(row.id)) known.wikidata_id = row.id;
      by_key_.emplace(id_key, by_name->second);
      return by_name->second;
    }
  }
  const auto index = static_cast<uint32_t>(entities_.size());
  OpenEntity entity;
  entity.label = row.canonical;
  entity.kind = kind;
  if (IsWikidata(row.id)) entity.wikidata_id = row.id;
  if (has_id) entity.source_id = row.id;
  entities_.push_back(std::move(entity));
  by_key_.emplace(id_key, index);
  by_key_.emplace(name_key, index);
  return index;
}

std::vector<OpenEntity> OpenEntities::Finish() {
  ShareOut();
  NameAll();
  entities_.erase(std::remove_if(entities_.begin(), entities_.end(),
                                 [](const OpenEntity& entity) {
                                   return entity.id.empty();
                                 }),
                  entities_.end());
  std::sort(
      entities_.begin(), entities_.end(),
      [](const OpenEntity& a, const OpenEntity& b) { return a.id < b.id; });
  return std::move(entities_);
}

// A name belongs to one entity: the one of the best list, and of two places of
// one list the better known one. Where persons share it, it may be any of them:
// the owner's needs its context.
void OpenEntities::ShareOut() {
  struct Claim {
    uint32_t entity = 0;
    uint32_t claims = 0;
  };
  std::unordered_map<std::string, Claim> owner;
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    std::unordered_set<std::string> seen;
    for (const OpenName& name : entities_[i].names) {
      const std::string folded = analysis::FoldName(name.text);
      if (!seen.insert(folded).second) continue;
      const auto known = owner.emplace(folded, Claim{i, 0}).first;
      ++known->second.claims;
      if (Outranks(entities_[i], entities_[known->second.entity])) {
        known->second.entity = i;
      }
    }
  }
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    OpenEntity& entity = entities_[i];
    const auto is_others = [&](OpenName& name) {
      const std::string folded = analysis::FoldName(name.text);
      if (own_.folded.count(folded) > 0) return true;
      const Claim& claim = owner.at(folded);
      if (claim.claims == 1) return false;
      const EntityType best = entities_[claim.entity].kind.type;
      if (entity.kind.type == EntityType::kPerson &&
          best == EntityType::kPerson) {
        if (name.verdict < Verdict::kExact) name.verdict = Verdict::kContext;
      }
      return claim.entity != i;
    };
    entity.names.erase(
        std::remove_if(entity.names.begin(), entity.names.end(), is_others),
        entity.names.end());
  }
}

void OpenEntities::NameAll() {
  std::vector<uint32_t> order(entities_.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return entities_[a].kind.priority < entities_[b].kind.priority;
  });
  std::unordered_set<std::string> taken = own_.ids;
  for (const uint32_t i : order) {
    OpenEntity& entity = entities_[i];
    const bool own_label =
        own_.folded.count(analysis::FoldName(entity.label)) > 0;
    const bool stands = std::any_of(entity.names.begin(), entity.names.end(),
                                    [](const OpenName& name) {
                                      return name.verdict != Verdict::kNeedFull;
                                    });
    const std::string slug = SlugOf(entity.label);
    if (!stands || slug.empty() || own_label) continue;
    std::string id = IdPrefix(entity.kind.type) + slug;
    if (taken.count(id) > 0) {
      const std::string& more =
          entity.wikidata_id.empty() ? entity.source_id : entity.wikidata_id;
      if (more.empty()) continue;
      id += '-' + SlugOf(more);
    }
    if (taken.insert(id).second) entity.id = id;
  }
}

std::string EncodeEntry(const OpenEntity& entity) {
  nlohmann::ordered_json line;
  std::string type(EntityTypeName(entity.kind.type));
  if (!entity.kind.subtype.empty())
    type.append(1, '.').append(entity.kind.subtype);
  line["id"] = entity.id;
  line["type"] = type;
  line["label"] = {{"fr", entity.label}};
  if (!entity.wikidata_id.empty()) line["qid"] = entity.wikidata_id;
  bool context = false;
  nlohmann::ordered_json aliases = nlohmann::ordered_json::array();
  for (const OpenName& name : entity.names) {
    const bool apart = name.verdict == Verdict::kApart ||
                       name.text.find(' ') == std::string::npos;
    if (name.verdict == Verdict::kPlain && !apart) {
      aliases.push_back(name.text);
      continue;
    }
    nlohmann::ordered_json alias = {{"t", name.text}};
    if (apart) alias["apart"] = true;
    if (name.verdict == Verdict::kExact) alias["case"] = "exact";
    if (name.verdict == Verdict::kNeedFull) {
      alias["case"] = "exact";
      alias["need_full"] = true;
    }
    if (NeedsContext(name.verdict)) {
      alias["min_score"] = 2;
      context = true;
    }
    aliases.push_back(std::move(alias));
  }
  line["aliases"] = std::move(aliases);
  if (context) {
    line["pos"] = {'@' + std::string(ContextName(entity.kind.context))};
  }
  return line.dump();
}

std::string EncodeHeader() {
  nlohmann::ordered_json lists = nlohmann::ordered_json::object();
  for (const Context context : kContexts) {
    lists[std::string(ContextName(context))] = ContextWords(context);
  }
  return nlohmann::ordered_json{{"vigie_dictionary", 1}, {"lists", lists}}
      .dump();
}

}  // namespace vigie::tools
