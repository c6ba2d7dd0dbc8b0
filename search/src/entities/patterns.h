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
  std::vector<bool> capitals;  // per word: must start with upper case
  std::string exact;           // see ExactSurface; empty unless kExact
};

// A word or wording that is a member of sets; equal items of different
// concepts share a number.
struct CompiledMember {
  std::string exact;  // see ExactSurface; empty unless kExactSurface
  SetItem::WordClass word_class = SetItem::WordClass::kAny;
  std::vector<uint32_t> slots;  // of the sets that hold it
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

struct Patterns {
  TokenTrie trie;  // outputs index `patterns`
  std::vector<Pattern> patterns;
  std::vector<CompiledAlias> aliases;
  std::vector<CompiledMember> members;
  std::vector<NameMember> name_members;
  std::vector<uint32_t> number_slots;  // sets that hold any number
  std::vector<ConceptSlots> concepts;
  uint32_t slots = 0;
  std::vector<CompiledPhrase> phrases;
  uint32_t context_items = 0;
  // By entity.
  std::vector<ContextItems> context;
  std::vector<bool> is_concept;
  std::vector<bool> is_person;
};

// What case-sensitive names compare: plain typography, without the full stops
// of an acronym ("U.S.A." equals "USA").
std::string ExactSurface(std::string_view surface, bool is_acronym);

// Whether the token reads as a name may be read. Not the words that an address
// holds: France is not in « france.tv ».
bool IsReading(const analysis::Token& token);

// `dictionary` must outlive the result, which points into its rules.
Patterns CompilePatterns(const Dictionary& dictionary);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_PATTERNS_H_
