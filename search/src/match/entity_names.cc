#include "match/entity_names.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/analyzer.h"

namespace vigie::match {
namespace {

constexpr size_t kMostAliases = 1'000;  // of one entity
constexpr size_t kMostBytes = 1'000;    // of one name

}  // namespace

EntityNames::EntityNames(const std::vector<Source>& entities,
                         const entities::Dictionary* dictionary)
    : dictionary_(dictionary) {
  ids_.reserve(entities.size());
  for (uint32_t number = 0; number < entities.size(); ++number) {
    const Source& source = entities[number];
    ids_.emplace_back(source.id);
    Add(number, source.label, 0);
    const auto listed =
        dictionary == nullptr ? std::nullopt : dictionary->FindById(source.id);
    if (!listed) continue;
    const Entity entity = dictionary->entity(*listed);
    if (!entity.label_en.empty()) Add(number, entity.label_en, 0);
    const size_t aliases = std::min(entity.aliases.size(), kMostAliases);
    for (size_t i = 0; i < aliases; ++i) {
      if (entity.aliases[i] == source.label) continue;
      Add(number, entity.aliases[i], static_cast<uint16_t>(i + 1));
    }
  }
  std::sort(words_.begin(), words_.end(), [this](const Word& a, const Word& b) {
    const int order = FromWord(a).compare(FromWord(b));
    return order != 0 ? order < 0 : a.name < b.name;
  });
}

void EntityNames::Add(uint32_t entity, std::string_view name, uint16_t alias) {
  const std::string folded = analysis::FoldName(name.substr(0, kMostBytes));
  if (folded.empty()) return;
  const auto begin = static_cast<uint32_t>(text_.size());
  const auto number = static_cast<uint32_t>(names_.size());
  names_.push_back(
      {entity, begin, static_cast<uint16_t>(folded.size()), alias});
  text_ += folded;
  for (size_t at = 0; at < folded.size(); ++at) {
    if (at == 0 || folded[at - 1] == ' ') {
      words_.push_back({begin + static_cast<uint32_t>(at), number});
    }
  }
}

std::string_view EntityNames::FromWord(const Word& word) const {
  const Name& name = names_[word.name];
  return std::string_view(text_).substr(word.text,
                                        name.text + name.size - word.text);
}

std::string EntityNames::AliasOf(const Name& name) const {
  if (name.alias == 0) return "";
  const auto listed = dictionary_->FindById(ids_[name.entity]);
  return listed ? dictionary_->entity(*listed).aliases[name.alias - 1U] : "";
}

std::vector<NamedEntity> EntityNames::Find(const NamePattern& pattern) const {
  std::vector<NamedEntity> found;
  if (pattern.empty()) return found;
  const std::string& first = pattern.words().front();
  const auto begins = [&](const Word& word) {
    return FromWord(word).substr(0, first.size());
  };
  auto word = std::lower_bound(
      words_.begin(), words_.end(), first,
      [&](const Word& a, const std::string& b) { return begins(a) < b; });
  // The best name of each entity: a label, then one that begins so.
  std::vector<std::pair<uint64_t, uint32_t>> ranked;  // entity and rank; name
  for (; word != words_.end() && begins(*word) == first; ++word) {
    const Name& name = names_[word->name];
    const std::string_view folded =
        std::string_view(text_).substr(name.text, name.size);
    if (pattern.words().size() > 1 && !pattern.MatchesFolded(folded)) continue;
    const uint64_t rank =
        (name.alias == 0 ? 0U : 2U) + (word->text == name.text ? 0U : 1U);
    ranked.push_back({uint64_t{name.entity} << 2U | rank, word->name});
  }
  std::sort(ranked.begin(), ranked.end());
  for (const auto& [key, number] : ranked) {
    const auto entity = static_cast<uint32_t>(key >> 2U);
    if (!found.empty() && found.back().entity == entity) continue;
    found.push_back({entity, AliasOf(names_[number]), (key & 1U) == 0});
  }
  return found;
}

}  // namespace vigie::match
