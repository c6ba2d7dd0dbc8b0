// A trie over words: all names, contexts and set members of a dictionary in
// one structure, so that one pass over a text finds all of them.
#ifndef VIGIE_ENTITIES_TOKEN_TRIE_H_
#define VIGIE_ENTITIES_TOKEN_TRIE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entities/edge_filter.h"

namespace vigie::entities {

// What the words of a path are: forms match forms and stems match stems.
enum class WordSpace : uint8_t { kForm = 0, kStem = 1 };

// Edges live in one open-addressing table keyed by (node, word, space), words
// in another keyed by their hash. Thread-safe once built.
class TokenTrie {
 public:
  static constexpr uint32_t kNone = 0;  // no such word, no such child
  static constexpr uint32_t kRoot = 1;

  TokenTrie();

  // Adds `output` at the end of the path; a pair is kept once.
  void Add(const std::vector<std::string>& words, WordSpace space,
           uint32_t output);

  // The number of a word that some path has, by its Gazetteer::WordHash, or
  // kNone. O(1).
  uint32_t FindWord(uint64_t hash) const {
    return word_slots_[WordSlotOf(hash)].word;
  }
  // Where `word` leads to from `node`; the word kNone, from the root, nowhere.
  uint32_t Child(uint32_t node, uint32_t word, WordSpace space) const {
    if (node == kRoot) return first_[word][static_cast<size_t>(space)];
    const uint64_t key = EdgeKey(node, word, space);
    if (!filter_.MayHold(Spread(key))) return kNone;
    return edge_slots_[EdgeSlotOf(key)].child;
  }
  // False when Child surely gives kNone: nearly always so. REQUIRES a node
  // behind the root.
  bool MayLead(uint32_t node, uint32_t word, WordSpace space) const {
    return filter_.MayHold(Spread(EdgeKey(node, word, space)));
  }
  // Brings what Child will read first into the cache. REQUIRES a node behind
  // the root.
  void PrefetchChild(uint32_t node, uint32_t word, WordSpace space) const {
    filter_.Prefetch(Spread(EdgeKey(node, word, space)));
  }
  // Whether `node` has outputs, and whether it has children.
  bool ends(uint32_t node) const { return (kinds_[node] & kEnds) != 0; }
  bool goes_on(uint32_t node) const { return (kinds_[node] & kGoesOn) != 0; }
  // In the order added.
  const std::vector<uint32_t>& outputs(uint32_t node) const {
    return outputs_[node];
  }

 private:
  struct WordSlot {
    uint64_t hash = 0;
    uint32_t word = kNone;
  };
  struct EdgeSlot {
    uint64_t key = 0;
    uint32_t child = kNone;
  };

  static uint64_t EdgeKey(uint32_t node, uint32_t word, WordSpace space) {
    return (static_cast<uint64_t>(node) << 32U) |
           (static_cast<uint64_t>(word) << 1U) | static_cast<uint64_t>(space);
  }
  // Makes the low bits depend on all of `key` (the finaliser of MurmurHash3).
  static size_t Spread(uint64_t key) {
    key ^= key >> 33U;
    key *= 0xFF51AFD7ED558CCDU;
    key ^= key >> 33U;
    return static_cast<size_t>(key);
  }
  static constexpr uint8_t kEnds = 1;
  static constexpr uint8_t kGoesOn = 2;
  size_t WordSlotOf(uint64_t hash) const;
  size_t EdgeSlotOf(uint64_t key) const;
  uint32_t InternWord(const std::string& word);
  uint32_t InternChild(uint32_t node, uint32_t word, WordSpace space);
  void GrowWords();
  void GrowEdges();

  // Children of the root, by word and space: nearly every lookup is of one.
  std::vector<std::array<uint32_t, 2>> first_;
  std::vector<WordSlot> word_slots_;
  std::vector<EdgeSlot> edge_slots_;
  size_t edges_ = 0;
  EdgeFilter filter_;  // of Spread edges
  // By node; [kNone] unused.
  std::vector<std::vector<uint32_t>> outputs_;
  std::vector<uint8_t> kinds_;
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_TOKEN_TRIE_H_
