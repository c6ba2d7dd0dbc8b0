// Tokens that the server accepts: a file of hashes.
#ifndef SERVER_TOKEN_TABLE_H_
#define SERVER_TOKEN_TABLE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/caller.h"
#include "vigie/status.h"

namespace vigie::server {

using TokenHash = std::array<uint8_t, 32>;  // SHA-256 of the token's bytes

// What one token allows. `sources` null: articles of every source;
// else it may search alone.
struct TokenGrant {
  std::string name;  // 1 to 64 letters, digits, "-", "_" and "."
  TokenHash hash{};
  std::vector<Permission> permissions;  // one at least
  std::shared_ptr<const SourceScope> sources;
  std::optional<int64_t> expires;  // seconds since 1970-01-01, exclusive

  bool Allows(Permission permission) const;
};

// "search", "ingest", "admin"; none for other words.
std::optional<Permission> PermissionNamed(std::string_view name);
std::string_view PermissionName(Permission permission);

// Immutable; thread-safe.
class TokenTable {
 public:
  static constexpr size_t kMostTokens = 1'000;

  // Reads TOML: one [[token]] each, with `name`, `sha256` (64 hexadecimal
  // digits), `scopes`, and perhaps `sources` and `expires` (a date: the first
  // day on which it does not hold, in UTC). INVALID_ARGUMENT says which entry
  // is wrong; names and hashes are told apart.
  static Result<TokenTable> Parse(std::string_view toml);
  // The file at `path`. NOT_FOUND; PERMISSION_DENIED: other users than its
  // owner may write it; INVALID_ARGUMENT as Parse.
  static Result<TokenTable> Load(const std::string& path);

  // The grant of `token`; null: none, or no longer. Takes the same time
  // whatever token comes near: every hash is compared whole.
  const TokenGrant* Find(std::string_view token, int64_t now) const;
  const std::vector<TokenGrant>& grants() const { return grants_; }

 private:
  std::vector<TokenGrant> grants_;
};

// A new token: "vigie_" and 43 characters that carry 256 random bits.
// INTERNAL: the system has no randomness to give.
Result<std::string> NewToken();
TokenHash HashToken(std::string_view token);
// The [[token]] entry of a grant, as Parse reads it.
std::string TokenEntry(const TokenGrant& grant);

// Makes a token, appends its entry to the file at `path` (made with mode 0600
// where there is none) and gives the token, which is stored nowhere. `grant`
// comes without hash. ALREADY_EXISTS: the name is taken; INVALID_ARGUMENT: the
// grant or the file is none.
Result<std::string> AddToken(const std::string& path, TokenGrant grant);

}  // namespace vigie::server

#endif  // SERVER_TOKEN_TABLE_H_
