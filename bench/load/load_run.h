// A whole run: warm-up, rounds of server, echo and library, and its figures.
#ifndef BENCH_LOAD_LOAD_RUN_H_
#define BENCH_LOAD_LOAD_RUN_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/call_driver.h"
#include "bench/load/cores.h"
#include "bench/load/in_process.h"
#include "bench/load/overload_run.h"
#include "vigie/status.h"

namespace vigie::bench {

struct LoadOptions {
  std::string server;   // address; empty: a server of its own on `index`
  std::string index;    // directory
  std::string program;  // vigie-server
  std::string self;     // this program, for the echo
  std::vector<std::string> server_flags;
  Cores server_cores;    // of the server started, the echo and the library
  Cores client_cores;    // of this process
  channel::Files files;  // for the server, not for the echo
  LoadPlan plan;
  std::string mix = "top10";
  std::string queries;         // file; empty: from the corpus
  uint32_t query_count = 100;  // from the corpus
  uint32_t rounds = 1;
  std::string echo = "queue";              // or "callback"; empty: none
  std::chrono::microseconds echo_busy{0};  // as EchoOptions::busy
  InProcessPlan in_process;  // its duration and distinct are those of the run
  OverloadPlan overload;     // factor 0: none; its duration is that of the run
  double ingest = 0;         // articles per second beside the calls; 0: none
  bool json = false;
};

// Prints the figures on stdout. Fails when the server cannot be reached or no
// call succeeds.
Status RunLoadOptions(const LoadOptions& options);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_LOAD_RUN_H_
