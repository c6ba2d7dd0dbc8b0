// How every client program reaches a server: TLS and token.
#ifndef CHANNEL_SECURE_CHANNEL_H_
#define CHANNEL_SECURE_CHANNEL_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

namespace vigie::channel {

// The files that --ca, --cert, --key and --token-file name; empty: none.
// Certificates and keys are PEM.
struct Files {
  std::string ca;    // trusted for the server; with it the channel is TLS
  std::string cert;  // chain of this client, of mutual TLS; needs `key`
  std::string key;
  std::string token;  // one line
};

// Why there is no channel.
struct Fault {
  enum class Kind {
    kNone,
    kUnreadable,    // `path` cannot be read, or is empty
    kIncomplete,    // a certificate without key, a key without certificate, or
                    // either without `ca`
    kTokenInClear,  // a token would leave this machine unencrypted
  };
  Kind kind = Kind::kNone;
  std::string path;

  // For the user, in one sentence.
  std::string InFrench() const;
  std::string InEnglish() const;
};

// What calls are made with. Thread-safe.
class SecureChannel {
 public:
  // Reads the files; connects with the first call. `address` is HOST:PORT or
  // unix:PATH. On a fault channel() is null.
  SecureChannel(const std::string& address, const Files& files,
                const grpc::ChannelArguments& arguments);

  const Fault& fault() const { return fault_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Adds the token, where there is one. Once for every call.
  void Authorize(grpc::ClientContext* context) const;

 private:
  Fault fault_;
  std::string authorization_;  // "Bearer TOKEN", or empty
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace vigie::channel

#endif  // CHANNEL_SECURE_CHANNEL_H_
