#include "client/connection.h"

#include <charconv>
#include <chrono>
#include <iostream>
#include <optional>

#include "client/place_mark.h"
#include "client/terminal.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace vigie::client {
namespace {

// A streamed row or a page is far below; an article has at most 2 MB of text.
constexpr int kMaxReceiveBytes = 64 << 20;

struct Explanation {
  const char* french;
  const char* english;
  int exit_code;
};

// Empty without one.
google::rpc::ErrorInfo InfoOf(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  if (!details.ParseFromString(status.error_details())) return info;
  for (const google::protobuf::Any& detail : details.details()) {
    if (detail.UnpackTo(&info)) break;
  }
  return info;
}

// The byte that metadata `name` of an ErrorInfo tells.
std::optional<size_t> ByteIn(const google::rpc::ErrorInfo& info,
                             const char* name) {
  const auto found = info.metadata().find(name);
  if (found == info.metadata().end()) return std::nullopt;
  const std::string& text = found->second;
  size_t byte = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), byte);
  if (read.ec != std::errc()) return std::nullopt;
  return byte;
}

std::string PlaceOfFault(const grpc::Status& status, const std::string& query) {
  const google::rpc::ErrorInfo info = InfoOf(status);
  const auto begin = ByteIn(info, "query_begin");
  const auto end = ByteIn(info, "query_end");
  return begin && end ? MarkPlace(query, *begin, *end) : "";
}

Explanation Explain(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::INVALID_ARGUMENT:
      return {"requête refusée", "request refused", kExitUsage};
    case grpc::StatusCode::FAILED_PRECONDITION:
      return {"requête impossible dans cet état", "request not possible now",
              kExitUsage};
    case grpc::StatusCode::NOT_FOUND:
      return {"introuvable", "not found", kExitUsage};
    case grpc::StatusCode::UNAUTHENTICATED:
      return {"jeton d’accès refusé ; voir --token-file",
              "access token refused; see --token-file", kExitUsage};
    case grpc::StatusCode::PERMISSION_DENIED:
      return {"accès refusé", "access refused", kExitUsage};
    case grpc::StatusCode::UNAVAILABLE:
      return {
          "serveur injoignable ; lancez vigie-server, ou donnez --server "
          "ou --index",
          "server unreachable; start vigie-server, or give --server or "
          "--index",
          kExitUnreachable};
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return {"délai dépassé ; voir --timeout",
              "deadline exceeded; see "
              "--timeout",
              kExitUnreachable};
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      if (const std::string reason = InfoOf(status).reason();
          reason == "QUERY_TOO_EXPENSIVE" || reason == "QUERY_MEMORY") {
        return {"requête trop lourde", "request too expensive", kExitUsage};
      }
      return {"serveur saturé, réessayez", "server overloaded, try again",
              kExitUnreachable};
    case grpc::StatusCode::DATA_LOSS:
      return {"index endommagé", "index damaged", kExitUnreachable};
    default:
      return {"le serveur a échoué", "the server failed", kExitUnreachable};
  }
}

grpc::ChannelArguments Arguments() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  // A proxy for the outside world must not stand before a local server.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return arguments;
}

}  // namespace

Connection::Connection(const std::string& address, uint32_t timeout_ms,
                       const channel::Files& files)
    : address_(address),
      timeout_ms_(timeout_ms),
      channel_(address, files, Arguments()) {
  if (channel_.channel() == nullptr) return;
  search_ = v1::SearchService::NewStub(channel_.channel());
  articles_ = v1::ArticleService::NewStub(channel_.channel());
  index_ = v1::IndexService::NewStub(channel_.channel());
}

std::unique_ptr<grpc::ClientContext> Connection::NewContext() const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() +
                        std::chrono::milliseconds(timeout_ms_));
  channel_.Authorize(context.get());
  return context;
}

channel::Files FilesOf(const Options& options) {
  if (!options.index.empty()) return {};
  return {options.ca, options.cert, options.key, options.token_file};
}

int ReportFault(const channel::Fault& fault, Language language) {
  const std::string french = fault.InFrench();
  const std::string english = fault.InEnglish();
  std::cerr << Say(language, "vigie : ", "vigie: ")
            << Say(language, french.c_str(), english.c_str()) << "\n";
  return kExitUsage;
}

int ReportError(const grpc::Status& status, const std::string& address,
                const Options& options) {
  const Language language = options.language;
  const Explanation explanation = Explain(status);
  std::cerr << Say(language, "vigie : ", "vigie: ")
            << Say(language, explanation.french, explanation.english);
  if (explanation.exit_code == kExitUnreachable) {
    std::cerr << " (" << address << ")";
  }
  if (!status.error_message().empty()) {
    std::cerr << Say(language, " : ", ": ")
              << SafeForTerminal(status.error_message());
  }
  std::cerr << "\n" << PlaceOfFault(status, options.query);
  return explanation.exit_code;
}

}  // namespace vigie::client
