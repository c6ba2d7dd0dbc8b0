#include "tools/dictionary/text_files.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace vigie::tools {

Result<std::string> ReadTextFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return Status(StatusCode::kNotFound, path + " cannot be read");
  return text.str();
}

Status ReplaceTextFile(const std::string& path, const std::string& content) {
  const std::string temporary = path + ".new";
  std::ofstream out(temporary, std::ios::binary);
  out << content;
  out.close();
  std::error_code fault;
  if (out) std::filesystem::rename(temporary, path, fault);
  if (!out || fault) {
    return {StatusCode::kUnavailable, path + " cannot be written"};
  }
  return OkStatus();
}

}  // namespace vigie::tools
