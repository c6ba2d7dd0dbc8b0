// The known word nearest to a mistyped one.
#ifndef VIGIE_CLIENT_DID_YOU_MEAN_H_
#define VIGIE_CLIENT_DID_YOU_MEAN_H_

#include <string>
#include <string_view>
#include <vector>

namespace vigie::client {

// Insertions, deletions, replacements and swaps of neighbours that lead from
// one to the other, in bytes. O(|a| |b|).
size_t EditDistance(std::string_view a, std::string_view b);

// The first nearest of `known`, at most a third of its length away or begun by
// `typed` (of three letters at least); empty: none is near.
std::string DidYouMean(std::string_view typed,
                       const std::vector<std::string>& known);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_DID_YOU_MEAN_H_
