#include "client/config_file.h"

#include <CLI/Config.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace vigie::client {
namespace {

namespace fs = std::filesystem;

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Empty: no file.
std::string ConfigPath() {
  if (std::getenv("VIGIE_CONFIG") != nullptr) {
    return Environment("VIGIE_CONFIG");
  }
  const std::string xdg = Environment("XDG_CONFIG_HOME");
  const std::string home = Environment("HOME");
  std::vector<fs::path> paths;
  if (!xdg.empty()) {
    paths.push_back(fs::path(xdg) / "vigie/client.toml");
  } else if (!home.empty()) {
    paths.push_back(fs::path(home) / ".config/vigie/client.toml");
  }
  paths.push_back("/etc/vigie/client.toml");
  for (const fs::path& path : paths) {
    std::error_code error;
    if (fs::exists(path, error)) return path.string();
  }
  return "";
}

}  // namespace

ConfigFile ReadConfigFile() {
  ConfigFile file;
  file.path = ConfigPath();
  if (file.path.empty()) return file;
  std::ifstream stream(file.path);
  if (!stream || fs::is_directory(file.path)) {
    file.readable = false;
    return file;
  }
  for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_config(stream)) {
    // Marks of where a section begins and ends.
    if (item.name == "++" || item.name == "--") continue;
    file.lines.push_back({item.parents.empty() ? "" : item.parents.back(),
                          item.name, item.inputs});
  }
  return file;
}

}  // namespace vigie::client
