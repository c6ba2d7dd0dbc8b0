#include "server/token_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "server/token_command.h"

namespace vigie::server {
namespace {

using testing::HasSubstr;

const std::string kHash(64, 'a');

std::string Entry(const std::string& rest) {
  return "[[token]]\nname = \"a\"\nsha256 = \"" + kHash + "\"\n" + rest;
}

class TokenFileTest : public ::testing::Test {
 protected:
  TokenFileTest() {
    std::string name =
        (std::filesystem::temp_directory_path() / "vigie-XXXXXX").string();
    directory_ = mkdtemp(name.data());
    path_ = directory_ + "/tokens.toml";
  }
  ~TokenFileTest() override { std::filesystem::remove_all(directory_); }

  int RunCommand(std::vector<const char*> words) {
    words.insert(words.begin(), {"vigie-server", "token"});
    out_.str("");
    err_.str("");
    return RunTokenCommand(static_cast<int>(words.size()), words.data(), out_,
                           err_);
  }
  std::string Printed() const {
    const std::string text = out_.str();
    return text.substr(0, text.find('\n'));
  }

  std::string directory_;
  std::string path_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST(TokenTable, ReadsWhatATokenMayDo) {
  const auto table = TokenTable::Parse(
      Entry("scopes = [\"search\"]\nsources = [\"Le Monde\", \"AFP\"]\n"
            "expires = 2027-01-31\n"));
  ASSERT_TRUE(table.ok()) << table.status().ToString();
  const TokenGrant& grant = table->grants().front();
  EXPECT_EQ(grant.name, "a");
  EXPECT_TRUE(grant.Allows(Permission::kSearch));
  EXPECT_FALSE(grant.Allows(Permission::kIngest));
  EXPECT_EQ(grant.sources->sources.size(), 2U);
  EXPECT_EQ(grant.expires, 1'801'353'600);
}

TEST(TokenTable, SaysWhatIsWrongWithAFile) {
  struct Row {
    std::string toml;
    const char* want;
  };
  const Row rows[] = {
      {"[[token", "line 1"},
      {"token = 3", "only [[token]]"},
      {"[[tokens]]\nname = \"a\"", "only [[token]]"},
      {"[[token]]\nname = \"a b\"\nsha256 = \"" + kHash +
           "\"\nscopes = [\"search\"]",
       "token 1: name"},
      {"[[token]]\nname = \"a\"\nsha256 = \"xyz\"\nscopes = [\"search\"]",
       "sha256"},
      {Entry(""), "scopes"},
      {Entry("scopes = []"), "scopes"},
      {Entry("scopes = [\"root\"]"), "\"root\""},
      {Entry("scopes = [\"search\"]\nsources = \"AFP\""), "sources"},
      {Entry("scopes = [\"search\", \"admin\"]\nsources = [\"AFP\"]"),
       "sources"},
      {Entry("scopes = [\"search\"]\nexpires = \"tomorrow\""), "expires"},
      {Entry("scopes = [\"search\"]\nsource = [\"AFP\"]"), "\"source\""},
      {Entry("scopes = [\"search\"]\n") + Entry("scopes = [\"search\"]\n"),
       "two tokens"},
  };
  for (const Row& row : rows) {
    const auto table = TokenTable::Parse(row.toml);
    EXPECT_EQ(table.status().code(), StatusCode::kInvalidArgument) << row.toml;
    EXPECT_THAT(table.status().message(), HasSubstr(row.want));
  }
}

TEST(TokenTable, TakesATokenUntilItExpires) {
  const std::string token = *NewToken();
  TokenGrant grant;
  grant.name = "reader";
  grant.hash = HashToken(token);
  grant.permissions = {Permission::kSearch};
  grant.expires = 86'400 * 20'000;
  const auto table = TokenTable::Parse(TokenEntry(grant));
  ASSERT_TRUE(table.ok()) << table.status().ToString();
  EXPECT_NE(table->Find(token, *grant.expires - 1), nullptr);
  EXPECT_EQ(table->Find(token, *grant.expires), nullptr);
  EXPECT_EQ(table->Find(token + "x", 0), nullptr);
  EXPECT_EQ(table->Find("", 0), nullptr);
}

TEST(NewToken, IsLongAndNeverTheSame) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) tokens.insert(*NewToken());
  EXPECT_EQ(tokens.size(), 100U);
  EXPECT_EQ(tokens.begin()->size(), 49U);
  EXPECT_EQ(tokens.begin()->rfind("vigie_", 0), 0U);
}

TEST_F(TokenFileTest, TheCommandPrintsTheTokenAndKeepsItsHashAlone) {
  ASSERT_EQ(RunCommand({"revue", "--tokens", path_.c_str(), "--source",
                        "L’Écho \"du\" soir", "--expires", "2099-12-31"}),
            0)
      << err_.str();
  const std::string token = Printed();
  ASSERT_EQ(RunCommand({"depot", "--tokens", path_.c_str(), "--scope", "ingest",
                        "--scope", "admin"}),
            0)
      << err_.str();
  const auto table = TokenTable::Load(path_);
  ASSERT_TRUE(table.ok()) << table.status().ToString();
  ASSERT_EQ(table->grants().size(), 2U);
  const TokenGrant* grant = table->Find(token, 0);
  ASSERT_NE(grant, nullptr);
  EXPECT_EQ(grant->sources->sources.front(), "L’Écho \"du\" soir");
  EXPECT_TRUE(table->Find(Printed(), 0)->Allows(Permission::kAdmin));
  std::ifstream in(path_);
  const std::string stored{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(stored.find(token), std::string::npos);
  struct stat info = {};
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(TokenFileTest, TheCommandRefusesWhatTheFileCouldNotHold) {
  ASSERT_EQ(RunCommand({"a", "--tokens", path_.c_str()}), 0);
  const auto before = std::filesystem::file_size(path_);
  for (const std::vector<const char*>& words :
       std::vector<std::vector<const char*>>{
           {"a", "--tokens", path_.c_str()},
           {"b c", "--tokens", path_.c_str()},
           {"b", "--tokens", path_.c_str(), "--scope", "all"},
           {"b", "--tokens", path_.c_str(), "--scope", "admin", "--source",
            "AFP"},
           {"b", "--tokens", path_.c_str(), "--expires", "demain"},
           {"b", "--tokens", "/nonexistent/tokens"},
           {"b"}}) {
    EXPECT_EQ(RunCommand(words), 2) << words.front();
    EXPECT_EQ(out_.str(), "");
    EXPECT_NE(err_.str(), "");
  }
  EXPECT_EQ(std::filesystem::file_size(path_), before);
}

TEST_F(TokenFileTest, AFileThatOthersMayWriteIsNotTrusted) {
  ASSERT_EQ(RunCommand({"a", "--tokens", path_.c_str()}), 0);
  chmod(path_.c_str(), 0666);
  EXPECT_EQ(TokenTable::Load(path_).status().code(),
            StatusCode::kPermissionDenied);
  EXPECT_EQ(TokenTable::Load(directory_ + "/none").status().code(),
            StatusCode::kNotFound);
}

}  // namespace
}  // namespace vigie::server
