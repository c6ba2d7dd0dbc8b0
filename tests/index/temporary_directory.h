// A directory of its own for each test.
#ifndef VIGIE_TESTS_INDEX_TEMPORARY_DIRECTORY_H_
#define VIGIE_TESTS_INDEX_TEMPORARY_DIRECTORY_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <system_error>

namespace vigie::testing {

inline std::string ReadBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// In place where the size stays the same: some file systems flush a file that
// was emptied and filled again, which makes thousands of changes slow.
inline void WriteBytes(const std::string& path, const std::string& bytes) {
  std::error_code none_yet;
  const bool in_place =
      std::filesystem::file_size(path, none_yet) == bytes.size() && !none_yet;
  std::ofstream out(path, std::ios::binary | std::ios::out |
                              (in_place ? std::ios::in : std::ios::trunc));
  out << bytes;
}

// Every file below a directory, by relative path.
inline std::map<std::string, std::string> ReadTree(const std::string& root) {
  std::map<std::string, std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    files[std::filesystem::relative(entry.path(), root).string()] =
        ReadBytes(entry.path().string());
  }
  return files;
}

// A test whose `path(name)` lies in a fresh directory, removed at the end.
class TemporaryDirectoryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* base = ::getenv("TMPDIR");
    std::string pattern = base != nullptr && *base != '\0' ? base : "/tmp";
    pattern += "/vigie-index-test-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }

  void TearDown() override {
    std::error_code ignored;
    if (!root_.empty()) std::filesystem::remove_all(root_, ignored);
  }

  std::string path(const std::string& name) const { return root_ + "/" + name; }

 private:
  std::string root_;
};

}  // namespace vigie::testing

#endif  // VIGIE_TESTS_INDEX_TEMPORARY_DIRECTORY_H_
