#include "server/transport_security.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace vigie::server {
namespace {

constexpr unsigned kRefreshSeconds = 2;

Status Invalid(const std::string& what) {
  ERR_clear_error();
  return Status(StatusCode::kInvalidArgument, what);
}

Status Check(const TlsFiles& files, SSL_CTX* context) {
  if (SSL_CTX_use_certificate_chain_file(context, files.cert.c_str()) != 1) {
    return Invalid(files.cert + ": no certificate in PEM");
  }
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(),
                                  SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1) {
    return Invalid(files.key + ": not the private key, in PEM, of " +
                   files.cert);
  }
  if (!files.client_ca.empty() &&
      SSL_CTX_load_verify_file(context, files.client_ca.c_str()) != 1) {
    return Invalid(files.client_ca + ": no certificate in PEM");
  }
  return OkStatus();
}

}  // namespace

Status CheckTlsFiles(const TlsFiles& files) {
  if (!files.any()) return OkStatus();
  if (files.cert.empty() || files.key.empty()) {
    return Invalid("TLS needs a certificate and its private key");
  }
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
      SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
  if (context == nullptr) return Invalid("TLS cannot be used here");
  return Check(files, context.get());
}

Result<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsFiles& files) {
  namespace tls = grpc::experimental;
  Status checked = CheckTlsFiles(files);
  if (!checked.ok()) return checked;
  if (!files.any()) return grpc::InsecureServerCredentials();
  std::shared_ptr<tls::FileWatcherCertificateProvider> provider;
  if (files.mutual()) {
    provider = std::make_shared<tls::FileWatcherCertificateProvider>(
        files.key, files.cert, files.client_ca, kRefreshSeconds);
  } else {
    provider = std::make_shared<tls::FileWatcherCertificateProvider>(
        files.key, files.cert, kRefreshSeconds);
  }
  tls::TlsServerCredentialsOptions options(provider);
  options.watch_identity_key_cert_pairs();
  if (files.mutual()) {
    options.watch_root_certs();
    options.set_cert_request_type(
        GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return tls::TlsServerCredentials(options);
}

}  // namespace vigie::server
