// The verbs of vigie-indexer that look after an index.
#ifndef INDEXER_MAINTENANCE_COMMANDS_H_
#define INDEXER_MAINTENANCE_COMMANDS_H_

#include "indexer/options.h"
#include "vigie/status.h"

namespace vigie::indexer {

// Runs any verb but kAdd. Reports on stdout, errors and summaries on stderr.
// Returns an ExitCode.
int RunMaintenance(Verb verb, const MaintenanceOptions& options);

// Each of them, in files of their own.
int RunVerify(const MaintenanceOptions& options);
int RunStatus(const MaintenanceOptions& options);

// Prints the error; kExitFailed.
int FailWith(const MaintenanceOptions& options, const Status& status);

}  // namespace vigie::indexer

#endif  // INDEXER_MAINTENANCE_COMMANDS_H_
