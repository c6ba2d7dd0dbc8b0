// Sentences joined where a quotation runs over several.
#ifndef VIGIE_MATCH_QUOTATIONS_H_
#define VIGIE_MATCH_QUOTATIONS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/token.h"

namespace vigie::match {

// Longer quotations stay cut between sentences.
inline constexpr uint32_t kWholeQuotationBytes = 1'000;

// The sentences of `text`; those of one paragraph between which « » or “ ” are
// open are one, up to kWholeQuotationBytes in all. In order, disjoint.
// O(bytes).
std::vector<ByteRange> WholeQuotations(
    std::string_view text,
    const std::vector<analysis::SentenceSpan>& sentences);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_QUOTATIONS_H_
