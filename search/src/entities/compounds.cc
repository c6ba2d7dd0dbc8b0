#include "entities/compounds.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace vigie::entities {
namespace {

constexpr uint16_t kNameLike = analysis::kCapitalized | analysis::kInnerCaps;

// Positions inside compounds of one field that a chain of names reaches from
// the compound's beginning, and from which one reaches its end.
struct Seams {
  std::set<uint32_t> from_begin;
  std::set<uint32_t> to_end;
};

bool TouchesInside(const Lattice& lattice, const Positions& at) {
  return lattice.inside_compound(at.begin) || lattice.inside_compound(at.end);
}

bool CanPair(const Patterns& patterns, const Lattice& lattice, const Hit& hit) {
  const uint32_t begin = hit.place.positions.begin;
  return patterns.name(hit.target).kind == AliasKind::kFull &&
         (lattice.plain(begin).flags & kNameLike) != 0;
}

Seams FindSeams(const Lattice& lattice, std::vector<Positions> names) {
  Seams seams;
  std::sort(
      names.begin(), names.end(),
      [](const Positions& a, const Positions& b) { return a.begin < b.begin; });
  for (const Positions& name : names) {
    const bool starts = !lattice.inside_compound(name.begin) ||
                        seams.from_begin.count(name.begin) > 0;
    if (starts) seams.from_begin.insert(name.end);
  }
  std::sort(
      names.begin(), names.end(),
      [](const Positions& a, const Positions& b) { return a.end > b.end; });
  for (const Positions& name : names) {
    const bool finishes =
        !lattice.inside_compound(name.end) || seams.to_end.count(name.end) > 0;
    if (finishes) seams.to_end.insert(name.begin);
  }
  return seams;
}

bool Stands(const Lattice& lattice, const Seams& seams, const Positions& at) {
  const bool starts = !lattice.inside_compound(at.begin) ||
                      seams.from_begin.count(at.begin) > 0;
  const bool finishes =
      !lattice.inside_compound(at.end) || seams.to_end.count(at.end) > 0;
  return starts && finishes;
}

}  // namespace

void DropPartsOfCompounds(const Patterns& patterns, Evidence* evidence) {
  std::map<Field, Seams> seams;
  for (Field field : {Field::kTitle, Field::kText}) {
    const Lattice& lattice = evidence->field(field);
    if (!lattice.has_compounds()) continue;
    std::vector<Positions> names;
    for (const Hit& hit : evidence->aliases) {
      if (hit.place.field == field &&
          TouchesInside(lattice, hit.place.positions) &&
          CanPair(patterns, lattice, hit)) {
        names.push_back(hit.place.positions);
      }
    }
    seams[field] = FindSeams(lattice, std::move(names));
  }
  const auto is_part = [&](const Hit& hit) {
    const Lattice& lattice = evidence->field(hit.place.field);
    if (!TouchesInside(lattice, hit.place.positions)) return false;
    return !CanPair(patterns, lattice, hit) ||
           !Stands(lattice, seams[hit.place.field], hit.place.positions);
  };
  std::vector<Hit>& aliases = evidence->aliases;
  aliases.erase(std::remove_if(aliases.begin(), aliases.end(), is_part),
                aliases.end());
}

}  // namespace vigie::entities
