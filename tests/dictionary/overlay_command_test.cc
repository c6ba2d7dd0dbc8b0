// Changes of an overlay file are written only when they apply.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "entities/dictionary.h"
#include "tests/dictionary/temporary_folder.h"
#include "tools/dictionary/compile_command.h"
#include "tools/dictionary/overlay_command.h"
#include "tools/dictionary/text_files.h"

namespace vigie::tools {
namespace {

using testing::HasSubstr;

constexpr std::string_view kLines =
    R"({"id":"org/a","type":"organization","label":{"fr":"Aa"},"aliases":["Aa"]}
{"id":"org/b","type":"organization","label":{"fr":"Bb"},"aliases":["Bb"]}
)";
constexpr const char* kMerge = R"({"op":"merge","id":"org/a","into":"org/b"})";

TEST(OverlayFile, GrowsByWhatAppliesAndShrinksByUndo) {
  const TemporaryFolder folder;
  const OverlayFiles files{folder.File("o.jsonl"),
                           folder.Write("d.jsonl", kLines)};
  ASSERT_TRUE(AppendChange(files, kMerge).ok());
  const Status again = AppendChange(files, kMerge);
  EXPECT_EQ(again.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(again.message(), HasSubstr("o.jsonl:2: id: \"org/a\""));
  EXPECT_EQ(*ReadTextFile(files.overlay), std::string(kMerge) + "\n");
  ASSERT_TRUE(AppendChange(files, R"({"op":"hide","id":"org/b"})").ok());
  EXPECT_TRUE(CheckDictionary(files).ok());
  ASSERT_TRUE(UndoChange(files, 0).ok());
  EXPECT_EQ(*ReadTextFile(files.overlay), std::string(kMerge) + "\n");
  ASSERT_TRUE(UndoChange(files, 1).ok());
  EXPECT_EQ(*ReadTextFile(files.overlay), "");
}

TEST(OverlayFile, KeepsAChangeThatALaterOneNeeds) {
  const TemporaryFolder folder;
  const OverlayFiles files{folder.File("o.jsonl"),
                           folder.Write("d.jsonl", kLines)};
  ASSERT_TRUE(
      AppendChange(
          files,
          R"({"op":"split","id":"org/a","into":{"id":"org/c","type":"organization","label":{"fr":"Cc"},"aliases":["Aa"]}})")
          .ok());
  ASSERT_TRUE(AppendChange(files, R"({"op":"hide","id":"org/c"})").ok());
  const std::string before = *ReadTextFile(files.overlay);
  EXPECT_THAT(UndoChange(files, 1).message(), HasSubstr("o.jsonl:1: id:"));
  EXPECT_EQ(*ReadTextFile(files.overlay), before);
  EXPECT_EQ(UndoChange(files, 3).code(), StatusCode::kInvalidArgument);
}

TEST(OverlayFile, SaysWhichFileCannotBeRead) {
  const TemporaryFolder folder;
  const std::string none = folder.File("none");
  EXPECT_EQ(UndoChange({none, ""}, 0).code(), StatusCode::kNotFound);
  EXPECT_EQ(AppendChange({none, none}, kMerge).code(), StatusCode::kNotFound);
  EXPECT_EQ(CheckDictionary({"", none}).code(), StatusCode::kNotFound);
}

TEST(CompileDictionary, MakesAFileThatLoads) {
  const TemporaryFolder folder;
  const std::string lines = folder.Write("d.jsonl", kLines);
  const std::string out = folder.File("d.gaz");
  ASSERT_TRUE(CompileDictionary({lines}, out).ok());
  const auto loaded = entities::Dictionary::Parse(*ReadTextFile(out), out);
  ASSERT_TRUE(loaded.ok()) << loaded.status().ToString();
  EXPECT_EQ((*loaded)->size(), 2U);
  const Status faulty =
      CompileDictionary({folder.Write("f.jsonl", "{\"id\":1}")}, out);
  EXPECT_EQ(faulty.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(faulty.message(), HasSubstr("f.jsonl:1: "));
  EXPECT_EQ(CompileDictionary({folder.File("none")}, out).code(),
            StatusCode::kNotFound);
}

}  // namespace
}  // namespace vigie::tools
