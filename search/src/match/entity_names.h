// The names of the entities that articles mention, by the beginnings of their
// words.
#ifndef VIGIE_MATCH_ENTITY_NAMES_H_
#define VIGIE_MATCH_ENTITY_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entities/dictionary.h"
#include "match/name_pattern.h"

namespace vigie::match {

// An entity with a name that fits.
struct NamedEntity {
  uint32_t entity = 0;  // as Catalog numbers it
  std::string alias;    // that fits, as listed; empty: its label
  bool first = false;   // the pattern's first word begins the name
};

// Labels in French and English, and aliases. Immutable; thread-safe.
class EntityNames {
 public:
  struct Source {
    std::string_view id;
    std::string_view label;
  };
  // `entities` in the order of their numbers; `dictionary` may be null and
  // must outlive this. O(names).
  EntityNames(const std::vector<Source>& entities,
              const entities::Dictionary* dictionary);

  // Each entity once, by its number, with the best name: a label before an
  // alias. Of an empty pattern, none. O(words with the first beginning).
  std::vector<NamedEntity> Find(const NamePattern& pattern) const;

 private:
  // One name; its folded words stand in text_, separated by spaces.
  struct Name {
    uint32_t entity = 0;
    uint32_t text = 0;  // where it begins in text_
    uint16_t size = 0;
    uint16_t alias = 0;  // 0: the label; else one more than its place
  };
  // A word of a name.
  struct Word {
    uint32_t text = 0;
    uint32_t name = 0;
  };

  void Add(uint32_t entity, std::string_view name, uint16_t alias);
  std::string_view FromWord(const Word& word) const;
  std::string AliasOf(const Name& name) const;

  std::vector<std::string> ids_;
  const entities::Dictionary* dictionary_;
  std::string text_;
  std::vector<Name> names_;
  std::vector<Word> words_;  // by their text
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_ENTITY_NAMES_H_
