// The bytes of a compiled dictionary: names of many entities as one token trie
// that is used where it lies, in the library's read-only data or in a file.
#ifndef VIGIE_ENTITIES_GAZETTEER_FORMAT_H_
#define VIGIE_ENTITIES_GAZETTEER_FORMAT_H_

#include <cstdint>

#include "entities/rules.h"

namespace vigie::entities {

// "VIGIEGAZ" in ASCII. Numbers are little-endian; a change of any struct below
// or of their meaning raises kGazetteerVersion.
inline constexpr uint64_t kGazetteerMagic = 0x5A41474549474956U;
inline constexpr uint32_t kGazetteerVersion = 1;

// Where the elements of one table lie, in bytes from the beginning of the
// file; a multiple of 8.
struct GazetteerTable {
  uint64_t offset = 0;
  uint64_t count = 0;
};

struct GazetteerHeader {
  uint64_t magic = kGazetteerMagic;
  uint32_t version = kGazetteerVersion;
  uint32_t reserved = 0;
  uint64_t analyzer = 0;  // XXH3 of the AnalyzerVersion() that compiled it
  uint64_t content = 0;   // XXH3 of all bytes after the header
  // GazetteerEntity, by rising id; one more marks the end of the aliases.
  GazetteerTable entities;
  // GazetteerAlias, by rising entity.
  GazetteerTable aliases;
  // uint64_t: the key of an edge, 0 in an empty slot. Open addressing, linear
  // probing from GazetteerSlot.
  GazetteerTable keys;
  GazetteerTable children;  // uint32_t node, by slot
  // uint32_t: where the outputs of a node begin; one more marks the end.
  GazetteerTable output_begins;
  GazetteerTable outputs;  // uint32_t alias, with kAnyGaps
  // uint32_t: where a list of context items begins; one more marks the end.
  // List 0 is empty.
  GazetteerTable list_begins;
  GazetteerTable items;    // uint32_t string
  GazetteerTable strings;  // char; each ends in NUL; the one at 0 is empty
};

// Strings are offsets into `strings`.
struct GazetteerEntity {
  uint32_t id = 0;
  uint32_t label = 0;
  uint32_t label_en = 0;
  uint32_t subtype = 0;
  uint32_t wikidata = 0;  // the number after the Q, 0 when unknown
  uint32_t first_alias = 0;
  uint16_t pos = 0;  // lists
  uint16_t neg = 0;
  uint8_t type = 0;  // EntityType
  uint8_t ner_block = 0;
  uint16_t reserved = 0;
};

struct GazetteerAlias {
  uint32_t text = 0;
  uint32_t entity = 0;
  uint32_t lead = 0;      // elided word that must stand before, e.g. "L'"
  uint32_t exact = 0;     // see ExactSurface; empty unless kExact
  uint16_t capitals = 0;  // bit w: word w must start with upper case
  uint16_t need = 0;      // list
  uint8_t policy = 0;     // see GazetteerPolicy
  uint8_t min_score = 0;
  uint8_t words = 0;
  uint8_t reserved = 0;
};

// The byte GazetteerAlias::policy: AliasKind in bits 0 and 1, CasePolicy in 2
// and 3, then one bit each.
struct GazetteerPolicy {
  AliasKind kind = AliasKind::kFull;
  CasePolicy case_policy = CasePolicy::kCapitalized;
  bool exact_accents = false;
  bool need_full = false;
  bool apart = false;
  bool capital = false;  // the last bit: 0 in files that were compiled before

  uint8_t Encode() const {
    return static_cast<uint8_t>(
        static_cast<unsigned>(kind) | static_cast<unsigned>(case_policy) << 2U |
        (exact_accents ? 16U : 0U) | (need_full ? 32U : 0U) |
        (apart ? 64U : 0U) | (capital ? 128U : 0U));
  }
  static GazetteerPolicy Decode(uint8_t byte) {
    return {static_cast<AliasKind>(byte & 3U),
            static_cast<CasePolicy>((byte >> 2U) & 3U),
            (byte & 16U) != 0,
            (byte & 32U) != 0,
            (byte & 64U) != 0,
            (byte & 128U) != 0};
  }
};

// In an output: the alias itself holds commas, brackets...
inline constexpr uint32_t kAnyGaps = 1U << 31U;

inline constexpr uint32_t kGazetteerRoot = 0;

// The key of the edge from `node` over the word of hash `word`; never 0.
inline uint64_t GazetteerKey(uint32_t node, uint64_t word) {
  uint64_t key = word + (node + uint64_t{1}) * 0x9E3779B97F4A7C15U;
  // The finaliser of MurmurHash3: every bit depends on all.
  key ^= key >> 33U;
  key *= 0xFF51AFD7ED558CCDU;
  key ^= key >> 33U;
  return key == 0 ? 1 : key;
}

// Where the search for `key` begins among `slots` slots.
inline uint64_t GazetteerSlot(uint64_t key, uint64_t slots) {
  // The upper half of the product; 32 bits of the key are enough for it.
  return ((key >> 32U) * slots) >> 32U;
}

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_GAZETTEER_FORMAT_H_
