#include "indexer/server_connection.h"

#include "wire/convert_status.h"

namespace vigie::indexer {

Result<ServerConnection> ServerConnection::Open(const ServerOptions& options) {
  grpc::ChannelArguments arguments;
  // A proxy for the outside world must not stand before a local server.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
  channel::SecureChannel channel(
      options.address,
      {options.ca, options.certificate, options.key, options.token_file},
      arguments);
  if (channel.channel() == nullptr) {
    return Status(StatusCode::kInvalidArgument, channel.fault().InEnglish());
  }
  return ServerConnection(std::move(channel));
}

std::unique_ptr<grpc::ClientContext> ServerConnection::NewContext() const {
  auto context = std::make_unique<grpc::ClientContext>();
  channel_.Authorize(context.get());
  return context;
}

Status FromGrpc(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) details.Clear();
  details.set_code(static_cast<int>(status.error_code()));
  details.set_message(status.error_message());
  return wire::FromRpcStatus(details);
}

}  // namespace vigie::indexer
