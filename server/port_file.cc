#include "server/port_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace vigie::server {

Status WritePortFile(const std::string& path, const std::string& where) {
  const std::string draft = path + "." + std::to_string(getpid()) + ".tmp";
  {
    std::ofstream out(draft, std::ios::trunc);
    out << where << '\n';
    out.close();
    if (!out) {
      return Status(StatusCode::kUnavailable,
                    "cannot write " + draft + ": " + std::strerror(errno));
    }
  }
  if (std::rename(draft.c_str(), path.c_str()) != 0) {
    Status status(StatusCode::kUnavailable,
                  "cannot write " + path + ": " + std::strerror(errno));
    std::remove(draft.c_str());
    return status;
  }
  return OkStatus();
}

}  // namespace vigie::server
