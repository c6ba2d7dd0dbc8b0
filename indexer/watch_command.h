// vigie-indexer add --watch.
#ifndef VIGIE_INDEXER_WATCH_COMMAND_H_
#define VIGIE_INDEXER_WATCH_COMMAND_H_

#include "indexer/options.h"

namespace vigie::indexer {

// Adds given.paths and what given.watch holds, then every file that is
// written there, until SIGINT or SIGTERM. Articles are durable when their file
// has been read, and visible within a second (vigie/live_writer.h); what a
// deleted file held stays in the index. Returns an ExitCode.
int RunWatch(const AddOptions& given);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_WATCH_COMMAND_H_
