// Chooses one lemma per form and lays out the table of lexicon_format.h.
#ifndef VIGIE_TOOLS_LEXICON_BUILDER_H_
#define VIGIE_TOOLS_LEXICON_BUILDER_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analysis/lexicon_format.h"
#include "tools/affixes.h"

namespace vigie::tools {

class LemmaPool;
class TextPool;

// Forms are brought to the normal form of the chain. The outcome does not
// depend on the order of the calls.
class LexiconBuilder {
 public:
  void AddForm(const WordForm& form);
  // Decides where the rules of choice are wrong; wins over every form.
  void AddException(std::string_view form, std::string_view lemma);
  // Makes `form` a name, whatever else it may be.
  void AddName(std::string_view form);
  // Keeps the spellings of `form` without its hyphens apart from it. After
  // AddForm.
  void RemoveCompound(std::string_view form);
  void AddStopWord(std::string_view form);
  // Gives `form`, its plural and every form of the lemma `form` the lemma
  // `same` and its stem: other spellings and feminine titles.
  void AddSpelling(std::string_view form, std::string_view same);

  // The whole file. Empty, with `*error` set, when two keys have one hash.
  std::string Build(std::string* error);

 private:
  struct Choice {
    int rank = 0;  // the lowest wins, then the first lemma in byte order
    std::string lemma;
    uint16_t flags = 0;
  };

  struct Reading {
    int rank = 0;
    std::string lemma;
    bool operator<(const Reading& other) const {
      return std::tie(rank, lemma) < std::tie(other.rank, other.lemma);
    }
  };

  void Offer(const std::string& lower, const Choice& choice);
  void ApplySpellings();
  void AddReformed();
  std::vector<std::string> LemmasOf(const std::string& lower) const;
  std::string Canonical(const std::string& lemma) const;
  bool IsStopWord(const std::string& lower) const;
  std::string StemOf(const Choice& choice) const;
  uint16_t FlagsOf(const std::string& lower, const Choice& choice) const;
  void AddUnaccented();
  bool PlaceWords(TextPool* pool, std::vector<analysis::LexiconSlot>* slots,
                  LemmaPool* lemmas, std::string* error) const;
  std::map<std::string, const std::string*> SolidSpellings() const;
  bool PlaceCompounds(TextPool* pool,
                      std::vector<analysis::CompoundSlot>* slots,
                      std::string* error) const;
  void MarkCompoundHeads();

  std::map<std::string, Choice> words_;
  std::map<std::string, std::set<Reading>> readings_;
  std::map<std::string, std::string> spellings_;  // lemma -> the lemma it is
  std::map<std::string, Choice> compounds_;       // hyphenated form -> choice
};

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_LEXICON_BUILDER_H_
