#include "entities/entry_table.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analysis/analyzer.h"

namespace vigie::entities {
namespace {

std::string Unknown(const std::string& field, const std::string& id) {
  return field + ": \"" + id +
         "\" names no entity here; it may have been merged or hidden before";
}

void Append(const std::vector<std::string>& more,
            std::vector<std::string>* items) {
  for (const std::string& item : more) {
    if (std::find(items->begin(), items->end(), item) == items->end()) {
      items->push_back(item);
    }
  }
}

void AppendAliases(const std::vector<Alias>& more,
                   std::vector<Alias>* aliases) {
  for (const Alias& alias : more) {
    const bool known =
        std::any_of(aliases->begin(), aliases->end(), [&](const Alias& have) {
          return have.text == alias.text && have.kind == alias.kind;
        });
    if (!known) aliases->push_back(alias);
  }
}

// Takes the names that fold to `folded` off; whether there were any.
bool RemoveAlias(const std::string& folded, std::vector<Alias>* aliases) {
  const auto end =
      std::remove_if(aliases->begin(), aliases->end(), [&](const Alias& alias) {
        return analysis::FoldName(alias.text) == folded;
      });
  const bool any = end != aliases->end();
  aliases->erase(end, aliases->end());
  return any;
}

Alias LabelName(const std::string& label) {
  Alias name;
  name.text = label;
  name.kind = AliasKind::kLabel;
  return name;
}

}  // namespace

Entry EntryOf(const Gazetteer& compiled, uint32_t entity) {
  Entry entry;
  entry.entity = compiled.entity(entity);
  const GazetteerEntity& record = compiled.record(entity);
  entry.rules.pos = compiled.list(record.pos);
  entry.rules.neg = compiled.list(record.neg);
  entry.rules.ner_block = record.ner_block != 0;
  for (uint32_t i = record.first_alias; i < compiled.end_alias(entity); ++i) {
    const GazetteerAlias& from = compiled.alias(i);
    const GazetteerPolicy policy = Gazetteer::policy(from);
    Alias alias;
    alias.text = compiled.text(i);
    alias.case_policy = policy.case_policy;
    alias.kind = policy.kind;
    alias.exact_accents = policy.exact_accents;
    alias.need_full = policy.need_full;
    alias.apart = policy.apart;
    alias.capital = policy.capital;
    alias.need = compiled.list(from.need);
    alias.min_score = from.min_score;
    entry.rules.aliases.push_back(std::move(alias));
  }
  return entry;
}

void EntryTable::Add(Entry entry) {
  for (const std::string& former : entry.former_ids) {
    redirects_.try_emplace(former, entry.entity.id);
  }
  row_of_[entry.entity.id] = rows_.size();
  rows_.push_back({std::move(entry), true});
}

Entry* EntryTable::Find(const std::string& id) {
  const auto compiled = compiled_->FindById(id);
  if (compiled.has_value() && !compiled_->suppressed(*compiled)) {
    Entry found = EntryOf(*compiled_, *compiled);
    compiled_->Suppress(*compiled);
    const auto listed = row_of_.find(id);
    if (listed == row_of_.end()) {
      Add(std::move(found));
    } else {
      AppendAliases(found.rules.aliases,
                    &rows_[listed->second].entry.rules.aliases);
    }
  }
  const auto row = row_of_.find(id);
  return row == row_of_.end() ? nullptr : &rows_[row->second].entry;
}

void EntryTable::Remove(const std::string& id) {
  rows_[row_of_.at(id)].stands = false;
  row_of_.erase(id);
}

std::string EntryTable::Apply(Change change) {
  Entry* entry = Find(change.id);
  if (entry == nullptr) return Unknown("id", change.id);
  switch (change.kind) {
    case Change::Kind::kMerge:
      return Merge(change);
    case Change::Kind::kSplit:
      return Split(std::move(change));
    case Change::Kind::kHide:
      return Hide(change);
    case Change::Kind::kRename:
      entry->rules.aliases.push_back(LabelName(entry->entity.label));
      entry->entity.label = change.label;
      entry->entity.label_en = change.label_en;
      return "";
  }
  return "";
}

std::string EntryTable::Merge(const Change& change) {
  if (change.into == change.id) return "into: name another entity than id";
  // Finding the one may move the other.
  if (Find(change.into) == nullptr) return Unknown("into", change.into);
  Entry& into = *Find(change.into);
  const Entry& from = *Find(change.id);
  if (into.entity.type != from.entity.type) {
    return "into: the type " + std::string(EntityTypeName(into.entity.type)) +
           " cannot take in " + std::string(EntityTypeName(from.entity.type));
  }
  if (!from.rules.sets.empty() || !from.rules.phrases.empty()) {
    return "id: a concept with rules cannot be merged";
  }
  AppendAliases(from.rules.aliases, &into.rules.aliases);
  AppendAliases({LabelName(from.entity.label)}, &into.rules.aliases);
  Append(from.rules.pos, &into.rules.pos);
  Append(from.rules.neg, &into.rules.neg);
  if (into.entity.wikidata_id.empty()) {
    into.entity.wikidata_id = from.entity.wikidata_id;
  }
  Remove(change.id);
  for (auto& [old, target] : redirects_) {
    if (target == change.id) target = change.into;
  }
  redirects_[change.id] = change.into;
  return "";
}

std::string EntryTable::Split(Change change) {
  const std::string& id = change.split.entity.id;
  if (Find(id) != nullptr) {
    return "into.id: \"" + id + "\" is an entity already; merge into it";
  }
  std::vector<Alias>& aliases = Find(change.id)->rules.aliases;
  bool any = false;
  for (const Alias& alias : change.split.rules.aliases) {
    any = RemoveAlias(analysis::FoldName(alias.text), &aliases) || any;
  }
  if (!any) {
    return "into.aliases: \"" + change.id + "\" has none of these names";
  }
  Add(std::move(change.split));
  return "";
}

std::string EntryTable::Hide(const Change& change) {
  if (change.alias.empty()) {
    Remove(change.id);
    for (auto at = redirects_.begin(); at != redirects_.end();) {
      at = at->second == change.id ? redirects_.erase(at) : std::next(at);
    }
    return "";
  }
  std::vector<Alias>& aliases = Find(change.id)->rules.aliases;
  if (!RemoveAlias(analysis::FoldName(change.alias), &aliases)) {
    return "alias: \"" + change.id + "\" has no name \"" + change.alias + "\"";
  }
  return "";
}

std::vector<Entry> EntryTable::TakeEntries() {
  for (auto at = redirects_.begin(); at != redirects_.end();) {
    at = row_of_.count(at->first) > 0 ? redirects_.erase(at) : std::next(at);
  }
  std::vector<Entry> entries;
  for (Row& row : rows_) {
    if (!row.stands) continue;
    row.entry.entity.aliases.clear();
    for (const Alias& alias : row.entry.rules.aliases) {
      if (alias.kind != AliasKind::kLabel) {
        row.entry.entity.aliases.push_back(alias.text);
      }
    }
    entries.push_back(std::move(row.entry));
  }
  rows_.clear();
  row_of_.clear();
  return entries;
}

std::unordered_map<std::string, std::string> EntryTable::TakeRedirects() {
  return std::move(redirects_);
}

}  // namespace vigie::entities
