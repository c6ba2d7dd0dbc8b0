#include <csignal>

#include "client/command.h"
#include "client/options.h"

int main(int argc, char** argv) {
  // `vigie ... | head` ends quietly, by an error of write.
  std::signal(SIGPIPE, SIG_IGN);
  const vigie::client::ParsedCommand command =
      vigie::client::ParseCommandLine(argc, argv);
  if (command.exit_code) return *command.exit_code;
  return vigie::client::RunCommand(command.options);
}
