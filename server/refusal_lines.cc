#include "server/refusal_lines.h"

#include <utility>

namespace vigie::server {

RefusalLines::Verdict RefusalLines::Take(Clock::time_point now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (now - second_ >= std::chrono::seconds(1)) {
    second_ = now;
    written_ = 0;
  }
  if (written_ == kPerSecond) {
    ++left_out_;
    return {false, 0};
  }
  ++written_;
  return {true, std::exchange(left_out_, 0)};
}

}  // namespace vigie::server
