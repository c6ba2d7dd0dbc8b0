#include "server/server_options.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "server/busy_poll.h"

namespace vigie::server {
namespace {

struct Outcome {
  ParsedOptions parsed;
  std::string out;
  std::string err;
};

Outcome Parse(std::vector<const char*> words) {
  words.insert(words.begin(), "vigie-server");
  std::ostringstream out;
  std::ostringstream err;
  Outcome outcome;
  outcome.parsed = ParseServerOptions(static_cast<int>(words.size()),
                                      words.data(), out, err);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

TEST(ParseServerOptions, ListensOnLoopbackByDefault) {
  const Outcome got = Parse({"--index", "/i"});
  ASSERT_TRUE(got.parsed.options) << got.err;
  EXPECT_EQ(got.parsed.options->index, "/i");
  EXPECT_EQ(got.parsed.options->listen.ToString(), "127.0.0.1:7711");
  EXPECT_EQ(got.parsed.options->language, Language::kFrench);
}

TEST(ParseServerOptions, RefusesWhatItCannotUse) {
  for (const std::vector<const char*>& words :
       std::vector<std::vector<const char*>>{
           {},
           {"--index"},
           {"--index", "/i", "extra"},
           {"--index", "/i", "--unknown"},
           {"--index", "/i", "--listen", "nowhere"},
           {"--index", "/i", "--listen", "0.0.0.0:1"},
           {"--index", "/i", "--lang", "de"}}) {
    const Outcome got = Parse(words);
    EXPECT_FALSE(got.parsed.options);
    EXPECT_EQ(got.parsed.exit_code, kExitUsage);
    EXPECT_NE(got.err.find("vigie-server: "), std::string::npos);
    EXPECT_EQ(got.out, "");
  }
}

TEST(ParseServerOptions, PollsWithinBounds) {
  const auto polled = [](std::vector<const char*> words) {
    words.insert(words.begin(), {"--index", "/i"});
    const Outcome got = Parse(std::move(words));
    return got.parsed.options ? got.parsed.options->busy_poll.count() : -1;
  };
  EXPECT_EQ(polled({}), BusyPoll::DefaultBound().count());
  EXPECT_EQ(polled({"--busy-poll", "0"}), 0);
  EXPECT_EQ(polled({"--busy-poll=10000"}), 10'000);
  for (const char* refused : {"-1", "10001", "1ms", ""}) {
    EXPECT_EQ(polled({"--busy-poll", refused}), -1) << refused;
  }
}

TEST(ParseServerOptions, BoundsMergesAndQueries) {
  const Outcome none = Parse({"--index", "/i", "--writes"});
  EXPECT_EQ(none.parsed.options->merge_memory_bytes, 0U);
  EXPECT_EQ(none.parsed.options->query_words, 0U);
  EXPECT_EQ(none.parsed.options->query_bytes, 0U);
  EXPECT_EQ(none.parsed.options->clients.writes_per_second, 0U);
  const Outcome got = Parse(
      {"--index", "/i", "--writes", "--merge-memory", "128", "--query-words",
       "1000000", "--query-memory", "512", "--client-writes", "200"});
  ASSERT_TRUE(got.parsed.options) << got.err;
  EXPECT_EQ(got.parsed.options->merge_memory_bytes, 128U << 20U);
  EXPECT_EQ(got.parsed.options->query_words, 1'000'000U);
  EXPECT_EQ(got.parsed.options->query_bytes, 512U << 20U);
  EXPECT_EQ(got.parsed.options->clients.writes_per_second, 200U);
  for (const std::vector<const char*>& words :
       std::vector<std::vector<const char*>>{
           {"--merge-memory", "128"},
           {"--writes", "--merge-memory", "-1"},
           {"--writes", "--merge-memory", "4294967296"},
           {"--query-words", "-1"},
           {"--query-memory", "-1"},
           {"--query-memory", "4294967296"},
           {"--client-writes", "-1"},
           {"--query-words", "many"}}) {
    std::vector<const char*> line = {"--index", "/i"};
    line.insert(line.end(), words.begin(), words.end());
    EXPECT_FALSE(Parse(line).parsed.options) << words.back();
  }
}

TEST(ParseServerOptions, CapsWhatSupersededRevisionsHold) {
  const auto cap = [](std::vector<const char*> words) {
    words.insert(words.begin(), {"--index", "/i"});
    const Outcome got = Parse(std::move(words));
    return got.parsed.options ? got.parsed.options->pinned_bytes : UINT64_MAX;
  };
  EXPECT_EQ(cap({}), uint64_t{4} << 30U);
  EXPECT_EQ(cap({"--pinned-bytes", "0"}), 0U);
  EXPECT_EQ(cap({"--pinned-bytes=1"}), 1U << 20U);
  EXPECT_EQ(cap({"--pinned-bytes", "4294967295"}), uint64_t{UINT32_MAX} << 20U);
  for (const char* refused : {"-1", "4294967296", "4GiB", ""}) {
    EXPECT_EQ(cap({"--pinned-bytes", refused}), UINT64_MAX) << refused;
  }
}

TEST(ParseServerOptions, LeavesTheMachineOnlyWhenTold) {
  const Outcome got =
      Parse({"--index", "/i", "--listen", "0.0.0.0:1", "--i-know-insecure"});
  EXPECT_TRUE(got.parsed.options);
}

TEST(ParseServerOptions, SpeaksFrenchUnlessAskedForEnglish) {
  EXPECT_NE(Parse({}).err.find("il manque"), std::string::npos);
  EXPECT_NE(Parse({"--lang", "en"}).err.find("is missing"), std::string::npos);
  EXPECT_NE(Parse({"--lang=en"}).err.find("is missing"), std::string::npos);
}

TEST(ParseServerOptions, PrintsHelpAndVersionOnStandardOutput) {
  for (const char* flag : {"--help", "-h", "--version"}) {
    const Outcome got = Parse({flag});
    EXPECT_FALSE(got.parsed.options);
    EXPECT_EQ(got.parsed.exit_code, kExitOk);
    EXPECT_NE(got.out.find("vigie-server"), std::string::npos) << flag;
    EXPECT_EQ(got.err, "");
  }
}

// Sets a variable for one test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    setenv(name, value, 1);
  }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

class SettingsTest : public ::testing::Test {
 protected:
  SettingsTest() {
    file_ = testing::TempDir() + "vigie-settings-" + std::to_string(getpid());
  }
  ~SettingsTest() override { std::remove(file_.c_str()); }
  Outcome ParseWith(const std::string& toml, std::vector<const char*> words) {
    std::ofstream(file_) << toml;
    words.insert(words.end(), {"--lang", "en", "--config", file_.c_str()});
    return Parse(words);
  }
  std::string file_;
};

TEST_F(SettingsTest, TheFlagWinsOverTheEnvironmentAndThatOverTheFile) {
  const char* toml =
      "index = \"/file\"\nscrub = 3\nquiet = true\nslow-ms = 7\n";
  const Variable index("VIGIE_SERVER_INDEX", "/environment");
  const Variable scrub("VIGIE_SERVER_SCRUB", "4");
  const Outcome got = ParseWith(toml, {"--scrub", "5"});
  ASSERT_TRUE(got.parsed.options) << got.err;
  EXPECT_EQ(got.parsed.options->index, "/environment");
  EXPECT_EQ(got.parsed.options->scrub.bytes_per_second, 5U << 20U);
  EXPECT_TRUE(got.parsed.options->log.errors_only);
  EXPECT_EQ(got.parsed.options->log.slow.count(), 7);
}

TEST_F(SettingsTest, AFileThatIsWrongIsRefusedByName) {
  for (const auto& [toml, want] :
       std::vector<std::pair<const char*, const char*>>{
           {"index = ", "line 1"},
           {"indice = \"/i\"", "\"indice\" is no option"},
           {"index = [1]", "index is neither"},
           {"index = \"/i\"\nscrub = \"much\"", "scrub"},
           {"index = \"/i\"\nlog-format = \"xml\"", "log-format"},
           {"index = \"/i\"\nmetrics = \"0.0.0.0:1\"", "--metrics"}}) {
    const Outcome got = ParseWith(toml, {});
    EXPECT_FALSE(got.parsed.options) << toml;
    EXPECT_NE(got.err.find(want), std::string::npos) << got.err;
  }
  const Outcome none = Parse({"--config", "/nonexistent/x", "--index", "/i"});
  EXPECT_EQ(none.parsed.exit_code, kExitUsage);
}

}  // namespace
}  // namespace vigie::server
