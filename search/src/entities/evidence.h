// What one pass over an article finds of the dictionary, before any decision
// that needs more than the place itself.
#ifndef VIGIE_ENTITIES_EVIDENCE_H_
#define VIGIE_ENTITIES_EVIDENCE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "entities/lattice.h"
#include "entities/patterns.h"
#include "vigie/article.h"

namespace vigie::entities {

// A stretch of one field.
struct Place {
  Field field = Field::kText;
  Positions positions;
  ByteRange range;
  uint32_t sentence = 0;  // index into the field's sentences
  uint32_t paragraph = 0;
};

// Text order: title first, then by first byte, the longer first.
bool ComesBefore(const Place& a, const Place& b);
bool Overlaps(const Place& a, const Place& b);
// `inner` lies in `outer` and is shorter.
bool StrictlyInside(const Place& inner, const Place& outer);

struct Hit {
  uint32_t target = 0;  // index into the Patterns' vector of its kind
  Place place;
};

// Every vector but `members` is sorted by target, then text order, without
// doubles.
struct Evidence {
  std::array<Lattice, 2> fields;  // by Field
  // Names whose case, accents and elision agree and that are no mere part of
  // an unknown compound.
  std::vector<Hit> aliases;
  std::vector<Hit> context;
  std::vector<Hit> members;  // in no order
  std::vector<Hit> phrases;

  const Lattice& field(Field field) const {
    return fields[static_cast<size_t>(field)];
  }
};

// O(tokens + matches). The lattices view what `title` and `text` view.
Evidence GatherEvidence(const Patterns& patterns, Lattice title, Lattice text);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_EVIDENCE_H_
