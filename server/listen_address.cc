#include "server/listen_address.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

namespace vigie::server {
namespace {

constexpr size_t kPathBytes = sizeof(sockaddr_un::sun_path) - 1;

Status Invalid(const std::string& message) {
  return Status(StatusCode::kInvalidArgument, message);
}

bool ParsePort(std::string_view text, int* port) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, *port);
  return error == std::errc() && rest == end && *port >= 0 && *port <= 65'535;
}

}  // namespace

bool ListenAddress::is_local() const {
  if (is_unix() || host == "localhost" || host == "[::1]") return true;
  in_addr address;
  if (inet_pton(AF_INET, host.c_str(), &address) != 1) return false;
  return ntohl(address.s_addr) >> 24 == 127;
}

std::string ListenAddress::ToString() const {
  if (is_unix()) return "unix:" + path;
  return host + ":" + std::to_string(port);
}

Result<ListenAddress> ParseListenAddress(std::string_view text) {
  constexpr std::string_view kUnix = "unix:";
  ListenAddress address;
  if (text.substr(0, kUnix.size()) == kUnix) {
    address.path = std::string(text.substr(kUnix.size()));
    if (address.path.rfind("//", 0) == 0) address.path.erase(0, 2);
    if (address.path.empty()) return Invalid("unix: needs a path");
    if (address.path.size() > kPathBytes) {
      return Invalid("the path of a unix socket has at most " +
                     std::to_string(kPathBytes) + " bytes");
    }
    return address;
  }
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) {
    return Invalid("\"" + std::string(text) +
                   "\" is not HOST:PORT or unix:PATH");
  }
  address.host = std::string(text.substr(0, colon));
  const bool bracketed =
      address.host.front() == '[' && address.host.back() == ']';
  if (!bracketed && address.host.find(':') != std::string::npos) {
    return Invalid("an IPv6 address is written [ADDRESS]:PORT");
  }
  if (!ParsePort(text.substr(colon + 1), &address.port)) {
    return Invalid("the port of \"" + std::string(text) +
                   "\" is not a number from 0 to 65535");
  }
  return address;
}

Status ClearStaleSocket(const std::string& path) {
  struct stat info;
  if (lstat(path.c_str(), &info) != 0) return OkStatus();
  if (!S_ISSOCK(info.st_mode)) {
    return Status(StatusCode::kAlreadyExists, path + " is not a socket");
  }
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  path.copy(static_cast<char*>(address.sun_path), kPathBytes);
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool refused =
      connect(probe, reinterpret_cast<const sockaddr*>(&address),
              sizeof address) != 0 &&
      errno == ECONNREFUSED;
  close(probe);
  if (!refused) {
    return Status(StatusCode::kAlreadyExists,
                  "another process serves on " + path);
  }
  if (unlink(path.c_str()) != 0) {
    return Status(
        StatusCode::kPermissionDenied,
        "cannot remove the stale socket " + path + ": " + std::strerror(errno));
  }
  return OkStatus();
}

}  // namespace vigie::server
