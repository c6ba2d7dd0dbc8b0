// Xapian's check of a database, in a process that may die.
#ifndef INDEXER_DATABASE_CHECK_H_
#define INDEXER_DATABASE_CHECK_H_

#include <string>

#include "vigie/status.h"

namespace vigie::indexer {

// Starts this program again as `check-database PATH` and waits for it. A check
// that crashes, or that takes longer than ten minutes, is DATA_LOSS as is what
// it finds. INTERNAL: no process could be started.
Status CheckDatabaseInChild(const std::string& path);

}  // namespace vigie::indexer

#endif  // INDEXER_DATABASE_CHECK_H_
