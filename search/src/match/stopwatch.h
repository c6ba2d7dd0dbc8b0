// Time spent on one answer.
#ifndef VIGIE_MATCH_STOPWATCH_H_
#define VIGIE_MATCH_STOPWATCH_H_

#include <chrono>

namespace vigie::match {

class Stopwatch {
 public:
  std::chrono::microseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start_);
  }

 private:
  std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
};

}  // namespace vigie::match

#endif  // VIGIE_MATCH_STOPWATCH_H_
