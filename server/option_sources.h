// Where options come from besides the command line.
#ifndef SERVER_OPTION_SOURCES_H_
#define SERVER_OPTION_SOURCES_H_

#include <string>
#include <vector>

#include "vigie/status.h"

namespace vigie::server {

// The words that stand for the settings of the environment and of a TOML file
// ("--listen=127.0.0.1:0"), file first: put before a command line whose later
// words win, they give flag > environment > file. `names` are the long names of
// options; "scrub" is VIGIE_SERVER_SCRUB and `scrub` in the file. `path` empty:
// no file. NOT_FOUND, PERMISSION_DENIED: of the file; INVALID_ARGUMENT: it is
// no TOML, has a key that is no option, or a value that is neither text, number
// nor boolean.
Result<std::vector<std::string>> WordsOfSettings(
    const std::vector<std::string>& names, const std::string& path);

// The environment variable of an option.
std::string VariableOf(const std::string& name);

}  // namespace vigie::server

#endif  // SERVER_OPTION_SOURCES_H_
