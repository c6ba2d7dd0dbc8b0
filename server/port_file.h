// Tells other programs that the server serves, and where.
#ifndef SERVER_PORT_FILE_H_
#define SERVER_PORT_FILE_H_

#include <string>

#include "vigie/status.h"

namespace vigie::server {

// Writes `where` and a line feed to `path`, replacing it in one step: a reader
// sees all of it or the file before. UNAVAILABLE when the disk refuses.
Status WritePortFile(const std::string& path, const std::string& where);

}  // namespace vigie::server

#endif  // SERVER_PORT_FILE_H_
