// The campaigns of vigie-fault.
#ifndef VIGIE_TESTS_FAULT_CAMPAIGNS_H_
#define VIGIE_TESTS_FAULT_CAMPAIGNS_H_

#include <string>
#include <vector>

#include "tests/fault/workers.h"

namespace vigie::fault {

// SIGKILL at a random moment of a writer's life, several lives per index.
Report RunKills(const Options& options);

// Recorded runs, replayed up to a random operation onto two models of a disk
// (disk_model.h): one cut in each per cycle.
Report RunPowerCuts(const Options& options);

// Every file operation of a five-group run fails in turn: torn and EIO, ENOSPC,
// short, alone and with those after it. Takes as many cycles as that needs.
Report RunFaults(const Options& options);

// One bit, the end or one page of one file of an index is damaged: flips,
// truncations and zeroed pages in turn.
Report RunDamage(const Options& options);

// A second writer while one lives, and after it was killed.
Report RunTwoWriters(const Options& options);

// Writers under a wall clock that jumps.
Report RunClockJumps(const Options& options);

// A file system of its own that fills up and grows again. Skipped, and says
// why, where mounting is not permitted.
Report RunFullDisks(const Options& options);

// Readers beside a writer that commits without pause: a hundred queries on
// one snapshot per cycle, every answer compared with what was written.
Report RunReaders(const Options& options);

// options.minutes of a live writer at options.rate articles per second, and
// this process looking for each of them as soon as a revision is published.
Report RunSoak(const Options& options);

}  // namespace vigie::fault

#endif  // VIGIE_TESTS_FAULT_CAMPAIGNS_H_
