#include "index/manifest.h"

#include <gtest/gtest.h>

#include <string>

#include "index/checksum.h"
#include "index/manifest_files.h"
#include "index/schema.h"
#include "tests/index/status_matchers.h"
#include "tests/index/temporary_directory.h"

namespace vigie::index {
namespace {

using ::vigie::testing::FailsBecause;
using ::vigie::testing::FailsWith;
using ::vigie::testing::IsOk;

Manifest MakeManifest() {
  Manifest manifest;
  manifest.format_version = kFormatVersion;
  manifest.revision = 12;
  manifest.next_segment = 9;
  manifest.analyzer_version = "fr1-test";
  manifest.dictionary_version = "dict-2";
  manifest.dictionary = {"dictionary-dict-2.jsonl", 1000, 0xFFFFFFFF};
  manifest.older_dictionaries = {{"dictionary-dict-1.jsonl", 900, 3}};
  SegmentRecord segment;
  segment.name = "seg-7";
  segment.articles = 40;
  segment.mentions = 5'000'000'000;
  segment.dictionary_version = "dict-1";
  segment.other_dictionary_versions = {"dict-2", "dict-3"};
  segment.database = {"seg-7/postings.glass", 1ULL << 40, 4};
  segment.columns = {"seg-7/columns.bin", 77, 5};
  segment.tombstones = {"tombstones-7-12.bin", 32, 6};
  segment.tombstone_count = 3;
  manifest.segments = {segment};
  segment.name = "seg-8";
  segment.tombstones = {};
  segment.tombstone_count = 0;
  manifest.segments.push_back(segment);
  return manifest;
}

// The text with a checksum line that fits it.
std::string Sealed(std::string body) {
  char line[32];
  std::snprintf(line, sizeof(line), "crc32c %08x\n",
                Crc32c(0, body.data(), body.size()));
  return body + line;
}

std::string Replaced(std::string text, const std::string& from,
                     const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.resize(text.size() - 16);
  return Sealed(text.replace(at, from.size(), to));
}

TEST(Manifest, ReadsWhatItWrote) {
  const std::string text = EncodeManifest(MakeManifest());
  const Result<Manifest> read = DecodeManifest(text, "manifest-12");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(EncodeManifest(*read), text);
  EXPECT_EQ(read->segments[0].mentions, 5'000'000'000U);
  EXPECT_EQ(read->segments[0].tombstone_count, 3U);
  EXPECT_EQ(read->segments[1].tombstones.path, "");
  EXPECT_EQ(read->older_dictionaries[0].bytes, 900U);
  EXPECT_EQ(read->dictionary.crc32c, 0xFFFFFFFF);
}

TEST(Manifest, RefusesEveryFlippedBit) {
  std::string text = EncodeManifest(MakeManifest());
  for (size_t bit = 0; bit < text.size() * 8; ++bit) {
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
    EXPECT_THAT(DecodeManifest(text, "manifest-12"),
                FailsWith(StatusCode::kDataLoss, "manifest-12"));
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
  }
}

TEST(Manifest, RefusesEveryTruncation) {
  const std::string text = EncodeManifest(MakeManifest());
  for (size_t size = 0; size < text.size(); ++size) {
    EXPECT_THAT(DecodeManifest(text.substr(0, size), "manifest-12"),
                FailsWith(StatusCode::kDataLoss, "manifest-12"));
  }
}

TEST(Manifest, OfAnotherFormatAsksForARebuild) {
  const std::string text = EncodeManifest(MakeManifest());
  const std::string own =
      "\"format_version\": " + std::to_string(kFormatVersion);
  for (const char* other : {"1", "2", "99"}) {
    const Result<Manifest> read = DecodeManifest(
        Replaced(text, own, std::string("\"format_version\": ") + other),
        "manifest-12");
    EXPECT_THAT(read,
                FailsBecause(StatusCode::kFailedPrecondition, "FORMAT_VERSION"))
        << other;
    EXPECT_THAT(read, FailsWith(StatusCode::kFailedPrecondition, "rebuild"));
  }
}

// A checksum that fits does not make the content sound.
TEST(Manifest, RefusesWrongFieldsUnderAValidChecksum) {
  const std::string text = EncodeManifest(MakeManifest());
  const struct {
    std::string from;
    std::string to;
  } cases[] = {
      {"\"revision\"", "\"revison\""},
      {"\"revision\": 12", "\"revision\": -12"},
      {"\"revision\": 12", "\"revision\": 1.5"},
      {"\"revision\": 12", "\"revision\": \"12\""},
      {"\"articles\": 40", "\"articles\": 4294967296"},
      {"\"tombstone_count\": 3", "\"tombstone_count\": 41"},
      {"seg-7/columns.bin", "../../etc/passwd"},
      {"seg-7/columns.bin", "/etc/passwd"},
      {"\"seg-7\"", "\"seg-x\""},
      {"\"dict-1\"", "\"dict-0\""},
      {"\"dictionary\"", "\"dictionnaire\""},
      {"\"segments\": [", "\"segments\": [7,"},
      {"{", "[{"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(DecodeManifest(Replaced(text, c.from, c.to), "manifest-12"),
                FailsWith(StatusCode::kDataLoss, "manifest-12"))
        << c.from << " -> " << c.to;
  }
  EXPECT_THAT(DecodeManifest(Sealed(std::string(100'000, '[')), "m"),
              FailsWith(StatusCode::kDataLoss, "m"));
}

TEST(ManifestName, GivesItsRevisionOrNothing) {
  EXPECT_EQ(RevisionOfManifestName(ManifestName(0)), 0U);
  EXPECT_EQ(RevisionOfManifestName("manifest-1234567890123"), 1234567890123U);
  for (const char* name :
       {"", "manifest-", "manifest-1.tmp", "manifest--1", "manifest-1a",
        "manifest- 1", "manifest-99999999999999999999", "Manifest-1"}) {
    EXPECT_EQ(RevisionOfManifestName(name), std::nullopt) << name;
  }
}

using PublishedManifest = ::vigie::testing::TemporaryDirectoryTest;

TEST_F(PublishedManifest, IsTheOneThatCurrentNames) {
  Manifest manifest = MakeManifest();
  ASSERT_THAT(PublishManifest(path(""), manifest), IsOk());
  manifest.revision = 13;
  ASSERT_THAT(PublishManifest(path(""), manifest), IsOk());
  EXPECT_EQ(*ReadCurrentRevision(path("")), 13U);
  EXPECT_EQ(ReadCurrentManifest(path(""))->revision, 13U);
  EXPECT_FALSE(PathExists(path("CURRENT.tmp")));
  EXPECT_FALSE(PathExists(path("manifest-13.tmp")));
}

TEST_F(PublishedManifest, IsNotFoundInAnEmptyDirectory) {
  EXPECT_THAT(ReadCurrentManifest(path("")),
              FailsBecause(StatusCode::kNotFound, "INDEX_NOT_FOUND"));
  EXPECT_THAT(ReadCurrentManifest(path("nowhere")),
              FailsBecause(StatusCode::kNotFound, "INDEX_NOT_FOUND"));
}

TEST_F(PublishedManifest, IsLostWhenCurrentOrItsFileIsGone) {
  ASSERT_THAT(PublishManifest(path(""), MakeManifest()), IsOk());
  std::filesystem::rename(path("CURRENT"), path("kept"));
  EXPECT_THAT(ReadCurrentManifest(path("")),
              FailsWith(StatusCode::kDataLoss, "CURRENT"));
  std::filesystem::rename(path("kept"), path("CURRENT"));
  std::filesystem::remove(path("manifest-12"));
  EXPECT_THAT(ReadCurrentManifest(path("")),
              FailsWith(StatusCode::kDataLoss, "manifest-12"));
}

TEST_F(PublishedManifest, IsRefusedUnderTheNameOfAnotherRevision) {
  Manifest manifest = MakeManifest();
  ASSERT_THAT(PublishManifest(path(""), manifest), IsOk());
  const std::string older = testing::ReadBytes(path("manifest-12"));
  manifest.revision = 13;
  ASSERT_THAT(PublishManifest(path(""), manifest), IsOk());
  testing::WriteBytes(path("manifest-13"), older);
  EXPECT_THAT(ReadCurrentManifest(path("")),
              FailsWith(StatusCode::kDataLoss, "manifest-13"));
}

TEST_F(PublishedManifest, LeavesNothingBehindWhereItCannotWrite) {
  EXPECT_THAT(PublishManifest(path("nowhere"), MakeManifest()),
              FailsWith(StatusCode::kNotFound, "nowhere/manifest-12.tmp"));
  // A directory in the place of CURRENT: the last step but one fails.
  std::filesystem::create_directories(path("CURRENT/full"));
  EXPECT_FALSE(PublishManifest(path(""), MakeManifest()).ok());
  EXPECT_FALSE(PathExists(path("manifest-12")));
  EXPECT_FALSE(PathExists(path("CURRENT.tmp")));
}

}  // namespace
}  // namespace vigie::index
