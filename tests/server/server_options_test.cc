#include "server/server_options.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

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

}  // namespace
}  // namespace vigie::server
