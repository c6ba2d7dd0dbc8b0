#include "server/port_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace vigie::server {
namespace {

namespace fs = std::filesystem;

TEST(WritePortFile, ReplacesTheFileAndLeavesNoDraft) {
  std::string name = (fs::temp_directory_path() / "port-XXXXXX").string();
  const fs::path directory = mkdtemp(name.data());
  const fs::path path = directory / "port";
  std::ofstream(path) << "an old and longer text";
  EXPECT_TRUE(WritePortFile(path, "7711").ok());
  std::ifstream in(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "7711\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(directory), {}), 1);
  fs::remove_all(directory);
}

TEST(WritePortFile, FailsWhereItCannotWrite) {
  const Status status = WritePortFile("/nonexistent/port", "1");
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_NE(status.message().find("/nonexistent/port"), std::string::npos);
}

}  // namespace
}  // namespace vigie::server
