#include <cstddef>
#include <utility>

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

Result<std::shared_ptr<const SequenceModel>> SequenceModel::Own(
    std::string bytes) {
  const auto owned = std::make_shared<const std::string>(std::move(bytes));
  auto mapped = Map(*owned);
  if (!mapped.ok()) return mapped.status();
  const std::shared_ptr<const SequenceModel> model = *std::move(mapped);
  return std::shared_ptr<const SequenceModel>(
      model.get(), [owned, model](const SequenceModel*) {});
}

}  // namespace vigie::entities
