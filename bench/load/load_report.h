// The figures of a run, as JSON or as lines.
#ifndef BENCH_LOAD_LOAD_REPORT_H_
#define BENCH_LOAD_LOAD_REPORT_H_

#include <iosfwd>

#include "bench/load/call_driver.h"
#include "bench/load/ingest_load.h"
#include "bench/load/load_run.h"
#include "bench/load/overload_run.h"

namespace vigie::bench {

struct LoadReport {
  LoadResult server;
  OverloadResult overload;  // instead of the others, when asked for
  LoadResult echo;          // seconds 0: not asked
  LoadResult library;       // seconds 0: not asked
  IngestResult ingest;      // of the last round; seconds 0: none
  double client_cpu_s = 0;
  double server_cpu_s = 0;  // of a server of its own; else 0
  double server_peak_rss_mb = 0;
};

// --json: one object on one line. Keys: ok_per_s, errors, p50_us, p99_us, ...;
// echo_ratio is ok_per_s over the echo's, in_process_ratio over the library's.
// Of an overload instead: peak, overload, first_second and after with their
// figures; goodput_ratio, first_second_ratio and after_ratio over the peak's
// ok_per_s.
void PrintReport(const LoadReport& report, const LoadOptions& options,
                 std::ostream& out);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_LOAD_REPORT_H_
