// Numbers of attribute values, found by what the values are.
#ifndef VIGIE_MATCH_VALUE_NUMBERS_H_
#define VIGIE_MATCH_VALUE_NUMBERS_H_

#include <cstdint>

#include "index/segment.h"
#include "text/view_numbers.h"

namespace vigie::match {

struct ValueTraits {
  static uint64_t Hash(const index::AttributeValue& value) {
    constexpr uint64_t kSpread = 0x9E37'79B9'7F4A'7C15;
    return text::StringTraits::Hash(value.value) ^
           text::StringTraits::Hash(value.name) * kSpread;
  }
  static bool Same(const index::AttributeValue& a,
                   const index::AttributeValue& b) {
    return a.value == b.value && a.name == b.name;
  }
};

using ValueNumbers = text::ViewNumbers<index::AttributeValue, ValueTraits>;

}  // namespace vigie::match

#endif  // VIGIE_MATCH_VALUE_NUMBERS_H_
