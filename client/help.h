// Help and manual page, made of the option table.
#ifndef VIGIE_CLIENT_HELP_H_
#define VIGIE_CLIENT_HELP_H_

#include <string>

#include "client/option_table.h"

namespace vigie::client {

// Of `vigie --help`: examples first, then the commands and global options.
std::string ProgramHelp(Language language);

// Of `vigie COMMAND --help`.
std::string CommandHelp(const CommandSpec& command, Language language);

// "-n, --limit N"; of a positional its name, in brackets when optional.
std::string OptionUsage(const OptionSpec& option, Language language);

// vigie(1) in the man macros of roff, UTF-8.
std::string ManualPage(Language language);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_HELP_H_
