// A server of the load's own, in a process of its own.
#ifndef BENCH_LOAD_SERVED_PROCESS_H_
#define BENCH_LOAD_SERVED_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "bench/load/cores.h"
#include "vigie/status.h"

namespace vigie::bench {

// Ends with SIGTERM when destroyed.
class ServedProcess {
 public:
  // Starts `program` on a free loopback port: `flags`, then `--listen` and
  // `--port-file`, bound to `cores`. Its log goes to a file that is removed
  // afterwards. Returns once it serves.
  static Result<std::unique_ptr<ServedProcess>> Start(
      const std::string& program, const std::vector<std::string>& flags,
      const Cores& cores);
  ~ServedProcess();

  ServedProcess(const ServedProcess&) = delete;
  ServedProcess& operator=(const ServedProcess&) = delete;

  const std::string& address() const { return address_; }
  pid_t pid() const { return pid_; }

 private:
  ServedProcess() = default;

  std::string folder_;
  std::string address_;
  pid_t pid_ = 0;
};

// What a process has used so far; zeros when it is not there.
struct ProcessUse {
  double cpu_seconds = 0;  // user and system
  double rss_mb = 0;       // resident now
  double peak_rss_mb = 0;
};
ProcessUse UseOf(pid_t pid);

}  // namespace vigie::bench

#endif  // BENCH_LOAD_SERVED_PROCESS_H_
