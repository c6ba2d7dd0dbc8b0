// A name that the sequence model found in a field.
#ifndef VIGIE_ENTITIES_TAGGED_NAME_H_
#define VIGIE_ENTITIES_TAGGED_NAME_H_

#include "entities/lattice.h"
#include "entities/model_format.h"

namespace vigie::entities {

struct TaggedName {
  Positions positions;
  ModelType type = ModelType::kPerson;
  float confidence = 1.0F;  // in (0, 1]; ranks, is no probability
};

}  // namespace vigie::entities

#endif  // VIGIE_ENTITIES_TAGGED_NAME_H_
