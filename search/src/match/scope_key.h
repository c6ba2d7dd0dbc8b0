// What tells sets of sources apart.
#ifndef VIGIE_MATCH_SCOPE_KEY_H_
#define VIGIE_MATCH_SCOPE_KEY_H_

#include <string>
#include <vector>

namespace vigie::match {

// 17 bytes, never empty: a mark and a hash of 128 bits. `sources` is sorted.
std::string ScopeKey(const std::vector<std::string>& sources);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_SCOPE_KEY_H_
