// Directories read into memory, and back.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fault/disk_model.h"

namespace vigie::fault {

Tree ReadTree(const std::string& directory) {
  namespace fs = std::filesystem;
  Tree tree;
  if (!fs::exists(directory)) return tree;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    const std::string name = fs::relative(entry.path(), directory).string();
    if (entry.is_directory()) {
      tree[name] = std::nullopt;
      continue;
    }
    std::ifstream in(entry.path(), std::ios::binary);
    tree[name] = std::string(std::istreambuf_iterator<char>(in), {});
  }
  return tree;
}

void WriteTree(const Tree& tree, const std::string& directory) {
  std::filesystem::create_directories(directory);
  for (const auto& [name, bytes] : tree) {
    const std::string path = directory + "/" + name;
    if (bytes.has_value()) {
      std::ofstream(path, std::ios::binary) << *bytes;
    } else {
      std::filesystem::create_directory(path);
    }
  }
}

}  // namespace vigie::fault
