// The way to a vigie-server that takes articles.
#ifndef VIGIE_INDEXER_SERVER_CONNECTION_H_
#define VIGIE_INDEXER_SERVER_CONNECTION_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "indexer/options.h"
#include "vigie/status.h"

namespace vigie::indexer {

// Thread-safe.
class ServerConnection {
 public:
  // Connects when first used. INVALID_ARGUMENT: a file of `options` cannot be
  // read.
  static Result<ServerConnection> Open(const ServerOptions& options);

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  // For one call, with the token.
  std::unique_ptr<grpc::ClientContext> NewContext() const;

 private:
  std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
};

// The status of the library that equals it, with the reason of its ErrorInfo.
Status FromGrpc(const grpc::Status& status);

}  // namespace vigie::indexer

#endif  // VIGIE_INDEXER_SERVER_CONNECTION_H_
