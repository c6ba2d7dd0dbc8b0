// Numbers the words that a thread meets, and forgets the rare ones when there
// are too many of them.
#ifndef VIGIE_ENTITIES_WORD_NUMBERS_H_
#define VIGIE_ENTITIES_WORD_NUMBERS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace vigie::entities {

// Words are told apart by a hash. Their numbers rise from 0. It keeps its
// memory when it forgets: what a long-lived thread takes stays level.
// Thread-compatible.
template <typename Key>
class WordNumbers {
 public:
  uint32_t size() const { return static_cast<uint32_t>(uses_.size()); }

  // Brings what Find will read into the cache.
  void Prefetch(Key key) const {
    __builtin_prefetch(&slots_[key & (slots_.size() - 1)]);
  }

  // The number of the word; size() before the call if it is new. O(1).
  uint32_t Find(Key key) {
    Slot* slot = SlotOf(key);
    if (slot->number != 0) {
      const uint32_t number = slot->number - 1;
      uses_[number] = 2;
      return number;
    }
    uses_.push_back(1);
    *slot = {key, size()};
    if (size() > Room()) Grow();
    return size() - 1;
  }

  // Forgets the words that were asked for once since the last time, or all
  // words if that leaves more than `most`. Returns the old numbers of the
  // others, rising; their places among them are the new ones. O(size()).
  std::vector<uint32_t> ForgetRare(size_t most) {
    std::vector<uint32_t> kept;
    std::vector<uint32_t> renumbered(uses_.size(), 0);  // plus one
    for (uint32_t i = 0; i < size(); ++i) {
      if (uses_[i] < 2) continue;
      kept.push_back(i);
      renumbered[i] = static_cast<uint32_t>(kept.size());
    }
    if (kept.size() > most) {
      kept.clear();
      std::fill(renumbered.begin(), renumbered.end(), 0U);
    }
    std::vector<Slot> live;
    for (const Slot& slot : slots_) {
      if (slot.number == 0 || renumbered[slot.number - 1] == 0) continue;
      live.push_back({slot.key, renumbered[slot.number - 1]});
    }
    std::fill(slots_.begin(), slots_.end(), Slot());
    for (const Slot& slot : live) *SlotOf(slot.key) = slot;
    uses_.assign(kept.size(), 0);
    return kept;
  }

  void Clear() {
    std::fill(slots_.begin(), slots_.end(), Slot());
    uses_.clear();
  }

 private:
  static constexpr size_t kFirstSlots = 1024;  // powers of two

  // Open addressing; a free slot has number 0.
  struct Slot {
    Key key = 0;
    uint32_t number = 0;  // plus one
  };

  size_t Room() const { return slots_.size() / 4 * 3; }

  Slot* SlotOf(Key key) {
    const size_t mask = slots_.size() - 1;
    size_t at = key & mask;
    while (slots_[at].number != 0 && slots_[at].key != key) {
      at = (at + 1) & mask;
    }
    return &slots_[at];
  }

  void Grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != 0) *SlotOf(slot.key) = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kFirstSlots);
  std::vector<uint8_t> uses_;  // by word: 0, 1, 2 for more
};

// Leaves of what is told of words, by number, what ForgetRare kept.
template <typename Told>
void KeepOnly(const std::vector<uint32_t>& kept, std::vector<Told>* told) {
  for (size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] != i) (*told)[i] = std::move((*told)[kept[i]]);
  }
  told->resize(kept.size());
}

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_WORD_NUMBERS_H_
