// The connection to a server, and what its errors mean to a user.
#ifndef VIGIE_CLIENT_CONNECTION_H_
#define VIGIE_CLIENT_CONNECTION_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <string>

#include "channel/secure_channel.h"
#include "client/options.h"
#include "vigie/v1/article_service.grpc.pb.h"
#include "vigie/v1/index_service.grpc.pb.h"
#include "vigie/v1/search_service.grpc.pb.h"

namespace vigie::client {

// Stubs over one channel. Thread-safe.
class Connection {
 public:
  // Does not connect yet: the first call does, within its deadline.
  Connection(const std::string& address, uint32_t timeout_ms,
             const channel::Files& files);

  // Why nothing can be asked; of kind kNone when all is well. Nothing else may
  // be called otherwise.
  const channel::Fault& fault() const { return channel_.fault(); }

  v1::SearchService::Stub& search() { return *search_; }
  v1::ArticleService::Stub& articles() { return *articles_; }
  v1::IndexService::Stub& index() { return *index_; }

  // A context whose deadline is the user's time-out from now, with the token.
  std::unique_ptr<grpc::ClientContext> NewContext() const;

  const std::string& address() const { return address_; }

  // The revision that the last answer was computed on; 0: none yet.
  void Note(uint64_t revision) { revision_ = revision; }
  uint64_t revision() const { return revision_; }

 private:
  const std::string address_;
  const uint32_t timeout_ms_;
  const channel::SecureChannel channel_;
  std::atomic<uint64_t> revision_{0};
  std::unique_ptr<v1::SearchService::Stub> search_;
  std::unique_ptr<v1::ArticleService::Stub> articles_;
  std::unique_ptr<v1::IndexService::Stub> index_;
};

// The files of --ca, --cert, --key and --token-file; of a private server none:
// it is reached by its socket alone.
channel::Files FilesOf(const Options& options);

// Explains on stderr and returns the exit code for it.
int ReportFault(const channel::Fault& fault, Language language);

// Explains `status` (not OK) on stderr, with the place where the query is at
// fault, and returns the exit code for it.
int ReportError(const grpc::Status& status, const std::string& address,
                const Options& options);

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_CONNECTION_H_
