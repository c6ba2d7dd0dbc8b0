#include "server/listen_address.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace vigie::server {
namespace {

namespace fs = std::filesystem;

TEST(ParseListenAddress, ReadsPortsAndUnixSockets) {
  struct Case {
    const char* text;
    const char* want;
    bool local;
  };
  for (const Case& c : {
           Case{"127.0.0.1:0", "127.0.0.1:0", true},
           Case{"127.8.9.1:7711", "127.8.9.1:7711", true},
           Case{"localhost:1", "localhost:1", true},
           Case{"[::1]:7711", "[::1]:7711", true},
           Case{"unix:/run/v.sock", "unix:/run/v.sock", true},
           Case{"unix:///run/v.sock", "unix:/run/v.sock", true},
           Case{"0.0.0.0:7711", "0.0.0.0:7711", false},
           Case{"[::]:7711", "[::]:7711", false},
           Case{"192.168.0.1:65535", "192.168.0.1:65535", false},
           Case{"127.example.org:1", "127.example.org:1", false},
       }) {
    const Result<ListenAddress> got = ParseListenAddress(c.text);
    ASSERT_TRUE(got.ok()) << c.text;
    EXPECT_EQ(got->ToString(), c.want);
    EXPECT_EQ(got->is_local(), c.local) << c.text;
  }
}

TEST(ParseListenAddress, RefusesWhatIsNoAddress) {
  for (const std::string& text :
       {std::string(), std::string("127.0.0.1"), std::string(":7711"),
        std::string("h:"), std::string("h:-1"), std::string("h:65536"),
        std::string("h:7 "), std::string("h:x"), std::string("::1:7711"),
        std::string("unix:"), "unix:/" + std::string(107, 'x')}) {
    const Result<ListenAddress> got = ParseListenAddress(text);
    ASSERT_FALSE(got.ok()) << text;
    EXPECT_EQ(got.status().code(), StatusCode::kInvalidArgument);
    EXPECT_NE(got.status().message(), "");
  }
}

class StaleSocketTest : public ::testing::Test {
 protected:
  StaleSocketTest() {
    std::string name = (fs::temp_directory_path() / "sock-XXXXXX").string();
    directory_ = mkdtemp(name.data());
    path_ = (directory_ / "s").string();
  }
  ~StaleSocketTest() override { fs::remove_all(directory_); }

  // A socket bound to path_; the caller closes it.
  int Bind() const {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    path_.copy(static_cast<char*>(address.sun_path), 107);
    const int bound = socket(AF_UNIX, SOCK_STREAM, 0);
    EXPECT_EQ(
        bind(bound, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return bound;
  }

  fs::path directory_;
  std::string path_;
};

TEST_F(StaleSocketTest, NeedsNothingWhereThereIsNoFile) {
  EXPECT_TRUE(ClearStaleSocket(path_).ok());
}

TEST_F(StaleSocketTest, RemovesASocketThatNobodyAcceptsOn) {
  close(Bind());
  ASSERT_TRUE(fs::exists(path_));
  EXPECT_TRUE(ClearStaleSocket(path_).ok());
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(StaleSocketTest, KeepsASocketInUse) {
  const int bound = Bind();
  ASSERT_EQ(listen(bound, 1), 0);
  EXPECT_EQ(ClearStaleSocket(path_).code(), StatusCode::kAlreadyExists);
  EXPECT_TRUE(fs::exists(path_));
  close(bound);
}

TEST_F(StaleSocketTest, KeepsAFileThatIsNoSocket) {
  std::ofstream(path_) << "precious";
  EXPECT_EQ(ClearStaleSocket(path_).code(), StatusCode::kAlreadyExists);
  EXPECT_TRUE(fs::exists(path_));
}

}  // namespace
}  // namespace vigie::server
