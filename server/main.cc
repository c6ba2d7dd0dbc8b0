// vigie-server: serves one index over gRPC until SIGTERM.
#include <absl/synchronization/mutex.h>

#include "server/server_run.h"

// Read by jemalloc (VIGIE_JEMALLOC), and by nothing else. Memory that is no
// longer used goes back to the system after 2 s, by a thread that does nothing
// else: not by the calls that happen to come, of which there may be none.
extern "C" {
extern const char* malloc_conf;  // NOLINT(readability-identifier-naming)
const char* malloc_conf = "background_thread:true,dirty_decay_ms:2000";
}

int main(int argc, char** argv) {
  // The absl of Debian is a debug build, whose mutexes keep a graph of the
  // orders in which gRPC takes them: an eighth of what a short call costs.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  return vigie::server::RunServer(argc, argv);
}
