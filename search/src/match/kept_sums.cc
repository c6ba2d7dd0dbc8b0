#include "match/kept_sums.h"

namespace vigie::match {

const std::shared_ptr<KeptSums>& SharedSums() {
  constexpr size_t kBytes = 48U << 20;
  // Lives until the end: snapshots in static storage may outlive it else.
  static const auto* const kept =
      new std::shared_ptr<KeptSums>(std::make_shared<KeptSums>(kBytes));
  return *kept;
}

}  // namespace vigie::match
