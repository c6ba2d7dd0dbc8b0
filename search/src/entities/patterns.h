// A dictionary compiled for matching: every alias, context item, set member
// and phrase as paths of one trie.
#ifndef VIGIE_ENTITIES_PATTERNS_H_
#define VIGIE_ENTITIES_PATTERNS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/token.h"
#include "entities/dictionary.h"
#include "entities/rules.h"
#include "entities/token_trie.h"

namespace vigie::entities {

// Words that speak for or against, by the number of their context item; equal
// items of different entities share a number.
struct ContextItems {
  std::vector<uint32_t> pos;
  std::vector<uint32_t> neg;
};

struct CompiledAlias {
  uint32_t entity = 0;
  const Alias* alias = nullptr;
  std::vector<uint32_t> need;  // context items
  uint32_t capitals = 0;       // bit w: word w must start with upper case
  uint32_t words = 0;
  std::string exact;  // see ExactSurface; empty unless kExact
};

// A word or wording that is a member of sets; equal items of different
// concepts share a number.
struct CompiledMember {
  std::string exact;  // see ExactSurface; empty unless kExactSurface
  SetItem::WordClass word_class = SetItem::WordClass::kAny;
};

// Mentions of one entity, or of all of a type, as members.
struct NameMember {
  std::string id;  // empty: any entity of `type`
  EntityType type = EntityType::kUnspecified;
  uint32_t slot = 0;
};

// A concept that has sets or masks: its sets, then its masks, take the slots
// from `first_slot` on.
struct ConceptSlots {
  uint32_t entity = 0;
  uint32_t first_slot = 0;
  uint32_t mask_slot = 0;  // also the slot after its sets
};

struct CompiledPhrase {
  uint32_t entity = 0;
  int score = 1;
};

enum class PatternKind : uint8_t { kAlias, kContext, kMember, kPhrase };

// What the end of a path stands for.
struct Pattern {
  PatternKind kind = PatternKind::kAlias;
  uint32_t target = 0;    // index among those of its kind
  std::string lead;       // elided word that must stand before, e.g. "L'"
  bool any_gaps = false;  // the item itself holds commas, brackets...
  // Per token of the path, the accented beginning that it must have; empty
  // when accents do not matter.
  std::vector<std::string> accented;
  // Per token of a path of stems, the form of which the token's must be an
  // inflection; empty when forms do not matter.
  std::vector<std::string> forms;
};

// What the decisions ask of a name, listed or compiled.
struct NameFacts {
  uint32_t entity = 0;
  AliasKind kind = AliasKind::kFull;
  int min_score = 1;
  bool need_full = false;
  bool capital = false;
  const std::vector<uint32_t>& need;  // context items
};

// Which words of the trie stand for the lists of a compiled dictionary.
struct GazetteerPatterns {
  const Gazetteer* gazetteer = nullptr;
  EdgeFilter edges{0};                       // the gazetteer's
  std::vector<std::vector<uint32_t>> lists;  // context items, by list
};

// Entities and aliases are numbered as in the Dictionary: those of its lines
// first, then those of its compiled part. `aliases` and `context` hold the
// first.
struct Patterns {
  uint64_t id = 0;  // of no others in this process, never 0
  TokenTrie trie;   // outputs index `patterns`
  std::vector<Pattern> patterns;
  std::vector<CompiledAlias> aliases;
  std::vector<CompiledMember> members;
  // Slots of the sets that hold member m: of `member_slots` those from
  // member_begins[m] to member_begins[m + 1].
  std::vector<uint32_t> member_begins;
  std::vector<uint32_t> member_slots;
  std::vector<NameMember> name_members;
  std::vector<uint32_t> number_slots;  // sets that hold any number
  std::vector<ConceptSlots> concepts;
  uint32_t slots = 0;
  std::vector<CompiledPhrase> phrases;
  uint32_t context_items = 0;
  std::vector<ContextItems> context;  // by entity
  GazetteerPatterns compiled;
  const Dictionary* dictionary = nullptr;

  NameFacts name(uint32_t alias) const;
  std::string_view text(uint32_t alias) const;  // as it is listed
  const std::vector<uint32_t>& pos(uint32_t entity) const;
  const std::vector<uint32_t>& neg(uint32_t entity) const;
  bool is_concept(uint32_t entity) const {
    return dictionary->type(entity) == EntityType::kConcept;
  }
  bool is_person(uint32_t entity) const {
    return dictionary->type(entity) == EntityType::kPerson;
  }
  bool is_agency(uint32_t entity) const {
    return dictionary->type(entity) == EntityType::kAgency;
  }
};

// `dictionary` must outlive the result, which points into its rules.
Patterns CompilePatterns(const Dictionary& dictionary);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_PATTERNS_H_
