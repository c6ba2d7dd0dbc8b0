#include "server/access.h"

#include <grpcpp/server_context.h>

#include <array>
#include <chrono>
#include <utility>

namespace vigie::server {
namespace {

struct Rule {
  std::string_view rpc;
  Permission permission;
};

// Every method of vigie.v1.
constexpr std::array<Rule, 29> kRules = {{
    {"ArticleService/BatchGetArticles", Permission::kSearch},
    {"ArticleService/DeleteArticle", Permission::kIngest},
    {"ArticleService/EraseArticle", Permission::kAdmin},
    {"ArticleService/GetArticle", Permission::kSearch},
    {"ArticleService/Ingest", Permission::kIngest},
    {"EntityService/GetEntity", Permission::kSearch},
    {"EntityService/ListEntities", Permission::kSearch},
    {"EntityService/ListRelatedEntities", Permission::kSearch},
    {"EntityService/SearchEntities", Permission::kSearch},
    {"IndexService/BackupIndex", Permission::kAdmin},
    {"IndexService/CompactIndex", Permission::kAdmin},
    {"IndexService/GetStatus", Permission::kSearch},
    {"IndexService/PublishIndex", Permission::kIngest},
    {"IndexService/ReloadDictionary", Permission::kAdmin},
    {"IndexService/VerifyIndex", Permission::kAdmin},
    {"SearchService/Analyze", Permission::kSearch},
    {"SearchService/Compare", Permission::kSearch},
    {"SearchService/Explain", Permission::kSearch},
    {"SearchService/ListFacets", Permission::kSearch},
    {"SearchService/ListMentions", Permission::kSearch},
    {"SearchService/Related", Permission::kSearch},
    {"SearchService/Replay", Permission::kSearch},
    {"SearchService/ReportCompleteness", Permission::kSearch},
    {"SearchService/Search", Permission::kSearch},
    {"SearchService/Similar", Permission::kSearch},
    {"SearchService/StreamArticles", Permission::kSearch},
    {"SearchService/StreamMentions", Permission::kSearch},
    {"SearchService/Suggest", Permission::kSearch},
    {"SearchService/Timeline", Permission::kSearch},
}};

int64_t Now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string_view View(const grpc::string_ref& text) {
  return {text.data(), text.size()};
}

// The token that a call brings; empty without one.
std::string_view TokenOf(const grpc::ServerContextBase& context) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find("authorization");
  if (found == metadata.end()) return {};
  const std::string_view value = View(found->second);
  if (value.substr(0, kScheme.size()) != kScheme) return {};
  return value.substr(kScheme.size());
}

// The name in the client's certificate, where it has shown one.
std::string PeerName(const grpc::ServerContextBase& context) {
  const auto auth = context.auth_context();
  if (auth != nullptr) {
    for (const grpc::string_ref& name :
         auth->FindPropertyValues("x509_common_name")) {
      return std::string(View(name));
    }
  }
  return kLocalCaller;
}

}  // namespace

std::optional<Permission> PermissionFor(std::string_view rpc) {
  for (const Rule& rule : kRules) {
    if (rule.rpc == rpc) return rule.permission;
  }
  return std::nullopt;
}

void Access::Replace(TokenTable tokens) {
  auto table = std::make_shared<const TokenTable>(std::move(tokens));
  const std::lock_guard<std::mutex> lock(mutex_);
  tokens_ = std::move(table);
}

std::shared_ptr<const TokenTable> Access::tokens() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return tokens_;
}

Result<Caller> Access::Admit(const grpc::ServerContextBase& context,
                             std::string_view rpc) const {
  const auto table = tokens();
  if (table == nullptr) return Caller{PeerName(context), nullptr};
  const std::string_view token = TokenOf(context);
  if (token.empty()) {
    return Status(StatusCode::kUnauthenticated,
                  "this server wants a token: metadata \"authorization: Bearer "
                  "TOKEN\"",
                  "TOKEN_MISSING");
  }
  const TokenGrant* grant = table->Find(token, Now());
  if (grant == nullptr) {
    return Status(StatusCode::kUnauthenticated,
                  "the token is unknown or has expired", "TOKEN_INVALID");
  }
  const Permission needed = PermissionFor(rpc).value_or(Permission::kAdmin);
  if (!grant->Allows(needed)) {
    return Status(StatusCode::kPermissionDenied,
                  "the token lacks the scope \"" +
                      std::string(PermissionName(needed)) + "\"",
                  "SCOPE_MISSING");
  }
  return Caller{grant->name, grant->sources};
}

}  // namespace vigie::server
