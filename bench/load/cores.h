// Which processor cores a process may use.
#ifndef BENCH_LOAD_CORES_H_
#define BENCH_LOAD_CORES_H_

#include <string>
#include <vector>

#include "vigie/status.h"

namespace vigie::bench {

// Numbers of cores, from 0; empty: all.
using Cores = std::vector<int>;

// "0-2" or "0,3". INVALID_ARGUMENT: anything else, or a core that this process
// may not use.
Result<Cores> ParseCores(const std::string& text);

// Binds the calling thread, and what it starts from now on, for as long as
// this lives. Nothing for no cores.
class BoundTo {
 public:
  explicit BoundTo(const Cores& cores);
  ~BoundTo();

  BoundTo(const BoundTo&) = delete;
  BoundTo& operator=(const BoundTo&) = delete;

 private:
  Cores before_;
};

}  // namespace vigie::bench

#endif  // BENCH_LOAD_CORES_H_
