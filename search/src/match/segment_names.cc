#include "match/segment_names.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

#include "analysis/analyzer.h"

namespace vigie::match {
namespace {

constexpr size_t kMostAliases = 1'000;  // of one entity
constexpr size_t kMostBytes = 1'000;    // of one name
constexpr uint32_t kUnlisted = std::numeric_limits<uint32_t>::max();

}  // namespace

SegmentNames::SegmentNames(const index::Segment& segment,
                           const entities::Dictionary* dictionary)
    : dictionary_(dictionary) {
  const std::vector<index::StoredEntity>& entities = segment.entities();
  listed_.assign(entities.size(), kUnlisted);
  for (uint32_t number = 0; number < entities.size(); ++number) {
    const auto listed = dictionary == nullptr
                            ? std::nullopt
                            : dictionary->FindById(entities[number].id);
    if (!listed) {
      Add(number, entities[number].label, 0);
      continue;
    }
    listed_[number] = *listed;
    const Entity entity = dictionary->entity(*listed);
    const std::string_view label = dictionary->label(*listed);
    Add(number, label, 0);
    if (!entity.label_en.empty()) Add(number, entity.label_en, 0);
    const size_t aliases = std::min(entity.aliases.size(), kMostAliases);
    for (size_t i = 0; i < aliases; ++i) {
      if (entity.aliases[i] == label) continue;
      Add(number, entity.aliases[i], static_cast<uint16_t>(i + 1));
    }
  }
  std::sort(words_.begin(), words_.end(), [this](const Word& a, const Word& b) {
    const int order = FromWord(a).compare(FromWord(b));
    return order != 0 ? order < 0 : a.name < b.name;
  });
}

void SegmentNames::Add(uint32_t entity, std::string_view name, uint16_t alias) {
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

std::string_view SegmentNames::FromWord(const Word& word) const {
  const Name& name = names_[word.name];
  return std::string_view(text_).substr(word.text,
                                        name.text + name.size - word.text);
}

std::string SegmentNames::AliasOf(uint32_t name) const {
  const Name& found = names_[name];
  if (found.alias == 0) return "";
  return dictionary_->entity(listed_[found.entity]).aliases[found.alias - 1U];
}

void SegmentNames::Find(const NamePattern& pattern,
                        std::vector<Found>* found) const {
  const std::string& first = pattern.words().front();
  const auto begins = [&](const Word& word) {
    return FromWord(word).substr(0, first.size());
  };
  auto word = std::lower_bound(
      words_.begin(), words_.end(), first,
      [&](const Word& a, const std::string& b) { return begins(a) < b; });
  for (; word != words_.end() && begins(*word) == first; ++word) {
    const Name& name = names_[word->name];
    const std::string_view folded =
        std::string_view(text_).substr(name.text, name.size);
    if (pattern.words().size() > 1 && !pattern.MatchesFolded(folded)) continue;
    const unsigned rank =
        (name.alias == 0 ? 0U : 2U) + (word->text == name.text ? 0U : 1U);
    found->push_back({name.entity, static_cast<uint8_t>(rank), word->name});
  }
}

}  // namespace vigie::match
