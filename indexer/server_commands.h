// The verbs that write, on a server instead of a directory.
#ifndef VIGIE_INDEXER_SERVER_COMMANDS_H_
#define VIGIE_INDEXER_SERVER_COMMANDS_H_

#include "indexer/options.h"

namespace vigie::indexer {

// As RunAdd, through ArticleService.Ingest. Prints what happened; returns an
// exit code. What was acknowledged before an error stays.
int RunAddToServer(const AddOptions& options);
// As RunMaintenance of kDelete.
int RunDeleteOnServer(const MaintenanceOptions& options);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_SERVER_COMMANDS_H_
