#include "indexer/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Parsing {
  ParsedCommand command;
  std::string out;
  std::string err;
};

Parsing Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "vigie-indexer");
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Parsing parsing;
  parsing.command =
      ParseCommandLine(static_cast<int>(arguments.size()), arguments.data());
  parsing.out = testing::internal::GetCapturedStdout();
  parsing.err = testing::internal::GetCapturedStderr();
  return parsing;
}

TEST(IndexerOptions, OfAddAreReadAsGiven) {
  const Parsing parsing =
      Parse({"add", "--index", "ix", "--dictionary", "d.jsonl", "--rejects",
             "r.ndjson", "--quiet", "--lang", "en", "[a,b].txt", "-", "b"});
  ASSERT_FALSE(parsing.command.exit_code.has_value()) << parsing.err;
  const AddOptions& add = parsing.command.add;
  EXPECT_EQ(add.index, "ix");
  EXPECT_EQ(add.dictionary, "d.jsonl");
  EXPECT_EQ(add.rejects_path, "r.ndjson");
  EXPECT_TRUE(add.quiet);
  EXPECT_EQ(add.language, Language::kEnglish);
  EXPECT_THAT(add.paths, ElementsAre("[a,b].txt", "-", "b"));
}

TEST(IndexerOptions, OfANewIndexAreAbsentUnlessOneIsGiven) {
  EXPECT_FALSE(Parse({"add", "a.txt", "--index", "ix"})
                   .command.add.index_options.has_value());
  const Parsing parsing =
      Parse({"add", "--index", "ix", "--attributes", "tags,rubrique,tags",
             "--keep-versions", "--kept-revisions", "9", "--threads", "3",
             "--memory", "64", "--merge-memory", "128", "a.txt"});
  ASSERT_FALSE(parsing.command.exit_code.has_value()) << parsing.err;
  const AddOptions& add = parsing.command.add;
  EXPECT_THAT(add.paths, ElementsAre("a.txt"));
  EXPECT_EQ(add.threads, 3U);
  EXPECT_EQ(add.memory_mib, 64U);
  EXPECT_EQ(add.merge_memory_mib, 128U);
  ASSERT_TRUE(add.index_options.has_value());
  EXPECT_THAT(add.index_options->facet_attributes,
              ElementsAre("rubrique", "tags"));
  EXPECT_TRUE(add.index_options->keep_versions);
  EXPECT_EQ(add.index_options->kept_revisions, 9U);
  EXPECT_FALSE(add.index_options->positions);
  EXPECT_TRUE(add.index_options->recognize);
}

TEST(IndexerOptions, BoundWhatIsKeptAndWhatMergesHold) {
  const Parsing compact =
      Parse({"compact", "--index", "ix", "--merge-memory", "64"});
  ASSERT_FALSE(compact.command.exit_code.has_value()) << compact.err;
  EXPECT_EQ(compact.command.maintenance.merge_memory_mib, 64U);
  for (const std::vector<const char*>& wrong :
       {std::vector<const char*>{"compact", "--index", "ix", "--merge-memory",
                                 "15"},
        {"add", "a.txt", "--index", "ix", "--kept-revisions", "9"},
        {"add", "a.txt", "--index", "ix", "--keep-versions", "--kept-revisions",
         "-1"}}) {
    EXPECT_EQ(Parse(wrong).command.exit_code, kExitUsage) << wrong.back();
  }
}

TEST(IndexerOptions, RefuseMemoryThatHoldsNothing) {
  for (const char* memory : {"0", "15", "-1", "beaucoup"}) {
    EXPECT_EQ(Parse({"add", "--index", "ix", "--memory", memory, "a.txt"})
                  .command.exit_code,
              kExitUsage)
        << memory;
  }
}

TEST(IndexerOptions, HaveDefaults) {
  for (const char* index : {"ix", "ix/", "ix//"}) {
    const Parsing parsing = Parse({"add", "a.txt", "--index", index});
    ASSERT_FALSE(parsing.command.exit_code.has_value()) << parsing.err;
    const AddOptions& add = parsing.command.add;
    EXPECT_EQ(add.rejects_path, "ix.rejects.ndjson") << index;
    EXPECT_EQ(add.dictionary, "");
    EXPECT_FALSE(add.quiet);
    EXPECT_EQ(add.language, Language::kFrench);
  }
}

TEST(IndexerOptions, OfAnIndexInTheRootFolderKeepItsName) {
  const Parsing parsing = Parse({"add", "--index", "/ix", "a.txt"});
  EXPECT_EQ(parsing.command.add.rejects_path, "/ix.rejects.ndjson");
}

TEST(IndexerOptions, ThatAreWrongEndWithTheUsageCode) {
  const std::vector<std::vector<const char*>> lines = {
      {},
      {"add"},
      {"add", "a.txt"},
      {"add", "--index", "ix"},
      {"add", "--index"},
      {"add", "--index", "ix", "a.txt", "--unknown"},
      {"add", "--index", "ix", "a.txt", "--lang", "de"},
      {"remove", "--index", "ix", "a.txt"},
      {"--index", "ix", "a.txt"},
  };
  for (const auto& line : lines) {
    const Parsing parsing = Parse(line);
    EXPECT_EQ(parsing.command.exit_code, kExitUsage)
        << testing::PrintToString(line);
    EXPECT_EQ(parsing.out, "");
    EXPECT_THAT(parsing.err, HasSubstr("vigie-indexer --help"));
  }
}

TEST(IndexerOptions, PrintHelpAndVersionOnStandardOutput) {
  const Parsing french = Parse({"add", "--help"});
  EXPECT_EQ(french.command.exit_code, kExitDone);
  EXPECT_THAT(french.out, HasSubstr("dossier de l’index"));
  EXPECT_EQ(french.err, "");
  const Parsing english = Parse({"add", "--help", "--lang", "en"});
  EXPECT_EQ(english.command.exit_code, kExitDone);
  EXPECT_THAT(english.out, HasSubstr("index directory"));
  const Parsing version = Parse({"--version"});
  EXPECT_EQ(version.command.exit_code, kExitDone);
  EXPECT_THAT(version.out, testing::StartsWith("vigie-indexer 0."));
}

}  // namespace
}  // namespace vigie::indexer
