#include "match/value_changes.h"

namespace vigie::match {

std::vector<ValueChange> JoinChanges(const std::vector<ValueChange>& a,
                                     const std::vector<ValueSum>& b,
                                     int32_t sign) {
  std::vector<ValueChange> joined;
  joined.reserve(a.size() + b.size());
  auto at = a.begin();
  for (const ValueSum& sum : b) {
    while (at != a.end() && at->value < sum.value) joined.push_back(*at++);
    ValueChange change{sum.value, 0, 0};
    if (at != a.end() && at->value == sum.value) change = *at++;
    change.articles += sign * static_cast<int32_t>(sum.articles);
    change.mentions += sign * static_cast<int32_t>(sum.mentions);
    joined.push_back(change);
  }
  joined.insert(joined.end(), at, a.end());
  return joined;
}

std::vector<ValueSum> ApplyChanges(const std::vector<ValueChange>& changes,
                                   const std::vector<ValueSum>& sums) {
  std::vector<ValueSum> changed;
  changed.reserve(sums.size() + changes.size());
  auto at = sums.begin();
  for (const ValueChange& change : changes) {
    while (at != sums.end() && at->value < change.value) {
      changed.push_back(*at++);
    }
    ValueSum sum{change.value, 0, 0};
    if (at != sums.end() && at->value == change.value) sum = *at++;
    sum.articles += static_cast<uint32_t>(change.articles);
    sum.mentions += static_cast<uint32_t>(change.mentions);
    if (sum.articles > 0) changed.push_back(sum);
  }
  changed.insert(changed.end(), at, sums.end());
  return changed;
}

}  // namespace vigie::match
