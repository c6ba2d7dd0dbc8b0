#include "server/port_file.h"

#include "server/whole_file.h"

namespace vigie::server {

Status WritePortFile(const std::string& path, const std::string& where) {
  return ReplaceFile(path, where + "\n", 0644);
}

}  // namespace vigie::server
