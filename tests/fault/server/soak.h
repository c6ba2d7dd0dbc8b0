// A server under steady ingest and search for long.
#ifndef VIGIE_TESTS_FAULT_SERVER_SOAK_H_
#define VIGIE_TESTS_FAULT_SERVER_SOAK_H_

#include "tests/fault/workers.h"

namespace vigie::fault {

// options.minutes of options.rate writes per second, onto ids that come again
// and again, and of searches without pause. In the first tenth the server is
// killed every 30 to 120 s (of an hour; in proportion else), and what each
// start shows is compared with what was acknowledged. The rest is one life,
// whose memory and descriptors are watched, its first quarter being the
// warm-up; SIGTERM ends it. The articles are kKeys at most, so that a server
// that keeps no more than it must comes to a steady state.
Findings RunServerSoak(const Options& options);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_SERVER_SOAK_H_
