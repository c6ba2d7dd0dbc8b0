// Whether a name of an open list may be recognised, and on what condition.
#ifndef VIGIE_TOOLS_DICTIONARY_NAME_JUDGE_H_
#define VIGIE_TOOLS_DICTIONARY_NAME_JUDGE_H_

#include <istream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "analysis/token.h"
#include "tools/dictionary/open_sources.h"

namespace vigie::tools {

enum class Verdict {
  kDrop,
  kPlain,     // stands alone, upper case where it has it
  kApart,     // the same, where no other capitalised word stands beside it
  kExact,     // stands alone, letter by letter
  kContext,   // upper case where it has it, and a word of its context
  kNeedFull,  // letter by letter, and another name of the entity
};

// Learns before it judges. Not thread-safe.
class NameJudge {
 public:
  // First and family names, and words that are always capitalised, of a
  // Hunspell dictionary with "po:" fields.
  void LearnNames(std::istream& hunspell);
  // Words that are written in lower case elsewhere, one per line.
  void LearnCommonWords(std::istream& words);
  // The words of a person's name.
  void LearnPerson(std::string_view name);

  Verdict Judge(std::string_view name, const OpenKind& kind) const;

 private:
  bool IsCommon(std::string_view lower, std::string_view folded) const;
  bool IsFrench(std::string_view lower, std::string_view folded) const;
  bool IsPersonWord(std::string_view folded) const;
  Verdict JudgeWord(std::string_view name, const OpenKind& kind) const;
  Verdict JudgePlaceWord(const analysis::Token& word,
                         const OpenKind& kind) const;
  Verdict JudgePerson(std::string_view name, const OpenKind& kind) const;
  Verdict JudgeWords(std::string_view name, const OpenKind& kind) const;

  std::unordered_set<std::string> first_names_;        // folded
  std::unordered_set<std::string> capitals_;           // folded: Ardèche
  std::unordered_set<std::string> lower_case_;         // folded: somme
  std::unordered_set<std::string> common_;             // folded
  std::unordered_map<std::string, int> person_words_;  // folded, how often
};

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_DICTIONARY_NAME_JUDGE_H_
