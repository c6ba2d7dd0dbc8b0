// Hunspell dictionaries with their affixes applied: every form of every word.
#ifndef VIGIE_TOOLS_AFFIXES_H_
#define VIGIE_TOOLS_AFFIXES_H_

#include <functional>
#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::tools {

// One form of a dictionary word.
struct WordForm {
  std::string form;
  std::string lemma;               // the dictionary's own word
  std::vector<std::string> parts;  // po: values of the word ("nom", "v1_it")
  std::vector<std::string> tags;   // po: values of the rule ("infi", "ppas")
};

// The affix rules of a .aff file with two-letter flags (FLAG long). Prefixes
// that end with an apostrophe are elisions and are left out.
class AffixRules {
 public:
  // False when a rule does not parse; `*error` names the line.
  bool Read(std::istream& in, std::string* error);

  // Hands every form that a .dic line yields to `sink`.
  void Expand(std::string_view dic_line,
              const std::function<void(const WordForm&)>& sink) const;

 private:
  struct Rule {
    bool prefix = false;
    std::string strip;
    std::string add;
    std::vector<std::string> flags;  // of the form that it makes
    std::vector<std::vector<std::string>> condition;  // characters; see .cc
    std::vector<std::string> tags;
  };

  bool ReadRule(const std::string& line, std::string* error);
  static bool Matches(const Rule& rule, std::string_view word);
  void Apply(const WordForm& base, const std::vector<std::string>& flags,
             int depth, const std::function<void(const WordForm&)>& sink) const;

  std::map<std::string, std::vector<Rule>> rules_;
};

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_AFFIXES_H_
