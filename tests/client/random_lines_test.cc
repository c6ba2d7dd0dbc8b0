// Lines of any words and bytes: split, completed and parsed without harm.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "client/completion.h"
#include "client/shell_words.h"

namespace vigie::client {
namespace {

constexpr uint32_t kSeed = 20'261'122;
constexpr int kLines = 3'000;

// Words of the command line, broken ones and bytes.
std::string RandomWord(std::mt19937* random) {
  static const std::vector<std::string> kWords = {
      "search",   "mentions",  "facets", "timeline", "__complete",
      "shell",    "--limit",   "-n",     "--filter", "--filter=",
      "source=",  "source=Le", "--by",   "mois,",    "--sort",
      "new",      "-o",        "--",     "-",        "--=",
      "-e",       "-ne5",      "[a,b]",  "'",        "\"",
      "\\",       "{x}",       "%%",     "",         " ",
      "été",      "--été",     "\xff",   "--lang",   "en",
      "--format", "json",      "help",   "@x",       "--no-color=1",
      "0"};
  if ((*random)() % 6 != 0) return kWords[(*random)() % kWords.size()];
  std::string bytes;
  for (uint32_t left = (*random)() % 12; left > 0; --left) {
    bytes += static_cast<char>(1 + (*random)() % 255);
  }
  return bytes;
}

TEST(RandomLines, AreCompletedAndParsed) {
  setenv("VIGIE_CONFIG", "", 1);
  std::mt19937 random(kSeed);
  const AskValues ask = [](Completion /*kind*/, const std::string& typed) {
    return Candidates{{typed + "x y", ""}, {"", ""}};
  };
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  for (int i = 0; i < kLines; ++i) {
    std::vector<std::string> words = {"vigie"};
    std::string line = "vigie";
    for (uint32_t left = random() % 6; left > 0; --left) {
      words.push_back(RandomWord(&random));
      line += " " + words.back();
    }
    const SplitLine split = SplitWords(line);
    ASSERT_FALSE(split.words.empty());
    const Candidates candidates = Complete(split.words, Language::kFrench, ask);
    EXPECT_LE(ForLineEditor(candidates, line, words.back()).size(),
              candidates.size());
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    const ParsedCommand parsed =
        ParseCommandLine(static_cast<int>(argv.size()), argv.data());
    if (parsed.exit_code) {
      EXPECT_TRUE(*parsed.exit_code == kExitOk ||
                  *parsed.exit_code == kExitUsage);
    }
  }
  testing::internal::GetCapturedStdout();
  testing::internal::GetCapturedStderr();
}

}  // namespace
}  // namespace vigie::client
