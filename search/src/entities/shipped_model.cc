#include <cstddef>

#include "entities/sequence_model.h"

// Defined by shipped_model.S.
extern "C" {
extern const char kVigieNameModelBegin[];
extern const char kVigieNameModelEnd[];
}

namespace vigie::entities {

Result<std::shared_ptr<const SequenceModel>> SequenceModel::Shipped() {
  static const Result<std::shared_ptr<const SequenceModel>> model =
      Map({kVigieNameModelBegin,
           static_cast<size_t>(kVigieNameModelEnd - kVigieNameModelBegin)});
  return model;
}

}  // namespace vigie::entities
