// TLS on the port of the server.
#ifndef SERVER_TRANSPORT_SECURITY_H_
#define SERVER_TRANSPORT_SECURITY_H_

#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "vigie/status.h"

namespace vigie::server {

// PEM files; empty: none.
struct TlsFiles {
  std::string cert;       // the server's chain; with it the port is TLS
  std::string key;        // its private key
  std::string client_ca;  // clients must show a certificate that it signed

  bool any() const {
    return !cert.empty() || !key.empty() || !client_ca.empty();
  }
  // Clients must prove who they are.
  bool mutual() const { return !cert.empty() && !client_ca.empty(); }
};

// INVALID_ARGUMENT: a certificate without key or a key without certificate, a
// file that is none, a key that is another certificate's; OK without files.
Status CheckTlsFiles(const TlsFiles& files);

// Without files the port is in clear. The files are read again every two
// seconds: replace them by rename, connections from then on see the new ones.
// While certificate and key do not match, the former ones stay. Errors as
// CheckTlsFiles.
Result<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsFiles& files);

}  // namespace vigie::server

#endif  // SERVER_TRANSPORT_SECURITY_H_
