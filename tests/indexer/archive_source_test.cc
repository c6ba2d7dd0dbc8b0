#include "indexer/archive_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/indexer/packing.h"
#include "tests/indexer/source_reading.h"

namespace vigie::indexer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::unique_ptr<ArticleSource> SourceOf(std::string bytes,
                                        const std::string& name) {
  return MakeArchiveSource(BytesOf(std::move(bytes), name), {}, 0);
}

std::vector<std::string> IdsOf(const std::vector<SourceItem>& items) {
  std::vector<std::string> ids;
  for (const SourceItem& item : items) {
    ids.push_back(item.article ? item.article->id : item.rejection.reason());
  }
  return ids;
}

TEST(ArchiveSource, ReadsWhatIsPacked) {
  const Member text{"dossier/a.txt", "Un titre\n\nLe texte."};
  const Member lines{"b.jsonl",
                     "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\","
                     "\"text\":\"y\"}\n"};
  for (const Packing packing :
       {Packing::kTar, Packing::kTarGzip, Packing::kZip}) {
    const auto items = ItemsOf(SourceOf(Pack(packing, {text, lines}), "lot"));
    EXPECT_THAT(IdsOf(items), ElementsAre("lot!dossier/a.txt", "1", "2"));
    EXPECT_EQ(items[0].place.file, "lot!dossier/a.txt");
    EXPECT_EQ(items[2].place.line, 2U);
  }
  for (const Packing packing : {Packing::kGzip, Packing::kZstd, Packing::kXz}) {
    const auto items = ItemsOf(SourceOf(Pack(packing, {lines}), "b.jsonl.gz"));
    EXPECT_THAT(IdsOf(items), ElementsAre("1", "2"));
    EXPECT_EQ(items[0].place.file, "b.jsonl.gz");
  }
}

TEST(ArchiveSource, ReadsGzipFilesOfManyMembers) {
  const std::string first = Pack(Packing::kGzip, {{"", "{\"text\":\"x\"}\n"}});
  const auto items = ItemsOf(SourceOf(first + first + first, "b.jsonl.gz"));
  EXPECT_THAT(IdsOf(items), ElementsAre("b.jsonl#1", "b.jsonl#2", "b.jsonl#3"));
}

TEST(ArchiveSource, ReadsArchivesInsideArchivesToALimit) {
  std::string packed = Pack(Packing::kZip, {{"a.txt", "Un texte."}});
  packed = Pack(Packing::kTarGzip, {{"dedans.zip", packed}});
  EXPECT_THAT(IdsOf(ItemsOf(SourceOf(packed, "lot"))),
              ElementsAre("lot!dedans.zip!a.txt"));
  packed = Pack(Packing::kZip, {{"x.tgz", packed}, {"b.txt", "Un autre."}});
  packed = Pack(Packing::kZip, {{"y.zip", packed}});
  EXPECT_THAT(IdsOf(ItemsOf(SourceOf(packed, "lot"))),
              ElementsAre("TOO_DEEP", "lot!y.zip!b.txt"));
}

TEST(ArchiveSource, PassesOverOtherFormats) {
  const auto source = SourceOf(
      Pack(Packing::kZip, {{"a.png", "\x89PNG"}, {"b.txt", "Un texte."}}), "l");
  EXPECT_THAT(IdsOf(ItemsOf(source)), ElementsAre("l!b.txt"));
  EXPECT_EQ(source->passed_over().begin()->second, 1U);
}

TEST(ArchiveSource, RefusesUnsafeMembersAlone) {
  for (const Packing packing : {Packing::kTar, Packing::kZip}) {
    for (const Member& member :
         {Member{"../../etc/passwd.txt", "x"}, Member{"/etc/passwd.txt", "x"},
          Member{"a/../../b.txt", "x"}, Member{"a\nb.txt", "x"},
          Member{"a\\..\\b.txt", "x"}, Member{"lien.txt", "", "/etc/passwd"}}) {
      const auto items = ItemsOf(
          SourceOf(Pack(packing, {member, {"b.txt", "Un texte."}}), "lot"));
      EXPECT_THAT(IdsOf(items), ElementsAre("UNSAFE_PATH", "lot!b.txt"))
          << member.path;
    }
  }
}

TEST(ArchiveSource, StopsAtAnExpansionOutOfProportion) {
  const std::string zeros(kFreeUnpackedBytes + (8U << 20), ' ');
  const std::string lines = "{\"text\":\"x\"}\n";
  for (const Packing packing : {Packing::kGzip, Packing::kZstd}) {
    const auto items =
        ItemsOf(SourceOf(Pack(packing, {{"", lines + zeros}}), "b.jsonl.gz"));
    EXPECT_THAT(IdsOf(items), ElementsAre("b.jsonl#1", "EXPANSION"));
  }
  const auto skipped = ItemsOf(SourceOf(
      Pack(Packing::kZip, {{"a.txt", "Un texte."}, {"b.png", zeros}}), "lot"));
  EXPECT_THAT(IdsOf(skipped), ElementsAre("lot!a.txt", "EXPANSION"));
}

TEST(ArchiveSource, KeepsWhatWasReadBeforeDamage) {
  std::string lines;
  for (int i = 0; i < 20000; ++i) {
    lines += "{\"id\":\"" + std::to_string(i * 7919 % 20011) +
             "\",\"text\":\"x\"}\n";
  }
  std::string packed = Pack(Packing::kGzip, {{"", lines}});
  packed.resize(packed.size() / 2);
  const auto items = ItemsOf(SourceOf(packed, "b.jsonl.gz"));
  ASSERT_GT(items.size(), 1U);
  EXPECT_TRUE(items[0].article.has_value());
  EXPECT_EQ(items.back().rejection.reason(), "BAD_ARCHIVE");
  EXPECT_THAT(items.back().rejection.message(), HasSubstr("byte"));
}

TEST(ArchiveSource, RejectsWhatIsNotPacked) {
  for (const std::string bytes : {"Un texte.", "PK\x03\x04", "\x1F\x8B\x08"}) {
    const auto items = ItemsOf(SourceOf(bytes, "lot.zip"));
    EXPECT_THAT(IdsOf(items), ElementsAre("BAD_ARCHIVE")) << bytes;
  }
  EXPECT_THAT(ItemsOf(SourceOf(Pack(Packing::kZip, {}), "lot.zip")), IsEmpty());
}

}  // namespace
}  // namespace vigie::indexer
