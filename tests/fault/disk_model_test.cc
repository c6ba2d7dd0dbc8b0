// What survives a power cut in the models of a disk.
#include "tests/fault/disk_model.h"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace vigie::fault {
namespace {

Record Open(uint32_t handle, std::string_view path, int flags) {
  return {RecordKind::kOpen, handle, static_cast<uint64_t>(flags), path, ""};
}
Record Write(uint32_t handle, uint64_t offset, std::string_view data) {
  return {RecordKind::kWrite, handle, offset, "", data};
}
Record Sync(uint32_t handle) { return {RecordKind::kSync, handle, 0, "", ""}; }
Record Rename(std::string_view from, std::string_view to) {
  return {RecordKind::kRename, 0, 0, from, to};
}

// Trees that 200 power cuts leave.
std::vector<Tree> Cuts(const DiskModel& model, double page_probability) {
  std::vector<Tree> trees;
  Random random(7);
  for (int i = 0; i < 200; ++i) {
    trees.push_back(model.AfterCut(page_probability, &random));
  }
  return trees;
}

size_t CountOf(const std::vector<Tree>& trees, const std::string& path) {
  size_t count = 0;
  for (const Tree& tree : trees) count += tree.count(path);
  return count;
}

TEST(DiskModel, SyncedBytesNeedTheirNameSynced) {
  for (const bool sync_directory : {false, true}) {
    DiskModel model(DiskKind::kStrictPosix, {});
    model.Apply(Open(1, "a", O_CREAT | O_WRONLY));
    model.Apply(Write(1, 0, "bytes"));
    model.Apply(Sync(1));
    model.Apply(Open(2, "", O_RDONLY));
    if (sync_directory) model.Apply(Sync(2));
    const std::vector<Tree> cuts = Cuts(model, 0);
    if (sync_directory) {
      EXPECT_EQ(CountOf(cuts, "a"), cuts.size());
    } else {
      EXPECT_GT(CountOf(cuts, "a"), 0U);
      EXPECT_LT(CountOf(cuts, "a"), cuts.size());
    }
    for (const Tree& tree : cuts) {
      if (tree.count("a") == 0) continue;
      EXPECT_EQ(tree.at("a"), "bytes");
    }
  }
}

TEST(DiskModel, AJournalledDiskKeepsNamesWithBytes) {
  DiskModel model(DiskKind::kExt4Like, {});
  model.Apply(Open(1, "a", O_CREAT | O_WRONLY));
  model.Apply(Write(1, 0, "bytes"));
  model.Apply(Sync(1));
  EXPECT_EQ(CountOf(Cuts(model, 0), "a"), 200U);
}

TEST(DiskModel, ARenameLeavesTheOldFileOrTheNewOne) {
  DiskModel model(DiskKind::kStrictPosix, {{"a", "old"}});
  model.Apply(Open(1, "a.tmp", O_CREAT | O_WRONLY));
  model.Apply(Write(1, 0, "new"));
  model.Apply(Sync(1));
  model.Apply(Rename("a.tmp", "a"));
  size_t renamed = 0;
  for (const Tree& tree : Cuts(model, 0)) {
    ASSERT_EQ(tree.count("a"), 1U);
    EXPECT_TRUE(tree.at("a") == "old" || tree.at("a") == "new");
    renamed += tree.at("a") == "new" ? 1 : 0;
  }
  EXPECT_GT(renamed, 0U);
  EXPECT_LT(renamed, 200U);
}

TEST(DiskModel, UnsyncedPagesSurviveOneByOne) {
  DiskModel model(DiskKind::kStrictPosix, {{"a", ""}});
  model.Apply(Open(1, "a", O_WRONLY));
  const std::string two_pages(8'192, 'x');
  model.Apply(Write(1, 0, two_pages));
  bool torn = false;
  for (const Tree& tree : Cuts(model, 0.5)) {
    torn |= tree.at("a") == std::string(4'096, '\0') + two_pages.substr(4'096);
  }
  EXPECT_TRUE(torn);
  for (const Tree& tree : Cuts(model, 1)) EXPECT_EQ(tree.at("a"), two_pages);
  EXPECT_EQ(model.Visible().at("a"), two_pages);
}

TEST(ParseLog, EndsAtARecordThatIsCutOff) {
  RecordHeader header;
  header.kind = RecordKind::kWrite;
  header.handle = 3;
  header.offset = 9;
  header.data_bytes = 4;
  std::string log(reinterpret_cast<const char*>(&header), sizeof(header));
  log += "data";
  EXPECT_EQ(ParseLog(log + log).size(), 2U);
  EXPECT_EQ(ParseLog(log + log.substr(0, log.size() - 1)).size(), 1U);
  EXPECT_EQ(ParseLog(log)[0].data, "data");
  EXPECT_TRUE(ParseLog("").empty());
}

}  // namespace
}  // namespace vigie::fault
