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
  kLabel,    // resolves in queries, is not searched for in texts
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
  bool apart = false;  // not beside another capitalised word
  // A capital of its own speaks for it: its homonym is a common noun.
  bool capital = false;
  std::vector<std::string> need;
  int min_score = 1;  // in force: the alias's, else the entity's, else 1
};

// What stands for a place in a concept's set.
struct SetItem {
  enum class Match : uint8_t {
    kLemma,
    kExactSurface,
    kEnglish,
    kForm,    // this very form with its accents, whatever the case
    kEntity,  // a mention of the entity, or of the type, that `text` names
    kNumber,  // a word with a digit
  };
  // Told by the word before: an article or a possessive announces a noun.
  enum class WordClass : uint8_t { kAny, kNoun, kVerb };
  std::string text;  // without the marks that `match` and the class stand for
  Match match = Match::kLemma;
  WordClass word_class = WordClass::kAny;
};

struct ItemSet {
  std::string name;
  std::vector<SetItem> items;
};

enum class RuleScope : uint8_t { kSentence, kParagraph };

inline constexpr uint32_t kWholeScope = 0xFFFFFFFF;

// Sets of which no member may stand near a match.
struct Absence {
  std::vector<uint32_t> sets;     // indices into the entity's sets
  uint32_t window = kWholeScope;  // most tokens between the nearest ends
};

// A member of one set near a member of another.
struct NearRule {
  uint32_t first = 0;  // indices into the entity's sets
  uint32_t second = 0;
  uint32_t window = 10;  // most tokens between the nearest ends
  bool ordered = false;  // `first` comes before `second`
  RuleScope scope = RuleScope::kSentence;
  Absence without;
  int score = 1;  // what a pair starts from
};

// A member of one set, where a member of each of others is near.
struct FindRule {
  uint32_t set = 0;
  std::vector<uint32_t> with;
  uint32_t window = kWholeScope;  // to each of `with`
  RuleScope scope = RuleScope::kSentence;
  Absence without;
  bool unless_named = false;  // not where an alias of the concept is found
  int score = 1;
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
  std::vector<SetItem> mask;  // wordings in which nothing of it counts
  std::vector<NearRule> near;
  std::vector<FindRule> find;
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
