// vigie-server token NAME: makes an access token.
#ifndef SERVER_TOKEN_COMMAND_H_
#define SERVER_TOKEN_COMMAND_H_

#include <iosfwd>

namespace vigie::server {

// Whether the command line asks for it.
bool IsTokenCommand(int argc, const char* const* argv);

// Adds a token to the file of --tokens and prints it on `out`, alone; the exit
// code. What is wrong goes to `err`.
int RunTokenCommand(int argc, const char* const* argv, std::ostream& out,
                    std::ostream& err);

}  // namespace vigie::server

#endif  // SERVER_TOKEN_COMMAND_H_
