#include "indexer/server_connection.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "wire/convert_status.h"

namespace vigie::indexer {
namespace {

Result<std::string> ReadText(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    return Status(StatusCode::kInvalidArgument, "cannot read " + path);
  }
  return text.str();
}

// Empty without a path.
Status ReadOptional(const std::string& path, std::string* text) {
  if (path.empty()) return OkStatus();
  Result<std::string> read = ReadText(path);
  if (read.ok()) *text = *std::move(read);
  return read.status();
}

}  // namespace

Result<ServerConnection> ServerConnection::Open(const ServerOptions& options) {
  ServerConnection connection;
  grpc::SslCredentialsOptions tls;
  for (const auto& [path, text] :
       {std::pair{&options.ca, &tls.pem_root_certs},
        std::pair{&options.certificate, &tls.pem_cert_chain},
        std::pair{&options.key, &tls.pem_private_key},
        std::pair{&options.token_file, &connection.token_}}) {
    Status read = ReadOptional(*path, text);
    if (!read.ok()) return read;
  }
  connection.token_.erase(connection.token_.find_last_not_of(" \r\n") + 1);
  grpc::ChannelArguments arguments;
  // A proxy for the outside world must not stand before a local server.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
  const bool secure = !options.ca.empty() || !options.certificate.empty();
  connection.channel_ = grpc::CreateCustomChannel(
      options.address,
      secure ? grpc::SslCredentials(tls) : grpc::InsecureChannelCredentials(),
      arguments);
  return connection;
}

std::unique_ptr<grpc::ClientContext> ServerConnection::NewContext() const {
  auto context = std::make_unique<grpc::ClientContext>();
  if (!token_.empty())
    context->AddMetadata("authorization", "Bearer " + token_);
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
