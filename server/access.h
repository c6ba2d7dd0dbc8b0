// Who may call what: the check that every call goes through.
#ifndef SERVER_ACCESS_H_
#define SERVER_ACCESS_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server/caller.h"
#include "server/token_table.h"
#include "vigie/status.h"

namespace grpc {
class ServerContextBase;
}

namespace vigie::server {

// What a method needs, by the name that logs give it ("SearchService/Search");
// none for names that no service has.
std::optional<Permission> PermissionFor(std::string_view rpc);

// Thread-safe.
class Access {
 public:
  // Without tokens whoever reaches the server may call everything.
  Access() = default;
  explicit Access(TokenTable tokens) { Replace(std::move(tokens)); }

  // Calls from now on are checked against these.
  void Replace(TokenTable tokens);

  // The caller, by the token of the metadata "authorization: Bearer TOKEN".
  // UNAUTHENTICATED (reason TOKEN_MISSING or TOKEN_INVALID);
  // PERMISSION_DENIED (reason SCOPE_MISSING): the token does not allow `rpc`.
  Result<Caller> Admit(const grpc::ServerContextBase& context,
                       std::string_view rpc) const;

 private:
  std::shared_ptr<const TokenTable> tokens() const;

  mutable std::mutex mutex_;
  std::shared_ptr<const TokenTable> tokens_;  // guarded by mutex_; null: none
};

}  // namespace vigie::server

#endif  // SERVER_ACCESS_H_
