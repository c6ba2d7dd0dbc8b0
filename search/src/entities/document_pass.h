// What an article says of its own names, once they are found: acronyms that it
// defines, people whom their office names, family names alone, one type for
// one name.
#ifndef VIGIE_ENTITIES_DOCUMENT_PASS_H_
#define VIGIE_ENTITIES_DOCUMENT_PASS_H_

#include <array>

#include "entities/lattice.h"
#include "entities/recognizer.h"

namespace vigie::entities {

enum class NewEntities : uint8_t {
  kNone,      // listed entities alone
  kUnlisted,  // also those that the article makes known
};

// Changes `found` as docs/entities.md, "What the article says itself". `fields`
// by Field. Mentions stay ordered. O(words + names * words of their
// sentences).
void ReadDocument(const std::array<Lattice, 2>& fields,
                  const Dictionary& dictionary, NewEntities new_entities,
                  Recognition* found);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_DOCUMENT_PASS_H_
