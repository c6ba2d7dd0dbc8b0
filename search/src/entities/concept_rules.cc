#include "entities/concept_rules.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "entities/entry_words.h"

namespace vigie::entities {
namespace {

using nlohmann::json;

constexpr int kWidestWindow = 200;

bool CutSuffix(std::string_view suffix, std::string* text) {
  if (text->size() < suffix.size() ||
      text->compare(text->size() - suffix.size(), suffix.size(), suffix) != 0) {
    return false;
  }
  text->resize(text->size() - suffix.size());
  return true;
}

SetItem MakeSetItem(std::string text) {
  SetItem item;
  if (CutSuffix("/exact", &text)) {
    item.match = SetItem::Match::kExactSurface;
  } else if (CutSuffix("/en", &text)) {
    item.match = SetItem::Match::kEnglish;
  }
  item.text = std::move(text);
  return item;
}

void ReadSets(const JsonObject& object, EntityRules* rules,
              JsonFaults* faults) {
  const json* value = object.Find("sets");
  if (value == nullptr) return;
  const JsonObject sets(*value, "sets", faults);
  if (!value->is_object()) return;
  for (const auto& named : value->items()) {
    std::vector<std::string> texts;
    sets.ReadStrings(named.key(), &texts);
    if (texts.empty()) faults->Add(sets.PathOf(named.key()), "add an item");
    ItemSet set;
    set.name = named.key();
    for (std::string& text : texts) {
      set.items.push_back(MakeSetItem(std::move(text)));
      CheckWords(set.items.back().text, sets.PathOf(named.key()), faults);
    }
    rules->sets.push_back(std::move(set));
  }
}

void ReadNear(const JsonObject& object, EntityRules* rules,
              JsonFaults* faults) {
  NearRule near;
  std::vector<std::string> names;
  object.ReadStrings("near", &names);
  if (names.size() != 2) {
    faults->Add(object.PathOf("near"), "name two sets");
    return;
  }
  const std::array<uint32_t*, 2> targets = {&near.first, &near.second};
  for (size_t i = 0; i < 2; ++i) {
    const auto set = std::find_if(
        rules->sets.begin(), rules->sets.end(),
        [&](const ItemSet& known) { return known.name == names[i]; });
    if (set == rules->sets.end()) {
      faults->Add(object.PathOf("near"),
                  "unknown set \"" + names[i] + "\"; define it in sets");
      return;
    }
    *targets[i] = static_cast<uint32_t>(set - rules->sets.begin());
  }
  int window = static_cast<int>(near.window);
  object.ReadInt("window", 0, kWidestWindow, &window);
  near.window = static_cast<uint32_t>(window);
  int scope = 0;
  object.ReadWord("scope", {"sentence", "paragraph"}, &scope);
  near.scope = static_cast<NearRule::Scope>(scope);
  object.ReadInt("score", 0, kHighestScore, &near.score);
  rules->near.push_back(near);
}

void ReadRules(const JsonObject& object, EntityRules* rules,
               JsonFaults* faults) {
  const json* value = object.Find("rules");
  if (value == nullptr) return;
  if (!value->is_array()) {
    faults->Add("rules", "write an array of objects");
    return;
  }
  for (size_t i = 0; i < value->size(); ++i) {
    const std::string path = "rules[" + std::to_string(i) + "]";
    const JsonObject rule((*value)[i], path, faults);
    if (rule.has("near") == rule.has("phrase")) {
      faults->Add(path, "write either near or phrase");
    } else if (rule.has("near")) {
      rule.AllowOnly({"near", "window", "scope", "score"});
      ReadNear(rule, rules, faults);
    } else {
      rule.AllowOnly({"phrase", "score"});
      PhraseRule phrase;
      rule.ReadString("phrase", &phrase.phrase);
      CheckWords(phrase.phrase, rule.PathOf("phrase"), faults);
      rule.ReadInt("score", 0, kHighestScore, &phrase.score);
      rules->phrases.push_back(std::move(phrase));
    }
  }
}

}  // namespace

void ReadConceptRules(const JsonObject& entry, EntityRules* rules,
                      JsonFaults* faults) {
  ReadSets(entry, rules, faults);
  ReadRules(entry, rules, faults);
}

}  // namespace vigie::entities
