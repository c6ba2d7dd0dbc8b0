#include "match/spans.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "index/structure.h"

namespace vigie::match {
namespace {

bool Before(const Place& a, const Place& b) {
  return std::make_tuple(a.field, a.tokens.begin, a.tokens.end) <
         std::make_tuple(b.field, b.tokens.begin, b.tokens.end);
}

struct Owned {
  Place* place;
  uint32_t operand;
};

// A place that ends at `end` reaches one that begins at `begin`.
bool Reaches(uint64_t end, uint32_t begin, uint32_t distance) {
  return begin <= end + distance;
}

// Marks the places of run [begin, end) that lie near one of another operand,
// among those at their left or, with `end` before `begin`, at their right.
// Ends and beginnings of two different operands are all that it takes.
void KeepFromLeft(uint32_t distance, Owned* begin, Owned* end) {
  const Owned* furthest = nullptr;  // ends last
  const Owned* other = nullptr;     // ends last of the other operands
  for (Owned* at = begin; at != end; ++at) {
    const Owned* left = furthest != nullptr && furthest->operand == at->operand
                            ? other
                            : furthest;
    const ByteRange tokens = at->place->tokens;
    if (left != nullptr &&
        Reaches(left->place->tokens.end, tokens.begin, distance)) {
      at->place->kept = true;
    }
    if (furthest == nullptr || tokens.end > furthest->place->tokens.end) {
      if (furthest != nullptr && furthest->operand != at->operand) {
        other = furthest;
      }
      furthest = at;
    } else if (at->operand != furthest->operand &&
               (other == nullptr || tokens.end > other->place->tokens.end)) {
      other = at;
    }
  }
}

void KeepFromRight(uint32_t distance, Owned* begin, Owned* end) {
  const Owned* next = nullptr;   // begins first of those at the right
  const Owned* other = nullptr;  // of the other operands
  for (Owned* at = end; at != begin;) {
    --at;
    const Owned* right =
        next != nullptr && next->operand == at->operand ? other : next;
    if (right != nullptr &&
        Reaches(at->place->tokens.end, right->place->tokens.begin, distance)) {
      at->place->kept = true;
    }
    if (next != nullptr && next->operand != at->operand) other = next;
    next = at;
  }
}

size_t CountOperands(const Owned* begin, const Owned* end,
                     std::vector<uint32_t>* seen_in, uint32_t run) {
  size_t count = 0;
  for (const Owned* at = begin; at != end; ++at) {
    if ((*seen_in)[at->operand] == run) continue;
    (*seen_in)[at->operand] = run;
    ++count;
  }
  return count;
}

void AddRun(const Owned* begin, const Owned* end, Places* joined) {
  if (joined == nullptr) return;
  Place run;
  bool any = false;
  for (const Owned* at = begin; at != end; ++at) {
    if (!at->place->kept) continue;
    if (!any) run = {at->place->field, at->place->tokens};
    run.tokens.end = std::max(run.tokens.end, at->place->tokens.end);
    any = true;
  }
  if (any) joined->push_back(run);
}

}  // namespace

bool KeepNear(uint32_t distance, std::vector<Places>* operands,
              Places* joined) {
  std::vector<Owned> all;
  for (uint32_t i = 0; i < operands->size(); ++i) {
    if ((*operands)[i].empty()) return false;
    for (Place& place : (*operands)[i]) all.push_back({&place, i});
  }
  std::sort(all.begin(), all.end(), [](const Owned& a, const Owned& b) {
    if (Before(*a.place, *b.place)) return true;
    return !Before(*b.place, *a.place) && a.operand < b.operand;
  });
  std::vector<uint32_t> seen_in(operands->size(), 0);
  bool any = false;
  uint32_t run = 0;
  for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    uint32_t reach = all[begin].place->tokens.end;
    for (end = begin + 1; end < all.size(); ++end) {
      const Place& place = *all[end].place;
      if (place.field != all[begin].place->field ||
          !Reaches(reach, place.tokens.begin, distance)) {
        break;
      }
      reach = std::max(reach, place.tokens.end);
    }
    Owned* first = all.data() + begin;
    Owned* last = all.data() + end;
    if (CountOperands(first, last, &seen_in, ++run) < operands->size()) {
      continue;
    }
    any = true;
    KeepFromLeft(distance, first, last);
    KeepFromRight(distance, first, last);
    if (operands->size() == 1) {
      for (Owned* at = first; at != last; ++at) at->place->kept = true;
    }
    AddRun(first, last, joined);
  }
  return any;
}

