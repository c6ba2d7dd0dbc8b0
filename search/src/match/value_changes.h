// Changes of sums, and sums with their changes.
#ifndef VIGIE_MATCH_VALUE_CHANGES_H_
#define VIGIE_MATCH_VALUE_CHANGES_H_

#include <cstdint>
#include <vector>

#include "match/value_sums.h"

namespace vigie::match {

struct ValueChange {
  uint32_t value = 0;
  int32_t articles = 0;
  int32_t mentions = 0;
};

// All of these rise by value, and each sum has an article.

// Of both; `b` counts `sign` times. Null changes of articles stay.
std::vector<ValueChange> JoinChanges(const std::vector<ValueChange>& a,
                                     const std::vector<ValueSum>& b,
                                     int32_t sign);

// Sums with their changes; without those that no article is left of.
std::vector<ValueSum> ApplyChanges(const std::vector<ValueChange>& changes,
                                   const std::vector<ValueSum>& sums);

}  // namespace vigie::match

#endif  // VIGIE_MATCH_VALUE_CHANGES_H_
