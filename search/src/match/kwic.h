// What stands around a mention, for concordances.
#ifndef VIGIE_MATCH_KWIC_H_
#define VIGIE_MATCH_KWIC_H_

#include <cstdint>
#include <string_view>

#include "vigie/search.h"

namespace vigie::match {

inline constexpr uint32_t kMaxWindow = 240;  // characters on each side

// At most `characters` on each side of `range`, of whole words, without white
// space at the ends, within its paragraph. REQUIRES a range of `field` at
// character boundaries.
MentionWindow WindowAround(std::string_view field, ByteRange range,
                           uint32_t characters);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_KWIC_H_