namespace {

// Keeps those of `next` that one of `places`, kept itself, leads to.
void KeepAfter(uint32_t distance, const Places& places, Places* next) {
  size_t at = 0;
  bool any = false;
  Field field = Field::kTitle;
  uint32_t reach = 0;  // last end of those before, in this field
  for (Place& place : *next) {
    if (place.field != field) {
      field = place.field;
      any = false;
    }
    for (; at < places.size(); ++at) {
      const Place& before = places[at];
      if (before.field > field || (before.field == field &&
                                   before.tokens.begin >= place.tokens.begin)) {
        break;
      }
      if (!before.kept || before.field != field) continue;
      reach = any ? std::max(reach, before.tokens.end) : before.tokens.end;
      any = true;
    }
    place.kept = any && Reaches(reach, place.tokens.begin, distance);
  }
}

// The first of `places` that begins after `place` does.
const Place* NextAfter(const Place& place, const Places& places) {
  const auto at = std::upper_bound(
      places.begin(), places.end(), place, [](const Place& a, const Place& b) {
        return std::make_pair(a.field, a.tokens.begin) <
               std::make_pair(b.field, b.tokens.begin);
      });
  return at == places.end() || at->field != place.field ? nullptr : &*at;
}

// The shortest chain from each kept place of the first operand.
void AddChains(const std::vector<Places>& operands, Places* joined) {
  std::vector<Places> kept(operands.size());
  for (size_t i = 0; i < operands.size(); ++i) {
    std::copy_if(operands[i].begin(), operands[i].end(),
                 std::back_inserter(kept[i]),
                 [](const Place& place) { return place.kept; });
  }
  for (const Place& first : kept.front()) {
    Place chain{first.field, first.tokens};
    const Place* link = &first;
    for (size_t i = 1; i < kept.size() && link != nullptr; ++i) {
      link = NextAfter(*link, kept[i]);
      if (link == nullptr) break;
      chain.tokens.end = std::max(chain.tokens.end, link->tokens.end);
    }
    joined->push_back(chain);
  }
}

// Drops those of `places` that lead to none of `next`.
void KeepBefore(uint32_t distance, const Places& next, Places* places) {
  size_t at = next.size();
  const Place* nearest = nullptr;
  for (size_t i = places->size(); i-- > 0;) {
    Place& place = (*places)[i];
    while (at > 0) {
      const Place& after = next[at - 1];
      if (after.field < place.field ||
          (after.field == place.field &&
           after.tokens.begin <= place.tokens.begin)) {
        break;
      }
      if (after.kept) nearest = &after;
      --at;
    }
    place.kept = place.kept && nearest != nullptr &&
                 nearest->field == place.field &&
                 Reaches(place.tokens.end, nearest->tokens.begin, distance);
  }
}

}  // namespace

bool KeepOrdered(uint32_t distance, std::vector<Places>* operands,
                 Places* joined) {
  for (Places& places : *operands) {
    if (places.empty()) return false;
    std::stable_sort(places.begin(), places.end(), Before);
  }
  for (Place& place : operands->front()) place.kept = true;
  for (size_t i = 1; i < operands->size(); ++i) {
    KeepAfter(distance, (*operands)[i - 1], &(*operands)[i]);
  }
  for (size_t i = operands->size(); i-- > 1;) {
    KeepBefore(distance, (*operands)[i], &(*operands)[i - 1]);
  }
  if (joined != nullptr) AddChains(*operands, joined);
  return std::any_of(operands->front().begin(), operands->front().end(),
                     [](const Place& place) { return place.kept; });
}

bool KeepTogether(bool sentences, ArticleStructure* structure,
                  std::vector<Places>* operands) {
  struct Held {
    uint32_t unit;
    uint32_t operand;
    Place* place;
  };
  std::vector<Held> held;
  for (uint32_t i = 0; i < operands->size(); ++i) {
    for (Place& place : (*operands)[i]) {
      const uint32_t unit =
          sentences ? structure->Sentence(place.field, place.tokens)
                    : structure->Paragraph(place.field, place.tokens);
      if (unit != UINT32_MAX) held.push_back({unit, i, &place});
    }
  }
  std::sort(held.begin(), held.end(), [](const Held& a, const Held& b) {
    return std::make_pair(a.unit, a.operand) <
           std::make_pair(b.unit, b.operand);
  });
  bool any = false;
  for (size_t begin = 0, end = 0; begin < held.size(); begin = end) {
    size_t count = 1;
    for (end = begin + 1;
         end < held.size() && held[end].unit == held[begin].unit; ++end) {
      count += held[end].operand != held[end - 1].operand ? 1 : 0;
    }
    if (count < operands->size()) continue;
    any = true;
    for (size_t i = begin; i < end; ++i) held[i].place->kept = true;
  }
  return any;
}

}  // namespace vigie::match
