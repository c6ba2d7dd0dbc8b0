#include "indexer/rejects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/indexer/scratch_folder.h"

namespace vigie::indexer {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Status Fault(const std::string& message) {
  return Status(StatusCode::kInvalidArgument, message, "BAD_JSON");
}

SourceItem ItemAt(const std::string& file, uint64_t line) {
  SourceItem item;
  item.place = {file, line};
  return item;
}

TEST(Rejects, AreOneJsonObjectPerLine) {
  const ScratchFolder folder;
  Rejects rejects(folder.Path("r.ndjson"), Language::kEnglish);
  SourceItem line = ItemAt("lot.jsonl", 7);
  line.raw = "{\"id\": \xFF";
  testing::internal::CaptureStderr();
  rejects.Reject(line, "x-7", Fault("not JSON"));
  rejects.Reject(ItemAt("a.txt", 0), "", Fault("a \"quoted\" word"));
  EXPECT_TRUE(rejects.Close().ok());
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "lot.jsonl:7: rejected: not JSON\n"
            "a.txt: rejected: a \"quoted\" word\n");

  std::istringstream lines(folder.Read("r.ndjson"));
  std::string text;
  ASSERT_TRUE(std::getline(lines, text));
  const auto first = nlohmann::ordered_json::parse(text);
  EXPECT_EQ(first["file"], "lot.jsonl");
  EXPECT_EQ(first["line"], 7);
  EXPECT_EQ(first["id"], "x-7");
  EXPECT_EQ(first["reason"], "BAD_JSON");
  EXPECT_EQ(first["message"], "not JSON");
  EXPECT_EQ(first["raw"], "{\"id\": \uFFFD");
  ASSERT_TRUE(std::getline(lines, text));
  const auto second = nlohmann::ordered_json::parse(text);
  EXPECT_EQ(second.size(), 3U) << "no line, no id, no raw: " << text;
  EXPECT_FALSE(std::getline(lines, text));
  EXPECT_EQ(rejects.rejected(), 2U);
  EXPECT_EQ(rejects.repaired(), 0U);
}

TEST(Rejects, SpeakFrenchFirst) {
  const ScratchFolder folder;
  Rejects rejects(folder.Path("r.ndjson"), Language::kFrench);
  testing::internal::CaptureStderr();
  rejects.Reject(ItemAt("lot.jsonl", 7), "", Fault("not JSON"));
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "lot.jsonl:7 : rejeté : ligne JSON illisible — not JSON\n");
}

TEST(Rejects, CannotSendEscapeSequencesToTheTerminal) {
  const ScratchFolder folder;
  Rejects rejects(folder.Path("r.ndjson"), Language::kEnglish);
  testing::internal::CaptureStderr();
  rejects.Reject(ItemAt("a\033]0;x\007.txt", 1), "", Fault("id \033[31m"));
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "a ]0;x .txt:1: rejected: id  [31m\n");
}

TEST(Rejects, LeaveNoFileWhenThereAreNone) {
  const ScratchFolder folder;
  Rejects rejects(folder.Path("r.ndjson"), Language::kFrench);
  SourceItem item = ItemAt("a.txt", 0);
  item.repairs = {Fault("one"), Fault("two")};
  testing::internal::CaptureStderr();
  rejects.Repair(item);
  rejects.Repair(ItemAt("b.txt", 0));
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              StartsWith("a.txt : réparé : "));
  EXPECT_TRUE(rejects.Close().ok());
  EXPECT_EQ(rejects.repaired(), 1U);
  EXPECT_EQ(rejects.rejected(), 0U);
  EXPECT_FALSE(std::filesystem::exists(folder.Path("r.ndjson")));
}

TEST(Rejects, ReplaceThoseOfAnEarlierRun) {
  const ScratchFolder folder;
  folder.Write("r.ndjson", "old\nold\n");
  Rejects rejects(folder.Path("r.ndjson"), Language::kFrench);
  testing::internal::CaptureStderr();
  rejects.Reject(ItemAt("a.txt", 0), "", Fault("new"));
  EXPECT_TRUE(rejects.Close().ok());
  testing::internal::GetCapturedStderr();
  EXPECT_THAT(folder.Read("r.ndjson"), HasSubstr("new"));
  EXPECT_THAT(folder.Read("r.ndjson"), testing::Not(HasSubstr("old")));
}

TEST(Rejects, SayWhenTheirFileCannotBeWritten) {
  const ScratchFolder folder;
  Rejects rejects(folder.Path("absent/r.ndjson"), Language::kFrench);
  testing::internal::CaptureStderr();
  rejects.Reject(ItemAt("a.txt", 0), "", Fault("x"));
  testing::internal::GetCapturedStderr();
  const Status closed = rejects.Close();
  EXPECT_EQ(closed.code(), StatusCode::kUnavailable);
  EXPECT_THAT(closed.message(), HasSubstr("absent/r.ndjson"));
}

}  // namespace
}  // namespace vigie::indexer
