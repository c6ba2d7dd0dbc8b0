// Where the server listens: a TCP port or a unix socket.
#ifndef SERVER_LISTEN_ADDRESS_H_
#define SERVER_LISTEN_ADDRESS_H_

#include <string>
#include <string_view>

#include "vigie/status.h"

namespace vigie::server {

struct ListenAddress {
  std::string host;  // "127.0.0.1", "[::1]"; empty for a unix socket
  int port = 0;      // 0: the system picks one
  std::string path;  // of the unix socket, or empty

  bool is_unix() const { return !path.empty(); }
  // 127.0.0.0/8, ::1 and "localhost"; a unix socket is.
  bool is_local() const;
  // As gRPC wants it: "127.0.0.1:0", "unix:/run/vigie.sock".
  std::string ToString() const;
};

// Reads "HOST:PORT", "[IPv6]:PORT" or "unix:PATH" (at most 107 bytes of path,
// as the system's socket addresses hold). INVALID_ARGUMENT says what is wrong.
Result<ListenAddress> ParseListenAddress(std::string_view text);

// Makes `path` free for a new socket: removes a socket file that no process
// accepts on. ALREADY_EXISTS: a process does, or the file is no socket.
Status ClearStaleSocket(const std::string& path);

}  // namespace vigie::server

#endif  // SERVER_LISTEN_ADDRESS_H_
