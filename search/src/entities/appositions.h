// People whom their office names: « Satya Nadella, PDG de Microsoft », « le
// maire de Lyon, Pascal Dupont ».
#ifndef VIGIE_ENTITIES_APPOSITIONS_H_
#define VIGIE_ENTITIES_APPOSITIONS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "entities/lattice.h"

namespace vigie::entities {

enum class Office : uint8_t { kAny, kPolitics, kBusiness, kSport };

struct Apposition {
  Positions name;  // two to four words, capitalised but for particles
  Office office = Office::kAny;
  Positions complement;  // « de Microsoft » without its first word; may be
                         // empty
};

// In text order. The name stands before a comma and the office, with or without
// an article, or behind the office, its complement and perhaps a comma. O(words
// + offices * words of a sentence).
std::vector<Apposition> FindAppositions(const Lattice& lattice);

// Whether a word may stand inside a person's name in lower case: de, van, ben.
bool IsNameParticle(std::string_view form);

// The area of an office that an entity's `subtype` ("footballer") has; kAny
// when it says nothing.
Office OfficeOfSubtype(std::string_view subtype);

// Whether who holds an office of `office` can be of a `subtype` of that area.
bool AgreesWith(Office office, Office subtype);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_APPOSITIONS_H_
