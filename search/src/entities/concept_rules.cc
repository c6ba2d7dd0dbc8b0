#include "entities/concept_rules.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "entities/entry_words.h"
#include "vigie/mention.h"

namespace vigie::entities {
namespace {

using nlohmann::json;

constexpr int kWidestWindow = 200;

struct Suffix {
  std::string_view mark;
  SetItem::Match match;
  SetItem::WordClass word_class;
};
constexpr std::array<Suffix, 5> kSuffixes = {{
    {"/exact", SetItem::Match::kExactSurface, SetItem::WordClass::kAny},
    {"/en", SetItem::Match::kEnglish, SetItem::WordClass::kAny},
    {"/form", SetItem::Match::kForm, SetItem::WordClass::kAny},
    {"/noun", SetItem::Match::kLemma, SetItem::WordClass::kNoun},
    {"/verb", SetItem::Match::kLemma, SetItem::WordClass::kVerb},
}};

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
  if (text == "#number") {
    item.match = SetItem::Match::kNumber;
  } else if (text[0] == '@') {
    item.match = SetItem::Match::kEntity;
    text.erase(0, 1);
  }
  for (const Suffix& suffix : kSuffixes) {
    if (item.match == SetItem::Match::kLemma && CutSuffix(suffix.mark, &text)) {
      item.match = suffix.match;
      item.word_class = suffix.word_class;
      break;
    }
  }
  item.text = std::move(text);
  return item;
}

void CheckItem(const SetItem& item, const std::string& field,
               JsonFaults* faults) {
  switch (item.match) {
    case SetItem::Match::kNumber:
      return;
    case SetItem::Match::kEntity:
      if (item.text.find('/') == std::string::npos &&
          EntityTypeFromName(item.text) == EntityType::kUnspecified) {
        faults->Add(field, "\"@" + item.text +
                               "\": write the id of an entity or a type "
                               "after the @");
      }
      return;
    default:
      CheckWords(item.text, field, faults);
  }
}

std::vector<SetItem> ReadItems(const JsonObject& object, std::string_view name,
                               JsonFaults* faults) {
  std::vector<std::string> texts;
  object.ReadStrings(name, &texts);
  if (texts.empty()) faults->Add(object.PathOf(name), "add an item");
  std::vector<SetItem> items;
  for (std::string& text : texts) {
    items.push_back(MakeSetItem(std::move(text)));
    CheckItem(items.back(), object.PathOf(name), faults);
  }
  return items;
}

void ReadSets(const JsonObject& object, EntityRules* rules,
              JsonFaults* faults) {
  const json* value = object.Find("sets");
  if (value == nullptr) return;
  const JsonObject sets(*value, "sets", faults);
  if (!value->is_object()) return;
  for (const auto& named : value->items()) {
    rules->sets.push_back({named.key(), ReadItems(sets, named.key(), faults)});
  }
}

// Reads the fields of one rule; the sets it names must be known.
class RuleReader {
 public:
  RuleReader(const JsonObject& object, const EntityRules& rules,
             JsonFaults* faults)
      : object_(object), rules_(rules), faults_(faults) {}

  std::vector<uint32_t> Sets(std::string_view name) const {
    std::vector<std::string> names;
    object_.ReadStrings(name, &names);
    std::vector<uint32_t> sets;
    for (const std::string& set : names) sets.push_back(SetOf(set, name));
    return sets;
  }

  uint32_t SetOf(const std::string& wanted, std::string_view field) const {
    const auto set = std::find_if(
        rules_.sets.begin(), rules_.sets.end(),
        [&](const ItemSet& known) { return known.name == wanted; });
    if (set == rules_.sets.end()) {
      faults_->Add(object_.PathOf(field),
                   "unknown set \"" + wanted + "\"; define it in sets");
      return 0;
    }
    return static_cast<uint32_t>(set - rules_.sets.begin());
  }

  void Window(std::string_view name, uint32_t* target) const {
    if (!object_.has(name)) return;
    int window = 0;
    object_.ReadInt(name, 0, kWidestWindow, &window);
    *target = static_cast<uint32_t>(window);
  }

  void Scope(RuleScope* target) const {
    int scope = 0;
    object_.ReadWord("scope", {"sentence", "paragraph"}, &scope);
    *target = static_cast<RuleScope>(scope);
  }

  void Without(Absence* target) const {
    target->sets = Sets("without");
    Window("clear", &target->window);
    if (object_.has("clear") && target->sets.empty()) {
      faults_->Add(object_.PathOf("clear"), "name the sets in without");
    }
  }

 private:
  const JsonObject& object_;
  const EntityRules& rules_;
  JsonFaults* faults_;
};

void ReadNear(const JsonObject& object, EntityRules* rules,
              JsonFaults* faults) {
  object.AllowOnly(
      {"near", "window", "ordered", "scope", "without", "clear", "score"});
  const RuleReader reader(object, *rules, faults);
  const std::vector<uint32_t> sets = reader.Sets("near");
  if (sets.size() != 2) {
    faults->Add(object.PathOf("near"), "name two sets");
    return;
  }
  NearRule near;
  near.first = sets[0];
  near.second = sets[1];
  reader.Window("window", &near.window);
  object.ReadBool("ordered", &near.ordered);
  reader.Scope(&near.scope);
  reader.Without(&near.without);
  object.ReadInt("score", 0, kHighestScore, &near.score);
  rules->near.push_back(std::move(near));
}

void ReadFind(const JsonObject& object, EntityRules* rules,
              JsonFaults* faults) {
  object.AllowOnly({"find", "with", "window", "scope", "without", "clear",
                    "unless_named", "score"});
  const RuleReader reader(object, *rules, faults);
  std::string found;
  object.ReadString("find", &found);
  FindRule find;
  find.set = reader.SetOf(found, "find");
  find.with = reader.Sets("with");
  reader.Window("window", &find.window);
  reader.Scope(&find.scope);
  reader.Without(&find.without);
  object.ReadBool("unless_named", &find.unless_named);
  object.ReadInt("score", 0, kHighestScore, &find.score);
  rules->find.push_back(std::move(find));
}

void ReadPhrase(const JsonObject& object, EntityRules* rules,
                JsonFaults* faults) {
  object.AllowOnly({"phrase", "score"});
  PhraseRule phrase;
  object.ReadString("phrase", &phrase.phrase);
  CheckWords(phrase.phrase, object.PathOf("phrase"), faults);
  object.ReadInt("score", 0, kHighestScore, &phrase.score);
  rules->phrases.push_back(std::move(phrase));
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
    const int kinds = static_cast<int>(rule.has("near")) +
                      static_cast<int>(rule.has("find")) +
                      static_cast<int>(rule.has("phrase"));
    if (kinds != 1) {
      faults->Add(path, "write one of near, find and phrase");
    } else if (rule.has("near")) {
      ReadNear(rule, rules, faults);
    } else if (rule.has("find")) {
      ReadFind(rule, rules, faults);
    } else {
      ReadPhrase(rule, rules, faults);
    }
  }
}

}  // namespace

void ReadConceptRules(const JsonObject& entry, EntityRules* rules,
                      JsonFaults* faults) {
  ReadSets(entry, rules, faults);
  if (entry.has("mask")) rules->mask = ReadItems(entry, "mask", faults);
  ReadRules(entry, rules, faults);
}

}  // namespace vigie::entities
