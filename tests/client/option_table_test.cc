#include "client/option_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "client/help.h"

namespace vigie::client {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Every option with the command that it belongs to.
template <typename Check>
void ForEachOption(Check check) {
  for (const OptionSpec& option : GlobalOptions()) check("", option);
  for (const CommandSpec& command : Commands()) {
    if (command.hidden) continue;
    for (const OptionSpec& option : command.options) {
      check(command.name, option);
    }
  }
}

TEST(OptionTable, SaysEverythingInBothLanguages) {
  ForEachOption([](const std::string& command, const OptionSpec& option) {
    const std::string place = command + " " + option.name;
    EXPECT_STRNE(option.help.french, "") << place;
    EXPECT_STRNE(option.help.english, "") << place;
    EXPECT_EQ(*option.value.french == '\0', *option.value.english == '\0');
  });
  for (const CommandSpec& command : Commands()) {
    if (command.hidden) continue;
    EXPECT_STRNE(command.help.french, "") << command.name;
    EXPECT_STRNE(command.help.english, "") << command.name;
    EXPECT_THAT(command.examples, Not(IsEmpty())) << command.name;
  }
}

TEST(OptionTable, NamesAnOptionOnceInACommand) {
  for (const CommandSpec& command : Commands()) {
    std::set<std::string> seen;
    for (const OptionSpec& option : GlobalOptions()) seen.insert(option.name);
    for (const OptionSpec& option : command.options) {
      EXPECT_TRUE(seen.insert(option.name).second)
          << command.name << " " << option.name;
    }
  }
}

TEST(OptionTable, IsWhatHelpAndManualPageSay) {
  for (const Language language : {Language::kFrench, Language::kEnglish}) {
    const std::string page = ManualPage(language);
    ForEachOption([&](const std::string& name, const OptionSpec& option) {
      const CommandSpec* command = FindCommand(name);
      const std::string help =
          command ? CommandHelp(*command, language) : ProgramHelp(language);
      EXPECT_THAT(help, HasSubstr(OptionUsage(option, language)));
      EXPECT_THAT(help, HasSubstr(Say(language, option.help)));
      if (!option.positional) {
        EXPECT_THAT(page, HasSubstr(option.letter != 0 ? "\\-\\-" : "\n.B "));
      }
    });
    for (const CommandSpec& command : Commands()) {
      EXPECT_EQ(page.find(".SS " + command.name + "\n") != page.npos,
                !command.hidden);
    }
  }
}

TEST(Assign, KeepsToChoicesAndBounds) {
  const OptionSpec number =
      Value("n", {"N", "N"}, {"", ""}, &Options::top).Between(1, 200);
  const OptionSpec word =
      Value("w", {"W", "W"}, {"", ""}, &Options::sort).OneOf({"a", "b"});
  Options options;
  EXPECT_EQ(Assign(number, {"200"}, &options), "");
  EXPECT_EQ(options.top, 200U);
  for (const char* wrong : {"0", "201", "-1", "1x", "", " 1", "1e2", "x"}) {
    EXPECT_NE(Assign(number, {wrong}, &options), "") << wrong;
    EXPECT_EQ(options.top, 200U);
  }
  EXPECT_EQ(Assign(word, {"b"}, &options), "");
  EXPECT_NE(Assign(word, {"c"}, &options), "");
  EXPECT_EQ(options.sort, "b");
}

// A configuration file and nothing of the user's environment.
class ClientConfig : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "vigie-client-" + std::to_string(::getpid()) +
            ".toml";
    setenv("VIGIE_CONFIG", path_.c_str(), 1);
    for (const char* name : kNames) unsetenv(name);
  }
  void TearDown() override {
    std::remove(path_.c_str());
    unsetenv("VIGIE_CONFIG");
    for (const char* name : kNames) unsetenv(name);
  }
  void Write(const std::string& text) const { std::ofstream(path_) << text; }

  static ParsedCommand Parse(std::vector<const char*> line) {
    line.insert(line.begin(), "vigie");
    testing::internal::CaptureStderr();
    ParsedCommand parsed =
        ParseCommandLine(static_cast<int>(line.size()), line.data());
    testing::internal::GetCapturedStderr();
    return parsed;
  }

  static constexpr const char* kNames[] = {"VIGIE_SERVER", "VIGIE_INDEX",
                                           "VIGIE_FORMAT", "VIGIE_LANG"};
  std::string path_;
};

TEST_F(ClientConfig, StandsBelowEnvironmentAndFlags) {
  Write(
      "server = \"file:1\"\nformat = \"csv\"\nlang = \"en\"\n"
      "[search]\nlimit = 7\n[mentions]\nlimit = 9\n");
  Options options = Parse({"search", "x"}).options;
  EXPECT_EQ(options.server, "file:1");
  EXPECT_EQ(options.format, Format::kCsv);
  EXPECT_EQ(options.language, Language::kEnglish);
  EXPECT_EQ(options.limit, 7U);
  setenv("VIGIE_SERVER", "env:2", 1);
  setenv("VIGIE_FORMAT", "tsv", 1);
  setenv("VIGIE_LANG", "fr", 1);
  options = Parse({"search", "x", "--limit", "8"}).options;
  EXPECT_EQ(options.server, "env:2");
  EXPECT_EQ(options.format, Format::kTsv);
  EXPECT_EQ(options.language, Language::kFrench);
  EXPECT_EQ(options.limit, 8U);
  EXPECT_EQ(Parse({"search", "x", "--server", "flag:3"}).options.server,
            "flag:3");
}

TEST_F(ClientConfig, AServerOfALaterLayerStandsAboveAnIndexOfAnEarlierOne) {
  Write("");
  setenv("VIGIE_INDEX", "/env/index", 1);
  EXPECT_EQ(Parse({"status"}).options.index, "/env/index");
  EXPECT_EQ(Parse({"status", "--server", "h:1"}).options.index, "");
  EXPECT_EQ(Parse({"status", "--server=h:1", "--index=/i"}).options.index,
            "/i");
}

TEST_F(ClientConfig, ThatIsWrongEndsWithTheUsageCode) {
  for (const char* text : {"nope = 1\n", "format = \"xml\"\n",
                           "[search]\nnope = 1\n", "[search]\nlimit = 0\n",
                           "[nope]\nlimit = 1\n", "timeout = \"bald\"\n"}) {
    Write(text);
    EXPECT_EQ(Parse({"search", "x"}).exit_code, kExitUsage) << text;
  }
}

TEST_F(ClientConfig, ThatIsNotThereIsAFault) {
  setenv("VIGIE_CONFIG", "/nonexistent/client.toml", 1);
  EXPECT_EQ(Parse({"search", "x"}).exit_code, kExitUsage);
  setenv("VIGIE_CONFIG", "", 1);
  EXPECT_FALSE(Parse({"search", "x"}).exit_code.has_value());
}

TEST_F(ClientConfig, OfTheSessionHoldsForTheLinesOfAShell) {
  Write("server = \"file:1\"\n[search]\npassages = 5\n");
  Options session;
  session.format = Format::kTsv;
  session.server = "h:1";
  const ParsedCommand line =
      ParseShellLine({"search", "a b", "--limit", "3"}, session);
  ASSERT_FALSE(line.exit_code.has_value());
  EXPECT_EQ(line.options.verb, Verb::kSearch);
  EXPECT_EQ(line.options.format, Format::kTsv);
  EXPECT_EQ(line.options.server, "h:1");
  EXPECT_EQ(line.options.query, "a b");
  EXPECT_EQ(line.options.passages, 5U);
}

}  // namespace
}  // namespace vigie::client
