#include "indexer/input_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/indexer/scratch_folder.h"

namespace vigie::indexer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> IdsOf(const InputFiles& found) {
  std::vector<std::string> ids;
  for (const InputFile& file : found.files) ids.push_back(file.id);
  return ids;
}

TEST(InputFiles, OfAFolderAreSortedWithPathsRelativeToIt) {
  const ScratchFolder folder;
  folder.Write("b.txt", "b");
  folder.Write("a/z.jsonl", "{}");
  folder.Write("a/b/c.ndjson", "{}");
  folder.Write("a.txt", "aaa");
  for (const std::string& argument :
       {folder.root(), folder.root() + "/", folder.root() + "/a/.."}) {
    const InputFiles found = FindInputFiles({argument}, {});
    EXPECT_THAT(IdsOf(found),
                ElementsAre("a.txt", "a/b/c.ndjson", "a/z.jsonl", "b.txt"))
        << argument;
    EXPECT_THAT(found.rejected, IsEmpty());
    EXPECT_EQ(found.files[0].bytes, 3U);
    EXPECT_EQ(found.files[0].format, InputFormat::kText);
    EXPECT_EQ(found.files[1].format, InputFormat::kJsonLines);
    EXPECT_EQ(found.files[2].format, InputFormat::kJsonLines);
  }
}

TEST(InputFiles, NamedOneByOneAreCalledByTheirFileName) {
  const ScratchFolder folder;
  const std::string path = folder.Write("a/b.txt", "b");
  const InputFiles found = FindInputFiles({path}, {});
  EXPECT_THAT(IdsOf(found), ElementsAre("b.txt"));
  EXPECT_EQ(found.files[0].path, path);
}

TEST(InputFiles, KeepTheOrderOfTheArguments) {
  const ScratchFolder folder;
  const std::string z = folder.Write("z.txt", "z");
  const std::string a = folder.Write("a.jsonl", "{}");
  const InputFiles found = FindInputFiles({z, "-", a}, {});
  EXPECT_THAT(IdsOf(found), ElementsAre("z.txt", "stdin", "a.jsonl"));
  EXPECT_EQ(found.files[1].path, "-");
  EXPECT_EQ(found.files[1].format, InputFormat::kJsonLines);
  EXPECT_EQ(found.files[1].bytes, 0U);
}

TEST(InputFiles, GivenTwiceAreReadTwice) {
  const ScratchFolder folder;
  const std::string path = folder.Write("a.txt", "a");
  EXPECT_THAT(IdsOf(FindInputFiles({path, path}, {})),
              ElementsAre("a.txt", "a.txt"));
}

TEST(InputFiles, OfAFolderLeaveOutHiddenNamesAndOtherFormats) {
  const ScratchFolder folder;
  folder.Write("a.txt", "a");
  folder.Write(".cache.txt", "x");
  folder.Write(".git/b.txt", "x");
  folder.Write("image.png", "x");
  folder.Write("sans-fin", "x");
  folder.Write("a.txt~", "x");
  const InputFiles found = FindInputFiles({folder.root()}, {});
  EXPECT_THAT(IdsOf(found), ElementsAre("a.txt"));
  EXPECT_THAT(found.rejected, IsEmpty());
  EXPECT_EQ(found.skipped, 4U);  // what lies in a hidden folder is not seen
}

TEST(InputFiles, OfAFolderNeverFollowSymbolicLinks) {
  const ScratchFolder elsewhere;
  const std::string outside = elsewhere.Write("dehors.txt", "x");
  const ScratchFolder folder;
  folder.Write("a.txt", "a");
  std::filesystem::create_symlink(outside, folder.Path("lien.txt"));
  std::filesystem::create_directory_symlink(elsewhere.root(),
                                            folder.Path("dossier"));
  std::filesystem::create_directory_symlink(folder.root(),
                                            folder.Path("boucle"));
  std::filesystem::create_symlink("absent", folder.Path("rompu.txt"));
  EXPECT_THAT(IdsOf(FindInputFiles({folder.root()}, {})), ElementsAre("a.txt"));
}

TEST(InputFiles, MayThemselvesBeNamedByALink) {
  const ScratchFolder folder;
  folder.Write("dossier/a.txt", "a");
  std::filesystem::create_directory_symlink(folder.Path("dossier"),
                                            folder.Path("lien"));
  EXPECT_THAT(IdsOf(FindInputFiles({folder.Path("lien")}, {})),
              ElementsAre("a.txt"));
}

TEST(InputFiles, OfAFolderDoNotIncludePipes) {
  const ScratchFolder folder;
  folder.Write("a.txt", "a");
  ASSERT_EQ(mkfifo(folder.Path("tube.txt").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo(folder.Path("tube.jsonl").c_str(), 0600), 0);
  const InputFiles found = FindInputFiles({folder.root()}, {});
  EXPECT_THAT(IdsOf(found), ElementsAre("a.txt"));
  EXPECT_EQ(found.skipped, 2U);
}

TEST(InputFiles, AreRejectedWhenAbsentOrOfNoKnownFormat) {
  const ScratchFolder folder;
  const std::string image = folder.Write("image.png", "x");
  const std::string good = folder.Write("a.txt", "a");
  const InputFiles found =
      FindInputFiles({folder.Path("absent.txt"), image, "", good}, {});
  EXPECT_THAT(IdsOf(found), ElementsAre("a.txt"));
  ASSERT_EQ(found.rejected.size(), 3U);
  EXPECT_EQ(found.rejected[0].place.file, folder.Path("absent.txt"));
  EXPECT_EQ(found.rejected[0].rejection.reason(), "UNREADABLE");
  EXPECT_EQ(found.rejected[1].rejection.reason(), "UNKNOWN_FORMAT");
  EXPECT_EQ(found.rejected[2].rejection.reason(), "UNREADABLE");
}

TEST(InputFiles, OutsideAnUnreadableFolderAreStillFound) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads every folder";
  const ScratchFolder folder;
  folder.Write("a.txt", "a");
  folder.Write("m/b.txt", "b");
  folder.Write("z.txt", "z");
  std::filesystem::permissions(folder.Path("m"), std::filesystem::perms::none);
  const InputFiles found = FindInputFiles({folder.root()}, {});
  std::filesystem::permissions(folder.Path("m"),
                               std::filesystem::perms::owner_all);
  EXPECT_THAT(IdsOf(found), ElementsAre("a.txt", "z.txt"));
  ASSERT_EQ(found.rejected.size(), 1U);
  EXPECT_EQ(found.rejected[0].place.file, folder.Path("m"));
}

TEST(InputFiles, AreNoneInAnEmptyFolder) {
  const ScratchFolder folder;
  const InputFiles found = FindInputFiles({folder.root()}, {});
  EXPECT_THAT(found.files, IsEmpty());
  EXPECT_THAT(found.rejected, IsEmpty());
}

}  // namespace
}  // namespace vigie::indexer
