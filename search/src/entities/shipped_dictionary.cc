#include <cstddef>

#include "entities/dictionary.h"

// Defined by shipped_dictionary.S and shipped_gazetteer.S.
extern "C" {
extern const char kVigieShippedDictionaryBegin[];
extern const char kVigieShippedDictionaryEnd[];
extern const char kVigieShippedGazetteerBegin[];
extern const char kVigieShippedGazetteerEnd[];
}

namespace vigie::entities {
namespace {

std::string_view Between(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

}  // namespace

std::string_view Dictionary::ShippedJsonLines() {
  return Between(kVigieShippedDictionaryBegin, kVigieShippedDictionaryEnd);
}

std::string_view Dictionary::ShippedGazetteer() {
  return Between(kVigieShippedGazetteerBegin, kVigieShippedGazetteerEnd);
}

}  // namespace vigie::entities
