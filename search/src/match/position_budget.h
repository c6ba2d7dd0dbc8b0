// How much one query may do on the words of articles.
#ifndef VIGIE_MATCH_POSITION_BUDGET_H_
#define VIGIE_MATCH_POSITION_BUDGET_H_

#include <cstdint>

#include "match/call_poll.h"

namespace vigie::match {

// The work that one query may still do on token positions, counted in tokens
// decoded, and the call that it is done for. Of one thread. All that is left
// is some tenths of a second.
class PositionBudget {
 public:
  static constexpr uint64_t kTokens = 48'000'000;
  // To start on an article costs as much as to decode so many tokens; to keep
  // one of them as a place of a word, to evaluate a leaf on the article, and to
  // compare a place there, so many more.
  static constexpr uint64_t kArticleCost = 100;
  static constexpr uint64_t kFoundCost = 4;
  static constexpr uint64_t kLeafCost = 20;
  static constexpr uint64_t kPlaceCost = 6;

  // To search an article's bytes costs so many tokens, and one for so many
  // bytes.
  static constexpr uint64_t kSearchCost = 20;
  static constexpr uint64_t kSearchedBytes = 16;

  // `poll` must outlive the budget.
  explicit PositionBudget(CallPoll* poll, uint64_t tokens = kTokens)
      : poll_(poll), tokens_(tokens), left_(tokens) {}
  // Throws Stopped: RESOURCE_EXHAUSTED with reason QUERY_TOO_EXPENSIVE, or
  // when the call should end.
  void Spend(uint64_t tokens);

 private:
  CallPoll* poll_;
  uint64_t tokens_;
  uint64_t left_;
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_POSITION_BUDGET_H_
