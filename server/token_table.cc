#include "server/token_table.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <sys/stat.h>

#include <toml++/toml.h>
#include <algorithm>
#include <cctype>
#include <ctime>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "server/whole_file.h"

namespace vigie::server {
namespace {

constexpr size_t kNameBytes = 64;
constexpr int64_t kDaySeconds = 86'400;

Status Invalid(const std::string& message) {
  return Status(StatusCode::kInvalidArgument, message);
}

std::string Hexadecimal(const TokenHash& hash) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const uint8_t byte : hash) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::optional<TokenHash> ReadHash(std::string_view text) {
  TokenHash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (std::isxdigit(c) == 0) return std::nullopt;
    const int digit =
        std::isdigit(c) != 0 ? c - '0' : std::tolower(c) - 'a' + 10;
    hash[i / 2] = static_cast<uint8_t>(hash[i / 2] << 4U | digit);
  }
  return hash;
}

bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= kNameBytes &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
         });
}

// The strings of an array; none where it is something else.
std::optional<std::vector<std::string>> Strings(
    const toml::node_view<const toml::node>& node) {
  const toml::array* array = node.as_array();
  if (array == nullptr) return std::nullopt;
  std::vector<std::string> strings;
  for (const toml::node& element : *array) {
    const auto text = element.value<std::string>();
    if (!text) return std::nullopt;
    strings.push_back(*text);
  }
  return strings;
}

int64_t SecondsOf(const toml::date& date) {
  std::tm parts = {};
  parts.tm_year = date.year - 1900;
  parts.tm_mon = date.month - 1;
  parts.tm_mday = date.day;
  return timegm(&parts);
}

Status ReadScopes(const toml::table& entry, TokenGrant* grant) {
  const auto scopes = Strings(entry["scopes"]);
  if (!scopes || scopes->empty()) return Invalid("scopes: a list is required");
  for (const std::string& scope : *scopes) {
    const auto permission = PermissionNamed(scope);
    if (!permission) return Invalid("scopes: \"" + scope + "\" is none");
    grant->permissions.push_back(*permission);
  }
  if (!entry.contains("sources")) return OkStatus();
  auto sources = Strings(entry["sources"]);
  if (!sources) return Invalid("sources: not a list of names");
  grant->sources =
      std::make_shared<SourceScope>(SourceScope{*std::move(sources)});
  return OkStatus();
}

Result<TokenGrant> ReadGrant(const toml::table& entry) {
  TokenGrant grant;
  for (const auto& [key, value] : entry) {
    static const std::set<std::string_view> kKeys = {"name", "sha256", "scopes",
                                                     "sources", "expires"};
    if (kKeys.count(key.str()) == 0) {
      return Invalid("\"" + std::string(key.str()) + "\" is no key of a token");
    }
  }
  grant.name = entry["name"].value_or(std::string());
  if (!IsName(grant.name)) return Invalid("name: missing or not a name");
  const auto hash = ReadHash(entry["sha256"].value_or(std::string_view()));
  if (!hash) return Invalid("sha256: not 64 hexadecimal digits");
  grant.hash = *hash;
  Status scopes = ReadScopes(entry, &grant);
  if (!scopes.ok()) return scopes;
  if (grant.sources && grant.Allows(Permission::kAdmin)) {
    return Invalid("sources: not with the scope \"admin\"");
  }
  if (entry.contains("expires")) {
    const auto date = entry["expires"].value<toml::date>();
    if (!date) return Invalid("expires: not a date such as 2027-01-31");
    grant.expires = SecondsOf(*date);
  }
  return grant;
}

// Throws toml::parse_error.
Result<std::vector<TokenGrant>> ReadGrants(std::string_view toml) {
  const toml::table document = toml::parse(toml);
  std::vector<TokenGrant> grants;
  for (const auto& [key, value] : document) {
    const toml::array* entries = value.as_array();
    if (key.str() != "token" || entries == nullptr) {
      return Invalid("\"" + std::string(key.str()) +
                     "\": only [[token]] is known");
    }
    for (const toml::node& node : *entries) {
      const std::string number = std::to_string(grants.size() + 1);
      const toml::table* entry = node.as_table();
      if (entry == nullptr) return Invalid("token " + number + ": not a table");
      Result<TokenGrant> grant = ReadGrant(*entry);
      if (!grant.ok()) {
        return Invalid("token " + number + ": " + grant.status().message());
      }
      grants.push_back(*std::move(grant));
    }
  }
  return grants;
}

Status CheckDistinct(const std::vector<TokenGrant>& grants) {
  std::set<std::string> names;
  std::set<TokenHash> hashes;
  for (const TokenGrant& grant : grants) {
    if (!names.insert(grant.name).second) {
      return Invalid("two tokens are named \"" + grant.name + "\"");
    }
    if (!hashes.insert(grant.hash).second) {
      return Invalid("token \"" + grant.name + "\": its hash is another's");
    }
  }
  return OkStatus();
}

std::string Quoted(const std::string& text) {
  std::ostringstream out;
  out << toml::value<std::string>(text);
  return out.str();
}

