#include "match/position_budget.h"

#include <string>

namespace vigie::match {

void PositionBudget::Spend(uint64_t tokens) {
  poll_->TickOrThrow();
  if (tokens > left_) {
    throw Stopped{Status(StatusCode::kResourceExhausted,
                         "the query compares the places of more than " +
                             std::to_string(tokens_) +
                             " words; narrow it, for instance by a date or a "
                             "source",
                         "QUERY_TOO_EXPENSIVE")};
  }
  left_ -= tokens;
}

}  // namespace vigie::match
