// vigie-indexer add.
#ifndef VIGIE_INDEXER_ADD_COMMAND_H_
#define VIGIE_INDEXER_ADD_COMMAND_H_

#include "indexer/options.h"
#include "vigie/index_writer.h"

namespace vigie::indexer {

// Reads every input, adds its articles, publishes them in one revision and
// prints a summary on stderr. A faulty article is rejected alone. Returns an
// ExitCode.
int RunAdd(const AddOptions& options);

// How an index is opened for writing.
WriterOptions WriterOptionsOf(const AddOptions& options);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_ADD_COMMAND_H_
