// Entities and the places where articles speak of them.
#ifndef VIGIE_MENTION_H_
#define VIGIE_MENTION_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vigie/article.h"
#include "vigie/export.h"

namespace vigie {

// Values are persisted and equal the wire's enum: do not renumber.
enum class EntityType : uint8_t {
  kUnspecified = 0,
  kPerson = 1,
  kOrganization = 2,
  kAgency = 3,
  kPlace = 4,
  kProduct = 5,
  kEvent = 6,
  kConcept = 7,
};

// "person", "organization", ...; "unspecified" for kUnspecified.
VIGIE_API std::string_view EntityTypeName(EntityType type);
// The inverse; also accepts the French names (personne, organisation, agence,
// lieu, produit, evenement). kUnspecified when unknown.
VIGIE_API EntityType EntityTypeFromName(std::string_view name);

// What found a mention. Values are persisted: do not renumber.
enum class MentionRule : uint8_t {
  kUnspecified = 0,
  kDictionary = 1,   // full name listed in the dictionary
  kModel = 2,        // statistical recogniser
  kCoreference = 3,  // short or nominal name after the full one
  kConcept = 4,      // concept alias or rule
  kSupplied = 5,     // given by the caller with the article
  kText = 6,         // a word or phrase of the query; no entity
};
VIGIE_API std::string_view MentionRuleName(MentionRule rule);

// What a mention does in the article. Values are persisted: do not renumber.
enum class MentionRole : uint8_t {
  kContent = 0,  // the article speaks of the entity
  kCredit = 1,   // an agency that signs it: « (AFP) »; not what it speaks of
  kSpeaker = 2,  // who says the quotation
};
// "content", "credit", "speaker".
VIGIE_API std::string_view MentionRoleName(MentionRole role);

struct Entity {
  std::string id;  // stable, e.g. "org/broadcom"
  EntityType type = EntityType::kUnspecified;
  std::string subtype;   // e.g. "company", or empty
  std::string label;     // French
  std::string label_en;  // English where it differs, or empty
  std::string wikidata_id;
  std::vector<std::string> aliases;
};

// One sentence of an article's field; of a sentence over 2,000 bytes, the part
// of that size around what it is shown for.
struct Sentence {
  ByteRange range;
  std::string text;
};

// One occurrence. `surface` equals the bytes `range` of `field`.
struct Mention {
  std::string entity_id;  // empty when rule is kText
  EntityType type = EntityType::kUnspecified;
  std::string label;      // French label of the entity, or empty
  bool unlisted = false;  // the dictionary does not have the entity
  Field field = Field::kText;
  ByteRange range;
  std::string surface;
  Sentence sentence;
  MentionRule rule = MentionRule::kUnspecified;
  float confidence = 1.0F;  // in [0, 1]
  // That it is of this entity and of no namesake, in [0, 1], in steps of .05;
  // 0 when there is no entity.
  float link_confidence = 0.0F;
  std::string wikidata_id;  // of the entity, e.g. "Q142"; empty: not known
  bool nested = false;      // lies inside a longer mention, e.g. OpenAI in
                            // Azure OpenAI
  ByteRange parent;         // range of that mention in the same field when
                            // nested, else {0, 0}
  MentionRole role = MentionRole::kContent;
  ByteRange quotation;  // what a kSpeaker says, without quotation marks, in the
                        // same field; else {0, 0}
};

}  // namespace vigie

#endif  // VIGIE_MENTION_H_
