// Roles of mentions: who signs the text, and who says what is quoted.
#ifndef VIGIE_ENTITIES_SPEAKERS_H_
#define VIGIE_ENTITIES_SPEAKERS_H_

#include <vector>

#include "entities/lattice.h"
#include "vigie/article.h"
#include "vigie/mention.h"

namespace vigie::entities {

// A mention that may speak: of a person, an organisation or an agency, not
// nested, no credit.
struct SpeakerCandidate {
  Positions positions;
  ByteRange range;
  uint32_t sentence = 0;
  EntityType type = EntityType::kUnspecified;
};

struct Speech {
  size_t speaker = 0;   // index of the candidate
  ByteRange quotation;  // what is said, without its marks
};

// Who says each quotation of a field: « selon X, “…” », « X a déclaré : “…” »,
// « “…”, explique X », « “…, explique X, …” ». Candidates are in text order. A
// pronoun speaks for nobody. O(quotations * candidates of the sentence).
std::vector<Speech> FindSpeeches(
    const Lattice& lattice, const std::vector<SpeakerCandidate>& candidates);

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_SPEAKERS_H_