std::string QuotedList(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) {
    list += (list.empty() ? "" : ", ") + Quoted(text);
  }
  return "[" + list + "]";
}

}  // namespace

bool TokenGrant::Allows(Permission permission) const {
  return std::find(permissions.begin(), permissions.end(), permission) !=
         permissions.end();
}

std::string_view PermissionName(Permission permission) {
  switch (permission) {
    case Permission::kSearch:
      return "search";
    case Permission::kIngest:
      return "ingest";
    case Permission::kAdmin:
      break;
  }
  return "admin";
}

std::optional<Permission> PermissionNamed(std::string_view name) {
  for (const Permission permission :
       {Permission::kSearch, Permission::kIngest, Permission::kAdmin}) {
    if (name == PermissionName(permission)) return permission;
  }
  return std::nullopt;
}

Result<TokenTable> TokenTable::Parse(std::string_view toml) {
  try {
    Result<std::vector<TokenGrant>> grants = ReadGrants(toml);
    if (!grants.ok()) return grants.status();
    if (grants->size() > kMostTokens) {
      return Invalid("more than " + std::to_string(kMostTokens) + " tokens");
    }
    Status distinct = CheckDistinct(*grants);
    if (!distinct.ok()) return distinct;
    TokenTable table;
    table.grants_ = *std::move(grants);
    return table;
  } catch (const toml::parse_error& error) {
    return Invalid("line " + std::to_string(error.source().begin.line) + ": " +
                   std::string(error.description()));
  }
}

Result<TokenTable> TokenTable::Load(const std::string& path) {
  struct stat info = {};
  if (stat(path.c_str(), &info) == 0 &&
      (info.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return Status(StatusCode::kPermissionDenied,
                  path + ": others than its owner may write it; chmod 600");
  }
  Result<std::string> text = ReadWholeFile(path);
  if (!text.ok()) return text.status();
  Result<TokenTable> table = Parse(*text);
  if (!table.ok()) return Invalid(path + ": " + table.status().message());
  return table;
}

const TokenGrant* TokenTable::Find(std::string_view token, int64_t now) const {
  const TokenHash hash = HashToken(token);
  const TokenGrant* found = nullptr;
  for (const TokenGrant& grant : grants_) {
    if (CRYPTO_memcmp(grant.hash.data(), hash.data(), hash.size()) == 0) {
      found = &grant;
    }
  }
  if (found != nullptr && found->expires && now >= *found->expires) {
    return nullptr;
  }
  return found;
}

TokenHash HashToken(std::string_view token) {
  TokenHash hash{};
  unsigned size = 0;
  EVP_Digest(token.data(), token.size(), hash.data(), &size, EVP_sha256(),
             nullptr);
  return hash;
}

Result<std::string> NewToken() {
  constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<uint8_t, 33> bytes{};  // the last one stays 0
  if (RAND_bytes(bytes.data(), 32) != 1) {
    return Status(StatusCode::kInternal, "no random bytes");
  }
  std::string token = "vigie_";
  for (size_t bit = 0; bit < 256; bit += 6) {
    const unsigned pair =
        static_cast<unsigned>(bytes[bit / 8]) << 8U | bytes[bit / 8 + 1];
    token += kDigits[pair >> (10U - bit % 8) & 63U];
  }
  return token;
}

std::string TokenEntry(const TokenGrant& grant) {
  std::vector<std::string> scopes;
  for (const Permission permission : grant.permissions) {
    scopes.emplace_back(PermissionName(permission));
  }
  std::string entry = "[[token]]\nname = " + Quoted(grant.name) +
                      "\nsha256 = \"" + Hexadecimal(grant.hash) +
                      "\"\nscopes = " + QuotedList(scopes) + "\n";
  if (grant.sources)
    entry += "sources = " + QuotedList(grant.sources->sources) + "\n";
  if (grant.expires) {
    const std::time_t day = *grant.expires / kDaySeconds * kDaySeconds;
    std::tm parts = {};
    gmtime_r(&day, &parts);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
    entry += std::string("expires = ") + text.data() + "\n";
  }
  return entry;
}

Result<std::string> AddToken(const std::string& path, TokenGrant grant) {
  Result<std::string> text = ReadWholeFile(path);
  if (text.status().code() == StatusCode::kNotFound) text = std::string();
  if (!text.ok()) return text.status();
  Result<TokenTable> before = TokenTable::Parse(*text);
  if (!before.ok()) return Invalid(path + ": " + before.status().message());
  Result<std::string> token = NewToken();
  if (!token.ok()) return token;
  grant.hash = HashToken(*token);
  if (!text->empty()) *text += text->back() == '\n' ? "\n" : "\n\n";
  *text += TokenEntry(grant);
  Result<TokenTable> after = TokenTable::Parse(*text);
  if (!after.ok()) return after.status();
  Status written = ReplaceFile(path, *text, 0600);
  if (!written.ok()) return written;
  return token;
}

}  // namespace vigie::server
