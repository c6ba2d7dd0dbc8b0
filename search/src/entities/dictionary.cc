#include "entities/dictionary.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "analysis/analyzer.h"
#include "entities/change.h"
#include "entities/entry_lines.h"
#include "entities/entry_parser.h"
#include "entities/entry_table.h"
#include "entities/gazetteer_names.h"
#include "entities/rules.h"
#include "text/view_numbers.h"

namespace vigie::entities {
namespace {

// Part of the version: raise it when equal files are recognised otherwise.
constexpr uint64_t kSemantics = 3;

std::string VersionOf(std::string_view bytes, uint64_t compiled) {
  const uint64_t hash =
      XXH3_64bits_withSeed(bytes.data(), bytes.size(), kSemantics) ^ compiled;
  char text[32];
  std::snprintf(text, sizeof(text), "dict-%016llx",
                static_cast<unsigned long long>(hash));
  return text;
}

}  // namespace

struct Dictionary::NameIndex {
  text::StringNumbers ids;  // of the listed entities
  std::unordered_map<std::string, std::vector<uint32_t>> by_name;
  std::unordered_map<std::string, std::string> redirects;

  void AddName(std::string_view name, uint32_t entity) {
    std::string folded = analysis::FoldName(name);
    if (folded.empty()) return;
    std::vector<uint32_t>& owners = by_name[std::move(folded)];
    if (owners.empty() || owners.back() != entity) owners.push_back(entity);
  }
};

Dictionary::Dictionary()
    : rules_(std::make_unique<Rules>()),
      names_(std::make_unique<NameIndex>()) {}

Dictionary::~Dictionary() = default;

Result<std::shared_ptr<const Dictionary>> Dictionary::Parse(
    std::string_view json_lines, const std::string& source_name) {
  const std::shared_ptr<Dictionary> dictionary(new Dictionary());
  const Status read = Gazetteer::IsCompiled(json_lines)
                          ? dictionary->ReadCompiled(json_lines, source_name)
                          : dictionary->ReadLines(json_lines, source_name);
  if (!read.ok()) return read;
  dictionary->JoinGazetteer();
  dictionary->version_ =
      VersionOf(json_lines, dictionary->gazetteer_.content());
  return std::shared_ptr<const Dictionary>(dictionary);
}

Status Dictionary::ReadCompiled(std::string_view bytes,
                                const std::string& source_name) {
  owned_.resize((bytes.size() + sizeof(uint64_t) - 1) / sizeof(uint64_t));
  std::memcpy(owned_.data(), bytes.data(), bytes.size());
  Result<Gazetteer> opened = Gazetteer::Open(
      {reinterpret_cast<const char*>(owned_.data()), bytes.size()},
      source_name);
  if (!opened.ok()) return opened.status();
  gazetteer_ = *std::move(opened);
  return OkStatus();
}

Status Dictionary::ReadLines(std::string_view json_lines,
                             const std::string& source_name) {
  EntryLines take;
  take.header = [this](const FileHeader& header) {
    if (header.open_data) {
      gazetteer_ = Gazetteer::OpenTrusted(ShippedGazetteer());
    }
    return std::string();
  };
  EntryTable table(&gazetteer_);
  take.entry = [&table](Entry entry) {
    table.Add(std::move(entry));
    return std::string();
  };
  take.change = [&table](std::string_view line) {
    Change change;
    std::string fault = ParseChange(line, &change);
    return fault.empty() ? table.Apply(std::move(change)) : fault;
  };
  Status read = ReadEntryLines(json_lines, source_name, take);
  if (!read.ok()) return read;
  for (Entry& entry : table.TakeEntries()) Take(std::move(entry));
  names_->redirects = table.TakeRedirects();
  return OkStatus();
}

std::string Dictionary::WithOverlay(std::string_view json_lines,
                                    std::string_view overlay,
                                    const std::string& overlay_name) {
  std::string all(json_lines);
  all += '\n' + OverlayLine(overlay_name) + '\n';
  return all.append(overlay);
}

void Dictionary::Take(Entry entry) {
  const auto index = static_cast<uint32_t>(entities_.size());
  names_->AddName(entry.entity.label, index);
  names_->AddName(entry.entity.label_en, index);
  for (const Alias& alias : entry.rules.aliases) {
    if (alias.kind != AliasKind::kNominal && alias.text != entry.entity.label) {
      names_->AddName(alias.text, index);
    }
  }
  entities_.push_back(std::move(entry.entity));
  rules_->entities.push_back(std::move(entry.rules));
}

void Dictionary::JoinGazetteer() {
  names_->ids.Reserve(entities_.size());
  for (const Entity& entity : entities_) names_->ids.Add(entity.id);
  if (gazetteer_.size() == 0) return;
  for (uint32_t i = 0; i < entities_.size(); ++i) {
    const auto compiled = gazetteer_.FindById(entities_[i].id);
    if (compiled.has_value() && !gazetteer_.suppressed(*compiled)) {
      listed_of_.emplace(*compiled, i);
    }
  }
}

Entity Dictionary::entity(uint32_t index) const {
  return index < listed() ? entities_[index]
                          : gazetteer_.entity(index - listed());
}

std::string_view Dictionary::id(uint32_t index) const {
  return index < listed() ? std::string_view(entities_[index].id)
                          : gazetteer_.id(index - listed());
}

std::string_view Dictionary::label(uint32_t index) const {
  return index < listed() ? std::string_view(entities_[index].label)
                          : gazetteer_.label(index - listed());
}

EntityType Dictionary::type(uint32_t index) const {
  return index < listed() ? entities_[index].type
                          : gazetteer_.type(index - listed());
}

std::string Dictionary::wikidata_id(uint32_t index) const {
  if (index < listed()) return entities_[index].wikidata_id;
  const uint32_t number = gazetteer_.record(index - listed()).wikidata;
  return number == 0 ? "" : "Q" + std::to_string(number);
}

std::optional<uint32_t> Dictionary::FindById(std::string_view id) const {
  if (!names_->redirects.empty()) {
    const auto redirect = names_->redirects.find(std::string(id));
    if (redirect != names_->redirects.end()) id = redirect->second;
  }
  if (const auto listed = names_->ids.Find(id)) return listed;
  const std::optional<uint32_t> compiled = gazetteer_.FindById(id);
  if (!compiled.has_value() || gazetteer_.suppressed(*compiled)) {
    return std::nullopt;
  }
  return OfGazetteer(*compiled);
}

std::vector<uint32_t> Dictionary::Resolve(std::string_view name) const {
  std::vector<uint32_t> found;
  if (const auto by_id = FindById(name)) found.push_back(*by_id);
  const auto listed_ones = names_->by_name.find(analysis::FoldName(name));
  if (listed_ones != names_->by_name.end()) {
    for (const uint32_t index : listed_ones->second) {
      if (found.empty() || found.front() != index) found.push_back(index);
    }
  }
  for (const uint32_t compiled : FindName(gazetteer_, name)) {
    const uint32_t index = OfGazetteer(compiled);
    if (std::find(found.begin(), found.end(), index) == found.end()) {
      found.push_back(index);
    }
  }
  return found;
}

}  // namespace vigie::entities
