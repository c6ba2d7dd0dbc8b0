// A vigie-server of one's own, for `vigie --index DIR`.
#ifndef VIGIE_CLIENT_PRIVATE_SERVER_H_
#define VIGIE_CLIENT_PRIVATE_SERVER_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "client/interruption.h"
#include "client/options.h"

namespace vigie::client {

// Serves an index on a unix socket in a private temporary folder for as long
// as it lives; then stops the server, waits for it and removes the folder.
class PrivateServer {
 public:
  // Starts the vigie-server that lies beside this program, else the one on
  // the PATH, and waits until it accepts calls. On failure explains on stderr
  // and returns null.
  static std::unique_ptr<PrivateServer> Start(const std::string& index,
                                              Language language);
  ~PrivateServer();

  const std::string& address() const { return address_; }

 private:
  PrivateServer() = default;
  bool WaitUntilReady();

  std::string folder_;
  std::string address_;
  pid_t pid_ = -1;
  std::unique_ptr<Interruption> interruption_;
};

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_PRIVATE_SERVER_H_
