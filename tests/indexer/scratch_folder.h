// A folder of one test's own, removed with everything in it.
#ifndef VIGIE_TESTS_INDEXER_SCRATCH_FOLDER_H_
#define VIGIE_TESTS_INDEXER_SCRATCH_FOLDER_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace vigie::indexer {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string folder = testing::TempDir() + "vigie-indexer-XXXXXX";
    EXPECT_NE(mkdtemp(folder.data()), nullptr) << folder;
    root_ = folder;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string Path(const std::string& name) const {
    return (root_ / name).string();
  }

  // Writes the file, with the folders above it; returns its path.
  std::string Write(const std::string& name, std::string_view content) const {
    const std::filesystem::path path = root_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  std::string Read(const std::string& name) const {
    std::ostringstream content;
    content << std::ifstream(root_ / name, std::ios::binary).rdbuf();
    return content.str();
  }

  std::string root() const { return root_.string(); }

 private:
  std::filesystem::path root_;
};

}  // namespace vigie::indexer

#endif  // VIGIE_TESTS_INDEXER_SCRATCH_FOLDER_H_
