// What a user has written down once instead of typing it each time.
#ifndef VIGIE_CLIENT_CONFIG_FILE_H_
#define VIGIE_CLIENT_CONFIG_FILE_H_

#include <string>
#include <vector>

namespace vigie::client {

// One line of the file.
struct ConfigLine {
  std::string command;  // its [section]; empty: of every command
  std::string name;     // of the option, without dashes
  std::vector<std::string> values;
};

struct ConfigFile {
  std::string path;  // empty: there is none
  bool readable = true;
  std::vector<ConfigLine> lines;
};

// $VIGIE_CONFIG, else $XDG_CONFIG_HOME/vigie/client.toml (~/.config), else
// /etc/vigie/client.toml: the first that is there. An empty $VIGIE_CONFIG: no
// file. TOML: `name = value` under an optional [command].
ConfigFile ReadConfigFile();

}  // namespace vigie::client

#endif  // VIGIE_CLIENT_CONFIG_FILE_H_
