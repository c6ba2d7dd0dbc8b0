#include <cstddef>

#include "entities/dictionary.h"

// Defined by shipped_dictionary.S.
extern "C" {
extern const char vigie_shipped_dictionary_begin[];
extern const char vigie_shipped_dictionary_end[];
}

namespace vigie::entities {

std::string_view Dictionary::ShippedJsonLines() {
  return {vigie_shipped_dictionary_begin,
          static_cast<size_t>(vigie_shipped_dictionary_end -
                              vigie_shipped_dictionary_begin)};
}

}  // namespace vigie::entities
