// vigie shell: one command after the other on one connection.
#ifndef VIGIE_CLIENT_SHELL_H_
#define VIGIE_CLIENT_SHELL_H_

#include "client/connection.h"
#include "client/options.h"

namespace vigie::client {

// Reads lines from stdin until its end or "quitter": with editing, history
// and completion where it is a terminal. Options of the session hold for
// every line that does not say otherwise. Returns the last exit code where
// stdin is no terminal, else 0.
int RunShell(Connection* connection, const Options& session);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_SHELL_H_
