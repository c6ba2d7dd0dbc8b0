// The way to a vigie-server that takes articles.
#ifndef VIGIE_INDEXER_SERVER_CONNECTION_H_
#define VIGIE_INDEXER_SERVER_CONNECTION_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <utility>

#include "channel/secure_channel.h"
#include "indexer/options.h"
#include "vigie/status.h"

namespace vigie::indexer {

// Thread-safe.
class ServerConnection {
 public:
  // Connects when first used. INVALID_ARGUMENT: as channel::Fault says.
  static Result<ServerConnection> Open(const ServerOptions& options);

  const std::shared_ptr<grpc::Channel>& channel() const {
    return channel_.channel();
  }
  // For one call, with the token.
  std::unique_ptr<grpc::ClientContext> NewContext() const;

 private:
  explicit ServerConnection(channel::SecureChannel channel)
      : channel_(std::move(channel)) {}

  channel::SecureChannel channel_;
};

// The status of the library that equals it, with the reason of its ErrorInfo.
Status FromGrpc(const grpc::Status& status);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_SERVER_CONNECTION_H_
