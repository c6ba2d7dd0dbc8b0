// Chooses one lemma per form and lays out the table of lexicon_format.h.
#ifndef VIGIE_TOOLS_LEXICON_BUILDER_H_
#define VIGIE_TOOLS_LEXICON_BUILDER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lexicon_format.h"
#include "tools/affixes.h"

namespace vigie::tools {

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

  // The whole file. Empty, with `*error` set, when two keys have one hash.
  std::string Build(std::string* error);

 private:
  struct Choice {
    int rank = 0;  // the lowest wins, then the first lemma in byte order
    std::string lemma;
    uint16_t flags = 0;
  };

  void Offer(const std::string& lower, const Choice& choice);
  bool IsStopWord(const std::string& lower) const;
  std::string StemOf(const Choice& choice) const;
  uint16_t FlagsOf(const std::string& lower, const Choice& choice) const;
  void AddUnaccented();
  bool PlaceWords(TextPool* pool, std::vector<analysis::LexiconSlot>* slots,
                  std::string* error) const;
  std::map<std::string, const std::string*> SolidSpellings() const;
  bool PlaceCompounds(TextPool* pool,
                      std::vector<analysis::CompoundSlot>* slots,
                      std::string* error) const;
  void MarkCompoundHeads();

  std::map<std::string, Choice> words_;
  std::map<std::string, Choice> compounds_;  // hyphenated form -> choice
};

}  // namespace vigie::tools

#endif  // VIGIE_TOOLS_LEXICON_BUILDER_H_
