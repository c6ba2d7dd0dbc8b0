#include <cstddef>

#include "entities/dictionary.h"

// Defined by shipped_dictionary.S.
extern "C" {
extern const char kVigieShippedDictionaryBegin[];
extern const char kVigieShippedDictionaryEnd[];
}

namespace vigie::entities {

std::string_view Dictionary::ShippedJsonLines() {
  return {kVigieShippedDictionaryBegin,
          static_cast<size_t>(kVigieShippedDictionaryEnd -
                              kVigieShippedDictionaryBegin)};
}

}  // namespace vigie::entities
