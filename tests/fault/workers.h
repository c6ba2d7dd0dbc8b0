// Cycles of a campaign over several processes, so that a crash is a finding
// and not the end.
#ifndef VIGIE_TESTS_FAULT_WORKERS_H_
#define VIGIE_TESTS_FAULT_WORKERS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "tests/fault/report.h"

namespace vigie::fault {

struct Options {
  std::string campaign;
  uint64_t cycles = 100;
  uint64_t seed = 1;
  uint32_t jobs = 4;
  double minutes = 1;           // of a soak
  double rate = 200;            // articles per second
  double searches = 0;          // per second, of a server's; 0: no pause
  double updates = 0.2;         // share that replaces earlier articles
  uint32_t publish_ms = 800;    // of a soak, between publications
  std::string engine = "live";  // or "batch"
  std::string directory;        // for scratch directories; empty: memory
  std::string program;          // this program, to start children from
  std::string preload;          // the library that children are run under
  std::string keep;             // where directories of failures go, if at all
};

// Runs one cycle; keeps what a worker needs from one to the next.
using Cycle = std::function<Findings(uint64_t cycle)>;
// Called once in each worker.
using MakeCycle = std::function<Cycle()>;

// Cycles 0 to options.cycles-1, each in one of options.jobs child processes.
// A worker that dies is a failure of its cycle; another one goes on after it.
// REQUIRES the process to have one thread.
Report RunCycles(const Options& options, const MakeCycle& make_cycle);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_WORKERS_H_
