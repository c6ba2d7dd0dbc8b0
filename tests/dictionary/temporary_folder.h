// A folder of a test's own that goes with it.
#ifndef VIGIE_TESTS_DICTIONARY_TEMPORARY_FOLDER_H_
#define VIGIE_TESTS_DICTIONARY_TEMPORARY_FOLDER_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace vigie::tools {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(testing::TempDir()) /
            (std::string("vigie-") + test->test_suite_name() + "-" +
             test->name() + "-" + std::to_string(getpid()));
    std::filesystem::remove_all(path_);  // of a killed process
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path() const { return path_.string(); }
  std::string File(std::string_view name) const {
    return (path_ / name).string();
  }
  std::string Write(std::string_view name, std::string_view content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return File(name);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace vigie::tools

#endif  // VIGIE_TESTS_DICTIONARY_TEMPORARY_FOLDER_H_
