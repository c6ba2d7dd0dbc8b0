// What the dictionary says about recognising each entity: how its names are
// compared, what speaks for and against them, and how concepts are phrased.
#ifndef VIGIE_ENTITIES_RULES_H_
#define VIGIE_ENTITIES_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

namespace vigie::entities {

enum class CasePolicy : uint8_t {
  kExact,        // the surface equals the alias, typography apart
  kCapitalized,  // upper case wherever a word of the alias starts with it
  kAny,
};

enum class AliasKind : uint8_t {
  kFull,     // stands alone
  kShort,    // only in an article that has a full alias
  kNominal,  // only after a mention: "la firme de Redmond"
};

enum class AliasLanguage : uint8_t { kAny, kFrench, kEnglish };

struct Alias {
  std::string text;
  CasePolicy case_policy = CasePolicy::kCapitalized;
  AliasKind kind = AliasKind::kFull;
  AliasLanguage language = AliasLanguage::kAny;
  bool exact_accents = false;
  bool by_lemma = false;  // compare stems instead of folded forms
  bool need_full = false;
  std::vector<std::string> need;
  int min_score = 1;  // in force: the alias's, else the entity's, else 1
};

struct SetItem {
  enum class Match : uint8_t { kLemma, kExactSurface, kEnglish };
  std::string text;  // without the "/exact" or "/en" that `match` stands for
  Match match = Match::kLemma;
};

struct ItemSet {
  std::string name;
  std::vector<SetItem> items;
};

// A member of one set near a member of another.
struct NearRule {
  enum class Scope : uint8_t { kSentence, kParagraph };
  uint32_t first = 0;  // indices into the entity's sets
  uint32_t second = 0;
  uint32_t window = 10;  // most tokens between the nearest ends
  Scope scope = Scope::kSentence;
  int score = 1;  // what a pair starts from
};

// A fixed wording, compared by lemma whatever the case.
struct PhraseRule {
  std::string phrase;
  int score = 1;
};

struct EntityRules {
  std::vector<Alias> aliases;
  std::vector<std::string> pos;
  std::vector<std::string> neg;
  std::vector<ItemSet> sets;
  std::vector<NearRule> near;
  std::vector<PhraseRule> phrases;
  int min_score = 1;
  bool ner_block = false;  // a statistical recogniser may not tag its names
};

// Indexed like Dictionary::entity.
struct Rules {
  std::vector<EntityRules> entities;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_RULES_H_
