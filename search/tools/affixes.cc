#include "tools/affixes.h"

#include <algorithm>
#include <sstream>

namespace vigie::tools {
namespace {

// FULLSTRIP allows an affix on an affix once; deeper ones are not used.
constexpr int kMaxDepth = 2;
constexpr std::string_view kNeedsAffix = "()";

std::vector<std::string> SplitFlags(std::string_view flags) {
  std::vector<std::string> split;
  for (size_t i = 0; i + 1 < flags.size(); i += 2) {
    split.emplace_back(flags.substr(i, 2));
  }
  return split;
}

std::vector<std::string> SplitSpaces(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<std::string> Characters(std::string_view text) {
  std::vector<std::string> characters;
  for (const char c : text) {
    if ((c & 0xC0) == 0x80 && !characters.empty()) {
      characters.back() += c;
    } else {
      characters.emplace_back(1, c);
    }
  }
  return characters;
}

// "[^ai]x" -> {{"^", "a", "i"}, {"x"}}; "." is any character: {"^"}.
std::vector<std::vector<std::string>> ParseCondition(std::string_view text) {
  std::vector<std::vector<std::string>> condition;
  const std::vector<std::string> characters = Characters(text);
  for (size_t i = 0; i < characters.size(); ++i) {
    if (characters[i] == ".") {
      condition.push_back({"^"});
    } else if (characters[i] == "[") {
      std::vector<std::string> set;
      for (++i; i < characters.size() && characters[i] != "]"; ++i) {
        set.push_back(characters[i]);
      }
      condition.push_back(set);
    } else {
      condition.push_back({characters[i]});
    }
  }
  return condition;
}

bool InSet(const std::vector<std::string>& set, const std::string& character) {
  const bool negated = !set.empty() && set[0] == "^";
  const bool found = std::find(set.begin() + (negated ? 1 : 0), set.end(),
                               character) != set.end();
  return found != negated;
}

std::vector<std::string> PartsOfSpeech(const std::vector<std::string>& words) {
  std::vector<std::string> parts;
  for (const std::string& word : words) {
    if (word.compare(0, 3, "po:") == 0) parts.push_back(word.substr(3));
  }
  return parts;
}

bool Has(const std::vector<std::string>& list, std::string_view what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         text.substr(text.size() - end.size()) == end;
}

}  // namespace

bool AffixRules::Read(std::istream& in, std::string* error) {
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const bool rule =
        line.compare(0, 4, "SFX ") == 0 || line.compare(0, 4, "PFX ") == 0;
    if (rule && !ReadRule(line, error)) {
      *error += " in line " + std::to_string(number);
      return false;
    }
  }
  if (rules_.empty()) *error = "no affix rule";
  return !rules_.empty();
}

bool AffixRules::ReadRule(const std::string& line, std::string* error) {
  const std::vector<std::string> words = SplitSpaces(line);
  if (words.size() < 4 || words[1].size() != 2) {
    *error = "an affix rule without a two-letter flag";
    return false;
  }
  std::vector<Rule>& rules = rules_[words[1]];
  if (words.size() == 4) return true;  // the header of a class: its count
  Rule rule;
  rule.prefix = words[0] == "PFX";
  if (words[2] != "0") rule.strip = words[2];
  const size_t slash = words[3].find('/');
  rule.add = words[3].substr(0, slash);
  if (rule.add == "0") rule.add.clear();
  if (slash != std::string::npos) {
    rule.flags = SplitFlags(words[3].substr(slash + 1));
  }
  rule.condition = ParseCondition(words[4]);
  rule.tags = PartsOfSpeech(words);
  if (rule.prefix && EndsWith(rule.add, "'")) return true;
  if (rule.prefix && rule.add.find('\'') != std::string::npos) return true;
  rules.push_back(std::move(rule));
  return true;
}

bool AffixRules::Matches(const Rule& rule, std::string_view word) {
  const std::vector<std::string> characters = Characters(word);
  if (characters.size() < rule.condition.size()) return false;
  const size_t offset =
      rule.prefix ? 0 : characters.size() - rule.condition.size();
  for (size_t i = 0; i < rule.condition.size(); ++i) {
    if (!InSet(rule.condition[i], characters[offset + i])) return false;
  }
  return rule.prefix ? word.substr(0, rule.strip.size()) == rule.strip
                     : EndsWith(word, rule.strip);
}

void AffixRules::Apply(const WordForm& base,
                       const std::vector<std::string>& flags, int depth,
                       const std::function<void(const WordForm&)>& sink) const {
  if (!Has(flags, kNeedsAffix)) sink(base);
  if (depth == kMaxDepth) return;
  for (const std::string& flag : flags) {
    const auto found = rules_.find(flag);
    if (found == rules_.end()) continue;
    for (const Rule& rule : found->second) {
      if (!Matches(rule, base.form)) continue;
      WordForm made = base;
      if (rule.prefix) {
        made.form = rule.add + base.form.substr(rule.strip.size());
        made.lemma = rule.add + base.lemma.substr(rule.strip.size());
      } else {
        made.form.resize(base.form.size() - rule.strip.size());
        made.form += rule.add;
      }
      made.tags.insert(made.tags.end(), rule.tags.begin(), rule.tags.end());
      Apply(made, rule.flags, depth + 1, sink);
    }
  }
}

void AffixRules::Expand(
    std::string_view dic_line,
    const std::function<void(const WordForm&)>& sink) const {
  const std::vector<std::string> words = SplitSpaces(std::string(dic_line));
  if (words.empty()) return;
  WordForm base;
  const size_t slash = words[0].find('/');
  base.form = words[0].substr(0, slash);
  base.lemma = base.form;
  base.parts = PartsOfSpeech(words);
  std::vector<std::string> flags;
  if (slash != std::string::npos) {
    flags = SplitFlags(words[0].substr(slash + 1));
  }
  Apply(base, flags, 0, sink);
}

}  // namespace vigie::tools
