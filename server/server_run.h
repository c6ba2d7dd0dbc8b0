// The life of the program: options, tokens, serving, reloading, stopping.
#ifndef SERVER_SERVER_RUN_H_
#define SERVER_SERVER_RUN_H_

namespace vigie::server {

// Returns the exit code once a signal has ended the server, or at once. To be
// called from main, before any thread is started.
int RunServer(int argc, const char* const* argv);

}  // namespace vigie::server

#endif  // SERVER_SERVER_RUN_H_
