#include "entities/token_trie.h"

#include <algorithm>

#include "entities/gazetteer.h"

namespace vigie::entities {
namespace {

constexpr size_t kFirstSlots = 64;  // a power of two, as every size after it

}  // namespace

TokenTrie::TokenTrie()
    : first_(1),
      word_slots_(kFirstSlots),
      edge_slots_(kFirstSlots),
      filter_(kFirstSlots),
      outputs_(2),
      kinds_(2) {}

void TokenTrie::Add(const std::vector<std::string>& words, WordSpace space,
                    uint32_t output) {
  uint32_t node = kRoot;
  for (const std::string& word : words) {
    node = InternChild(node, InternWord(word), space);
  }
  std::vector<uint32_t>& outputs = outputs_[node];
  if (std::find(outputs.begin(), outputs.end(), output) == outputs.end()) {
    outputs.push_back(output);
    kinds_[node] |= kEnds;
  }
}

size_t TokenTrie::WordSlotOf(uint64_t hash) const {
  const size_t mask = word_slots_.size() - 1;
  size_t slot = hash & mask;
  while (word_slots_[slot].word != kNone && word_slots_[slot].hash != hash) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

size_t TokenTrie::EdgeSlotOf(uint64_t key) const {
  const size_t mask = edge_slots_.size() - 1;
  size_t slot = Spread(key) & mask;
  while (edge_slots_[slot].child != kNone && edge_slots_[slot].key != key) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

uint32_t TokenTrie::InternWord(const std::string& word) {
  const uint64_t hash = Gazetteer::WordHash(word);
  if (const uint32_t known = FindWord(hash); known != kNone) return known;
  if (first_.size() * 2 > word_slots_.size()) GrowWords();
  const auto id = static_cast<uint32_t>(first_.size());
  first_.push_back({kNone, kNone});
  word_slots_[WordSlotOf(hash)] = {hash, id};
  return id;
}

uint32_t TokenTrie::InternChild(uint32_t node, uint32_t word, WordSpace space) {
  if (const uint32_t known = Child(node, word, space); known != kNone) {
    return known;
  }
  if ((edges_ + 1) * 2 > edge_slots_.size()) GrowEdges();
  const auto child = static_cast<uint32_t>(outputs_.size());
  outputs_.emplace_back();
  kinds_.push_back(0);
  kinds_[node] |= kGoesOn;
  if (node == kRoot) {
    first_[word][static_cast<size_t>(space)] = child;
    return child;
  }
  const uint64_t key = EdgeKey(node, word, space);
  edge_slots_[EdgeSlotOf(key)] = {key, child};
  filter_.Add(Spread(key));
  ++edges_;
  return child;
}

void TokenTrie::GrowWords() {
  std::vector<WordSlot> old(word_slots_.size() * 2);
  old.swap(word_slots_);
  for (const WordSlot& slot : old) {
    if (slot.word == kNone) continue;
    word_slots_[WordSlotOf(slot.hash)] = slot;
  }
}

void TokenTrie::GrowEdges() {
  std::vector<EdgeSlot> old(edge_slots_.size() * 2);
  old.swap(edge_slots_);
  filter_ = EdgeFilter(edge_slots_.size());
  for (const EdgeSlot& slot : old) {
    if (slot.child == kNone) continue;
    edge_slots_[EdgeSlotOf(slot.key)] = slot;
    filter_.Add(Spread(slot.key));
  }
}

}  // namespace vigie::entities
