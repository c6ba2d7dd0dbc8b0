#include "channel/secure_channel.h"

#include <grpcpp/security/credentials.h>

#include <fstream>
#include <iterator>
#include <string_view>

namespace vigie::channel {
namespace {

using Kind = Fault::Kind;

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// Addresses that no other machine answers to.
bool StaysHere(std::string_view address) {
  return StartsWith(address, "unix:") || StartsWith(address, "127.") ||
         StartsWith(address, "localhost:") || StartsWith(address, "[::1]:");
}

// Reads a file that has to hold something; notes the fault otherwise.
std::string Read(const std::string& path, Fault* fault) {
  if (path.empty()) return "";
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if ((!in || text.empty()) && fault->kind == Kind::kNone) {
    *fault = {Kind::kUnreadable, path};
  }
  return text;
}

std::string FirstLine(const std::string& text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

Fault Check(const std::string& address, const Files& files) {
  const bool identity = !files.cert.empty() || !files.key.empty();
  if (files.cert.empty() != files.key.empty() ||
      (identity && files.ca.empty())) {
    return {Kind::kIncomplete, ""};
  }
  if (!files.token.empty() && files.ca.empty() && !StaysHere(address)) {
    return {Kind::kTokenInClear, ""};
  }
  return {};
}

}  // namespace

std::string Fault::InFrench() const {
  switch (kind) {
    case Kind::kUnreadable:
      return "fichier illisible ou vide : " + path;
    case Kind::kIncomplete:
      return "--cert et --key vont ensemble, et avec --ca";
    case Kind::kTokenInClear:
      return "un jeton ne quitte cette machine que chiffré : donnez --ca";
    case Kind::kNone:
      break;
  }
  return "";
}

std::string Fault::InEnglish() const {
  switch (kind) {
    case Kind::kUnreadable:
      return "unreadable or empty file: " + path;
    case Kind::kIncomplete:
      return "--cert and --key go together, and with --ca";
    case Kind::kTokenInClear:
      return "a token leaves this machine encrypted only: give --ca";
    case Kind::kNone:
      break;
  }
  return "";
}

SecureChannel::SecureChannel(const std::string& address, const Files& files,
                             const grpc::ChannelArguments& arguments)
    : fault_(Check(address, files)) {
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = Read(files.ca, &fault_);
  tls.pem_cert_chain = Read(files.cert, &fault_);
  tls.pem_private_key = Read(files.key, &fault_);
  const std::string token = FirstLine(Read(files.token, &fault_));
  if (fault_.kind != Kind::kNone) return;
  if (!token.empty()) authorization_ = "Bearer " + token;
  channel_ = grpc::CreateCustomChannel(address,
                                       files.ca.empty()
                                           ? grpc::InsecureChannelCredentials()
                                           : grpc::SslCredentials(tls),
                                       arguments);
}

void SecureChannel::Authorize(grpc::ClientContext* context) const {
  if (authorization_.empty()) return;
  context->AddMetadata("authorization", authorization_);
}

}  // namespace vigie::channel
