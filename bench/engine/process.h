// What the process has used so far.
#ifndef BENCH_ENGINE_PROCESS_H_
#define BENCH_ENGINE_PROCESS_H_

#include <chrono>

namespace vigie::bench {

double CpuSeconds();        // user and system, all threads
double ThreadCpuSeconds();  // of the calling thread
double PeakMegabytes();     // of resident memory

// Seconds since it was made.
class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

}  // namespace vigie::bench

#endif  // BENCH_ENGINE_PROCESS_H_
