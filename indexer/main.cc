#include <csignal>

#include "indexer/add_command.h"
#include "indexer/maintenance_commands.h"
#include "indexer/options.h"

int main(int argc, char** argv) {
  // A file-size limit must come back as an error of write, not kill us.
  std::signal(SIGXFSZ, SIG_IGN);
  const vigie::indexer::ParsedCommand command =
      vigie::indexer::ParseCommandLine(argc, argv);
  if (command.exit_code) return *command.exit_code;
  return command.verb == vigie::indexer::Verb::kAdd
             ? vigie::indexer::RunAdd(command.add)
             : vigie::indexer::RunMaintenance(command.verb,
                                              command.maintenance);
}
