// Flags of the verbs that look after an index.
#ifndef INDEXER_MAINTENANCE_OPTIONS_H_
#define INDEXER_MAINTENANCE_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>

#include "indexer/options.h"

namespace vigie::indexer {

// Adds every verb but `add`; the one that is given sets `command`'s verb and
// maintenance options. Both outlive the parsing.
void DescribeMaintenance(CLI::App* app, ParsedCommand* command,
                         std::string* lang);

// The server to write to, in place of what `index` names.
// --merge-memory.
void DescribeMergeMemory(CLI::App* app, uint32_t* mib, Language language);

void DescribeServer(CLI::App* app, ServerOptions* server, CLI::Option* index,
                    Language language);
// Throws CLI::RequiredError when neither is given.
void CheckTarget(const std::string& index, const ServerOptions& server);

}  // namespace vigie::indexer

#endif  // INDEXER_MAINTENANCE_OPTIONS_H_
